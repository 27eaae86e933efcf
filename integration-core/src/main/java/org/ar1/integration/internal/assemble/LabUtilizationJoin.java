package org.ar1.integration.internal.assemble;

import static java.util.Objects.requireNonNull;
import static org.ar1.integration.source.UpstreamService.USAGE_ANALYTICS;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.ar1.integration.internal.assemble.DemandCorrelation.Measures;
import org.ar1.integration.internal.join.LabTypes;
import org.ar1.integration.internal.service.UsageAnalyticsClient;
import org.ar1.integration.internal.text.CodePoints;
import org.ar1.integration.report.InfrastructureInsights;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.LabTypeUsage;
import org.ar1.integration.report.LabTypeUtilization;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.PopularEntry;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.spi.LabTypeResolver;
import org.ar1.integration.upstream.Allocation;
import org.ar1.integration.upstream.LabCatalogue;
import org.ar1.integration.upstream.LabUsage;
import org.ar1.integration.upstream.LabUtilization;
import org.ar1.integration.upstream.PopularLab;
import org.ar1.integration.upstream.UsageTrends;
import org.ar1.integration.upstream.UsageTrends.TypeTrend;
import org.jspecify.annotations.Nullable;

/** Joins the sources of a lab utilization report into the report. */
public final class LabUtilizationJoin {

    /** By user-minutes, the most first and labs without a figure last, then by name. */
    private static final Comparator<PopularEntry> MOST_USED_FIRST = Comparator.comparing(
                    PopularEntry::userMinutes, Comparator.nullsLast(Comparator.reverseOrder()))
            .thenComparing(PopularEntry::name, CodePoints.ORDER);

    /**
     * The values of the sources.
     *
     * @param recentTrends the trends in the time window of the details; only types with an event in them have details
     * @param details the usage of each lab type; may hold types that are not part of the report
     * @param allocations read only to find out whether a lab type exists; null when this was not in question
     */
    public record Inputs(
            Sourced<LabCatalogue> catalogue,
            Sourced<UsageTrends> trends,
            Sourced<UsageTrends> recentTrends,
            Map<String, Sourced<LabUsage>> details,
            Sourced<List<PopularLab>> popular,
            Sourced<List<LabUtilization>> utilization,
            @Nullable Sourced<List<Allocation>> allocations) {

        /** Copies these inputs and adds the allocations. */
        public Inputs with(Sourced<List<Allocation>> asked) {
            return new Inputs(catalogue, trends, recentTrends, details, popular, utilization, asked);
        }
    }

    /** What the sources state of one lab type. */
    private static final class Type {
        private final String labType;
        private final boolean wanted;
        private @Nullable Sourced<LabUsage> detail;
        private @Nullable LabTypeUsage usage;
        private final List<LabUtilization> labs = new ArrayList<>();
        private @Nullable LabTypeUtilization utilization;
        private @Nullable Double userMinutes;
        private @Nullable TypeTrend trend;

        Type(String labType, boolean wanted) {
            this.labType = labType;
            this.wanted = wanted;
        }

        Measures measures() {
            return new Measures(
                    labType,
                    trend == null ? null : trend.totalEvents(),
                    trend == null ? null : trend.uniqueUsers(),
                    userMinutes == null || !Double.isFinite(userMinutes) ? null : userMinutes,
                    utilization == null ? null : utilization.normalizedUsage());
        }
    }

    private final Inputs inputs;
    private final LabTypes<Type> types;
    private final Predicate<String> wanted;

    private LabUtilizationJoin(Inputs inputs, LabTypeResolver resolver, Predicate<String> wanted) {
        this.inputs = inputs;
        this.types = new LabTypes<>(resolver, inputs.catalogue(), labType -> new Type(labType, wanted.test(labType)));
        this.wanted = wanted;
    }

    /**
     * Joins the inputs.
     *
     * @param wanted accepts the lab types of the report
     * @param correlations keeps the most recent correlation
     * @param now the time of the report
     * @param retryAfter the time after which callers should ask again, for a report that has failed
     */
    public static LabUtilizationReport join(
            Inputs inputs,
            LabTypeResolver resolver,
            Predicate<String> wanted,
            CorrelationMemo correlations,
            Instant now,
            Duration retryAfter) {
        return new LabUtilizationJoin(inputs, resolver, wanted).report(correlations, now, retryAfter);
    }

    private LabUtilizationReport report(CorrelationMemo correlations, Instant now, Duration retryAfter) {
        List<PopularEntry> popular = popularLabs();
        readUtilization();
        readUsage();
        List<Type> ordered = selected(types.all(), type -> type.wanted);
        ordered.sort(Comparator.comparing(type -> type.labType, CodePoints.ORDER));
        UsageTrends trends = inputs.trends().orNull();
        DemandCorrelation.Verdict verdict = correlations.verdict(
                types.all().stream().map(Type::measures).toList(), trends == null ? null : trends.timePeriodDays());
        SourceLines sources = sources(selected(ordered, this::needsDetail), now);
        IntegrationStatus status = sources.status();
        return new LabUtilizationReport(
                now,
                status,
                usage(ordered),
                new InfrastructureInsights(popular, utilization(ordered)),
                verdict.correlation(),
                verdict.disagreements().stream()
                        .filter(disagreement -> wanted.test(disagreement.labType()))
                        .toList(),
                types.coverage(type -> type.wanted),
                sources.lines(),
                status == IntegrationStatus.FAILED ? retryAfter : null);
    }

