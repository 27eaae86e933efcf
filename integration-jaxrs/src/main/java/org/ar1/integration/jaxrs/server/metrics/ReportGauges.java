package org.ar1.integration.jaxrs.server.metrics;

import static java.util.Map.entry;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The gauges of one scrape, with a bound on the values that a label may have. Not safe for use by several threads. */
final class ReportGauges {

    private static final int LONGEST_LABEL = 128;
    private static final String DROPPED = "integration_report_labels_dropped";

    private static final Map<String, String> HELP = Map.ofEntries(
            entry(
                    "integration_report_timestamp_seconds",
                    "When the latest whole report was built, as seconds since 1970"),
            entry(
                    "integration_report_data_timestamp_seconds",
                    "When the oldest value of the latest whole report was fetched, as seconds since 1970"),
            entry(
                    "integration_join_coverage_ratio",
                    "Lab names of the infrastructure side that the catalogue holds, by all names, in the latest whole report"),
            entry(
                    "integration_lab_type_utilization_ratio",
                    "Normalized usage by estimate of a lab type in the latest whole report; absent without an estimate"),
            entry(
                    "integration_lab_type_status",
                    "1 for the status that the lab type has in the latest whole report, 0 for the others"),
            entry("integration_lab_types", "Lab types of the latest whole report, all of them, by status"),
            entry(
                    "integration_server_utilization_ratio",
                    "Used by available of a server's resource in the latest whole report; may exceed 1"),
            entry(
                    "integration_server_headroom_ratio",
                    "1 - utilization of a server's resource in the latest whole report; may be negative"),
            entry(
                    "integration_server_state",
                    "1 for the state that the server has in the latest whole report, 0 for the others"),
            entry(
                    "integration_server_reporting",
                    "1 for how current the server's figures are in the latest whole report, 0 for the others"),
            entry("integration_servers", "Servers of the latest whole report, all of them, by state"),
            entry("integration_insights", "Insights that are listed now, by kind and severity"),
            entry("integration_insights_withheld", "Insights that cannot be said now, by kind"),
            entry(
                    "integration_insights_data_age_seconds",
                    "Time since the newest row of the history that the insights rest on"),
            entry(
                    "integration_history_slots_bytes",
                    "Bytes of the ten-minute marks of all servers that are kept of the history"),
            entry(
                    "integration_history_future_rows",
                    "Rows of the history from more than an hour ahead, which are left out"),
            entry("integration_lab_type_server_info", "1 for each lab type and server that it stands on"),
            entry(
                    DROPPED,
                    "Lab types and servers of the latest whole reports that have no series of their own, because there are too many"));

    private final int most;
    private final Map<String, GaugeSnapshot.Builder> gauges = new LinkedHashMap<>();
    private final Map<String, Set<String>> labels = new HashMap<>();
    private final Map<String, Integer> dropped = new LinkedHashMap<>();

    /**
     * No gauges.
     *
     * @param most the most values of one label
     */
    ReportGauges(int most) {
        this.most = most;
    }

    /**
     * A value that a label may have, each at most once.
     *
     * @return the value as it may be shown; null when there are too many, or two look the same
     */
    @Nullable
    String label(String name, String value) {
        Set<String> known = labels.computeIfAbsent(name, none -> new HashSet<>());
        String shown = shown(value);
        boolean fits = known.size() < most && known.add(shown);
        dropped.merge(name, fits ? 0 : 1, Integer::sum);
        return fits ? shown : null;
    }

    /** A value that a label has already, as {@link #label} has shown it; null of one that has no series. */
    @Nullable
    String shownLabel(String name, String value) {
        String shown = shown(value);
        return labels.getOrDefault(name, Set.of()).contains(shown) ? shown : null;
    }

    /** Names are an upstream's: no characters that a parser of lines trips over, and none too long. */
    private static String shown(String value) {
        StringBuilder shown = new StringBuilder();
        value.codePoints().limit(LONGEST_LABEL).forEach(c -> shown.appendCodePoint(isPlain(c) ? c : '\uFFFD'));
        return shown.toString();
    }

    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
    }

    /** Sets a gauge, unless there is no value. */
    void set(String name, @Nullable Double value, String... namesAndValues) {
        if (value != null) {
            gauges.computeIfAbsent(name, ReportGauges::gauge)
                    .dataPoint(GaugeDataPointSnapshot.builder()
                            .labels(Labels.of(namesAndValues))
                            .value(value)
                            .build());
        }
    }

    private static GaugeSnapshot.Builder gauge(String name) {
        return GaugeSnapshot.builder().name(name).help(Objects.requireNonNull(HELP.get(name), name));
    }

    /** All of them. */
    List<GaugeSnapshot> snapshots() {
        dropped.forEach((label, count) -> set(DROPPED, count.doubleValue(), "label", label));
        return gauges.values().stream().map(GaugeSnapshot.Builder::build).toList();
    }
}
