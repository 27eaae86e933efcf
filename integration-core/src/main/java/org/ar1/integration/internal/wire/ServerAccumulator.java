package org.ar1.integration.internal.wire;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.mapping.CubicallyInterpolatedMapping;
import com.datadoghq.sketch.ddsketch.mapping.IndexMapping;
import com.datadoghq.sketch.ddsketch.store.CollapsingLowestDenseStore;
import java.time.Instant;
import org.ar1.integration.upstream.ServerStatistics.ResourceHistory;
import org.ar1.integration.upstream.ServerStatistics.ServerHistory;
import org.jspecify.annotations.Nullable;

/** What is kept of the rows of one server. */
final class ServerAccumulator {

    private final long server;
    private long samples;
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;
    private final Resource cpu = new Resource();
    private final Resource memory = new Resource();
    private final Resource disk = new Resource();

    ServerAccumulator(long server) {
        this.server = server;
    }

    long server() {
        return server;
    }

    /** NaN stands for none. */
    void add(long millis, double id, double cpuUsage, double memoryUsage, double diskUsage) {
        samples++;
        firstMillis = Math.min(firstMillis, millis);
        lastMillis = Math.max(lastMillis, millis);
        cpu.add(millis, id, cpuUsage);
        memory.add(millis, id, memoryUsage);
        disk.add(millis, id, diskUsage);
    }

    ServerHistory history() {
        return new ServerHistory(
                samples,
                Instant.ofEpochMilli(firstMillis),
                Instant.ofEpochMilli(lastMillis),
                cpu.history(),
                memory.history(),
                disk.history());
    }

    /** What is kept of one resource; a few kilobytes, whatever the number of values. */
    private static final class Resource {

        private static final double RELATIVE_ERROR = 0.005;
        /** A polynomial in place of a logarithm: the same bound of the error in less time, with a hundredth more bins. */
        private static final IndexMapping MAPPING = new CubicallyInterpolatedMapping(RELATIVE_ERROR);

        private static final int MAX_BINS = 4096;

        private final DDSketch sketch = new DDSketch(MAPPING, () -> new CollapsingLowestDenseStore(MAX_BINS));
        private long count;
        private double sum;
        private double lost;
        private double max = Double.NEGATIVE_INFINITY;
        private double min = Double.POSITIVE_INFINITY;
        private long latestMillis = Long.MIN_VALUE;
        private double latestId = Double.NaN;
        private double latest;

        void add(long millis, double id, double value) {
            if (Double.isNaN(value)) {
                return;
            }
            sketch.accept(value);
            count++;
            addToSum(value);
            if (value >= max) {
                max = Math.max(max, value); // which knows the two zeros apart
            }
            if (value <= min) {
                min = Math.min(min, value);
            }
            if (millis > latestMillis || (millis == latestMillis && isLater(id, value))) {
                latestMillis = millis;
                latestId = id;
                latest = value;
            }
        }

        /** Of rows with the same time and without numbers the highest value, so that their order does not matter. */
        private boolean isLater(double id, double value) {
            if (Double.isNaN(id) || Double.isNaN(latestId)) {
                return Double.isNaN(id) ? Double.isNaN(latestId) && value > latest : true;
            }
            return id > latestId || (id == latestId && value > latest);
        }

        /** Neumaier's compensated sum: the order of the rows hardly matters. */
        private void addToSum(double value) {
            double next = sum + value;
            lost += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
            sum = next;
        }

        @Nullable
        ResourceHistory history() {
            if (count == 0) {
                return null;
            }
            double p95 = Math.max(min, Math.min(max, sketch.getValueAtQuantile(0.95)));
            return new ResourceHistory(latest, (sum + lost) / count, max, p95);
        }
    }
}
