package org.ar1.integration.benchmarks;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.mapping.CubicallyInterpolatedMapping;
import com.datadoghq.sketch.ddsketch.mapping.IndexMapping;
import com.datadoghq.sketch.ddsketch.store.CollapsingLowestDenseStore;

/** What was kept of a resource of a server before there were slots: the figures of all its rows, by a sketch. */
final class SketchedResource {

    private static final double RELATIVE_ERROR = 0.005;
    private static final IndexMapping MAPPING = new CubicallyInterpolatedMapping(RELATIVE_ERROR);
    private static final int MAX_BINS = 4096;
    private static final double PERCENTILE = 0.95;

    private final DDSketch sketch = new DDSketch(MAPPING, () -> new CollapsingLowestDenseStore(MAX_BINS));
    private long count;
    private double sum;
    private double lost;
    private double max = Double.NEGATIVE_INFINITY;
    private double min = Double.POSITIVE_INFINITY;

    void add(double value) {
        sketch.accept(value);
        count++;
        double next = sum + value;
        lost += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
        sum = next;
        max = Math.max(max, value);
        min = Math.min(min, value);
    }

    /** The sum of mean, maximum and percentile, so that all are computed. */
    double figures() {
        double p95 = Math.max(min, Math.min(max, sketch.getValueAtQuantile(PERCENTILE)));
        return (sum + lost) / count + max + p95;
    }
}
