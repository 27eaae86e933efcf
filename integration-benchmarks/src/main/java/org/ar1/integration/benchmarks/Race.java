package org.ar1.integration.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What came of ours and of its limit, measured in turn so that what the machine does meanwhile falls on both. The
 * figure is the median of the ratios of the rounds; its spread is the lowest and the highest of them.
 */
final class Race {

    private final String what;
    private final String unit;
    private final List<Double> ours = new ArrayList<>();
    private final List<Double> limit = new ArrayList<>();

    /**
     * Nothing measured yet.
     *
     * @param unit of the figures, such as {@code requests/s}
     */
    Race(String what, String unit) {
        this.what = what;
        this.unit = unit;
    }

    void round(double ourFigure, double limitFigure) {
        ours.add(ourFigure);
        limit.add(limitFigure);
    }

    Row atLeast(double target) {
        return row(target, ratio() >= target, ">= ");
    }

    Row atMost(double target) {
        return row(target, ratio() <= target, "<= ");
    }

    /** A line that is only to be known. */
    Row information() {
        return row(Double.NaN, null, "");
    }

    private Row row(double target, @Nullable Boolean met, String comparison) {
        return new Row(
                what,
                figure(median(ours)) + " " + unit,
                figure(median(limit)) + " " + unit,
                figure(ratio()),
                met == null ? "-" : comparison + figure(target),
                met == null ? "-" : met ? "met" : "MISSED",
                ratios().size() == 1
                        ? "1 round"
                        : ratios().size() + " rounds: " + figure(ratios().get(0)) + " to "
                                + figure(ratios().get(ratios().size() - 1)));
    }

    private double ratio() {
        return median(ratios());
    }

    private List<Double> ratios() {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ours.size(); round++) {
            ratios.add(ours.get(round) / limit.get(round));
        }
        ratios.sort(null);
        return ratios;
    }

    static double median(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** Three digits, or all before the point. */
    static String figure(double number) {
        double size = Math.abs(number);
        return String.format(Locale.ROOT, size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f", number);
    }
}