    private static List<Type> selected(List<Type> all, Predicate<Type> having) {
        List<Type> selected = new ArrayList<>(all.size());
        for (Type type : all) {
            if (having.test(type)) {
                selected.add(type);
            }
        }
        return selected;
    }

    private SourceLines sources(List<Type> detailed, Instant now) {
        SourceLines lines = new SourceLines(now);
        lines.add(inputs.trends());
        lines.add(inputs.recentTrends());
        lines.addCalls(USAGE_ANALYTICS, UsageAnalyticsClient.LAB_USAGE, detailCalls(detailed));
        lines.add(inputs.popular());
        lines.add(inputs.utilization());
        lines.add(inputs.catalogue());
        Sourced<List<Allocation>> allocations = inputs.allocations();
        if (allocations != null) {
            lines.add(allocations);
        }
        return lines;
    }

    /** Whether the usage of the type was requested, or would have been if the lists had come in time. */
    private boolean needsDetail(Type type) {
        if (type.detail != null) {
            return true;
        }
        Optional<UsageTrends> used = inputs.recentTrends().asOptional().or(inputs.trends()::asOptional);
        return type.usage != null
                && used.map(trends -> trends.hasEvents(type.labType)).orElse(true);
    }

    private Collection<SourceLines.Call> detailCalls(List<Type> asked) {
        return PerKey.select(
                asked,
                type -> type.labType,
                type -> type.detail,
                inputs.trends().orNull() == null
                        && inputs.recentTrends().orNull() == null
                        && !inputs.catalogue().outcome().hasData(),
                USAGE_ANALYTICS,
                UsageAnalyticsClient.LAB_USAGE);
    }

    private List<PopularEntry> popularLabs() {
        List<PopularEntry> entries = new ArrayList<>();
        for (PopularLab lab : inputs.popular().asOptional().orElse(List.of())) {
            Type type = types.named(lab.name());
            type.userMinutes = sum(type.userMinutes, lab.totalUserMinutes());
            if (type.wanted) {
                entries.add(new PopularEntry(type.labType, lab.name(), lab.totalSessions(), lab.totalUserMinutes()));
            }
        }
        entries.sort(MOST_USED_FIRST);
        return entries;
    }

    private static @Nullable Double sum(@Nullable Double a, @Nullable Double b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a + b;
    }

    private void readUtilization() {
        boolean several = false;
        for (LabUtilization lab : inputs.utilization().asOptional().orElse(List.of())) {
            Type type = types.named(lab.name());
            type.labs.add(lab);
            several |= type.labs.size() > 1;
        }
        // Sessions weight the labs of a type, which matters only for types with several labs.
        Map<Long, Long> sessions = several ? sessions() : null;
        for (Type type : types.all()) {
            if (!type.labs.isEmpty()) {
                type.utilization = TypeAggregation.of(type.labs, sessions);
            }
        }
    }

    private static Map<String, LabTypeUtilization> utilization(List<Type> ordered) {
        return CodePoints.map(
                selected(ordered, type -> type.utilization != null),
                type -> type.labType,
                type -> requireNonNull(type.utilization));
    }

    private @Nullable Map<Long, Long> sessions() {
        List<PopularLab> popular = inputs.popular().orNull();
        if (popular == null) {
            return null;
        }
        Map<Long, Long> sessions = new HashMap<>();
        for (PopularLab lab : popular) {
            Long total = lab.totalSessions();
            if (total != null) {
                sessions.put(lab.labId(), total);
            }
        }
        return sessions;
    }

    private void readUsage() {
        UsageTrends trends = inputs.trends().orNull();
        if (trends == null) {
            inputs.details().forEach((labType, detail) -> read(types.of(labType), detail));
            return;
        }
        int days = trends.timePeriodDays();
        trends.labUsage().forEach((labType, trend) -> read(types.of(labType), trend, days));
    }

    private static void read(Type type, Sourced<LabUsage> detail) {
        LabUsage own = detail.orNull();
        type.detail = detail;
        type.usage = own == null ? null : new LabTypeUsage(null, null, null, null, own);
    }

    private void read(Type type, TypeTrend trend, int days) {
        type.trend = trend;
        if (type.wanted) {
            Sourced<LabUsage> detail = inputs.details().get(type.labType);
            type.detail = detail;
            type.usage = new LabTypeUsage(
                    trend.totalEvents(),
                    trend.uniqueUsers(),
                    trend.errors(),
                    days,
                    detail == null ? null : detail.orNull());
        }
    }

    private static Map<String, LabTypeUsage> usage(List<Type> ordered) {
        return CodePoints.map(
                selected(ordered, type -> type.usage != null),
                type -> type.labType,
                type -> requireNonNull(type.usage));
    }
}
