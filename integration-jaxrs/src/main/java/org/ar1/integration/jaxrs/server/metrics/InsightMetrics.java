package org.ar1.integration.jaxrs.server.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.InsightReport;
import org.ar1.integration.insight.Severity;
import org.ar1.integration.insight.Window;
import org.ar1.integration.insight.Withheld;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.upstream.SlotSeries;
import org.jspecify.annotations.Nullable;

/** The figures of the latest insights in the zone of the campus. No label names a subject. Thread-safe. */
final class InsightMetrics {

    /** Cpu, memory and disk. */
    private static final int FLOATS_OF_A_SLOT = 3;

    private final AtomicReference<@Nullable InsightReport> latest = new AtomicReference<>();

    /** Shows the figures of a report from now on. */
    void show(InsightReport report) {
        latest.set(report);
    }

    /** Sets the gauges; none before the first report. */
    void collect(ReportGauges gauges, Instant now) {
        InsightReport report = latest.get();
        if (report == null) {
            return;
        }
        counts(gauges, report);
        report.sources().stream()
                .filter(source -> source.resource().equals("stats"))
                .map(source -> source.dataAsOf())
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(dataAsOf -> gauges.set(
                        "integration_insights_data_age_seconds",
                        Math.max(0, Duration.between(dataAsOf, now).toMillis() / 1000.0)));
        Window window = report.window();
        gauges.set("integration_history_future_rows", window == null ? null : (double) window.futureRows());
    }

    /** Every kind that can be listed and every severity has a series, so that what is no longer said becomes 0. */
    private static void counts(ReportGauges gauges, InsightReport report) {
        Map<InsightKind, Map<Severity, Integer>> listed = new EnumMap<>(InsightKind.class);
        Map<InsightKind, Integer> withheld = new EnumMap<>(InsightKind.class);
        for (Insight insight : report.insights()) {
            listed.computeIfAbsent(insight.heading().kind(), none -> new EnumMap<>(Severity.class))
                    .merge(insight.heading().severity(), 1, Integer::sum);
        }
        for (Withheld none : report.withheld()) {
            withheld.merge(none.kind(), 1, Integer::sum);
        }
        for (InsightKind kind : InsightKind.values()) {
            if (kind == InsightKind.QUIET_WINDOW) {
                continue; // an endpoint of its own, never in the list
            }
            for (Severity severity : Severity.values()) {
                double count = listed.getOrDefault(kind, Map.of()).getOrDefault(severity, 0);
                gauges.set("integration_insights", count, "kind", kind.id(), "severity", severity.id());
            }
            gauges.set(
                    "integration_insights_withheld",
                    withheld.getOrDefault(kind, 0).doubleValue(),
                    "kind",
                    kind.id());
        }
    }

    /** What the latest allocations say that insights rest on. */
    static void collect(ReportGauges gauges, ServerAllocationReport report) {
        long bytes = report.infrastructure().servers().values().stream()
                .map(server -> server.history())
                .filter(Objects::nonNull)
                .mapToLong(history ->
                        (long) history.windowWeeks() * SlotSeries.SLOTS_PER_WEEK * FLOATS_OF_A_SLOT * Float.BYTES)
                .sum();
        gauges.set("integration_history_slots_bytes", (double) bytes);
        report.infrastructure().allocationMap().forEach((labType, servers) -> {
            String type = gauges.shownLabel("lab_type", labType);
            for (long server : servers) {
                String id = gauges.shownLabel("server_id", Long.toString(server));
                if (type != null && id != null) {
                    gauges.set("integration_lab_type_server_info", 1.0, "lab_type", type, "server_id", id);
                }
            }
        });
    }
}
