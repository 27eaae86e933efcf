package org.ar1.integration.internal.join;

import static org.ar1.integration.source.UpstreamService.USAGE_ANALYTICS;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.ar1.integration.internal.client.UsageAnalyticsClient;
import org.ar1.integration.internal.stats.Order;
import org.ar1.integration.report.InfrastructureInsights;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.PopularEntry;
import org.ar1.integration.report.TypeUsage;
import org.ar1.integration.report.TypeUtilization;
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

/** Joins what was read for a lab utilization report. */
public final class LabUtilizationJoin {

    /**
     * What was read.
     *
     * @param details each lab type's own usage; may hold types that turn out not to be of the report
     * @param allocations asked only to know whether a lab type exists; null when that was not in question
     */
    public record Inputs(
            Sourced<LabCatalogue> catalogue,
            Sourced<UsageTrends> trends,
            Map<String, Sourced<LabUsage>> details,
            Sourced<List<PopularLab>> popular,
            Sourced<List<LabUtilization>> utilization,
            @Nullable Sourced<List<Allocation>> allocations) {

        /** These, and the allocations that were asked for existence. */
        public Inputs with(Sourced<List<Allocation>> asked) {
            return new Inputs(catalogue, trends, details, popular, utilization, asked);
        }
    }

    private final Inputs inputs;
    private final LabTypes types;
    private final Predicate<String> wanted;
    private final Agreement agreement;

    private LabUtilizationJoin(Inputs inputs, LabTypeResolver resolver, Predicate<String> wanted) {
        this.inputs = inputs;
        this.types = new LabTypes(resolver, inputs.catalogue());
        this.wanted = wanted;
        this.agreement = new Agreement(wanted);
    }

    /**
     * Joins the inputs.
     *
     * @param wanted which lab types the report is of
     * @param now the report's time
     * @param retryAfter when to ask again, should the report have failed
     */
    public static LabUtilizationReport join(
            Inputs inputs, LabTypeResolver resolver, Predicate<String> wanted, Instant now, Duration retryAfter) {
        return new LabUtilizationJoin(inputs, resolver, wanted).report(now, retryAfter);
    }

    private LabUtilizationReport report(Instant now, Duration retryAfter) {
        List<PopularEntry> popular = popularLabs();
        Map<String, TypeUtilization> utilization = utilization();
        List<String> detailed = detailedTypes();
        Map<String, TypeUsage> usage = usage(detailed);
        UsageTrends trends = inputs.trends().value();
        Agreement.Verdict verdict = agreement.verdict(trends == null ? null : trends.timePeriodDays());
        SourceLines sources = sources(detailed, now);
        IntegrationStatus status = sources.status();
        return new LabUtilizationReport(
                now,
                status,
                usage,
                new InfrastructureInsights(popular, utilization),
                verdict.correlation(),
                verdict.disagreements(),
                types.coverage(wanted),
                sources.lines(),
                status == IntegrationStatus.FAILED ? retryAfter : null);
    }

    private SourceLines sources(List<String> detailed, Instant now) {
        SourceLines lines = new SourceLines(now);
        lines.add(inputs.trends());
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

    /** The types of the report whose own usage is asked, by code point. */
    private List<String> detailedTypes() {
        UsageTrends trends = inputs.trends().value();
        return PerKey.sorted(
                trends == null ? inputs.details().keySet() : trends.labUsage().keySet(), wanted);
    }

    private Collection<Sourced<LabUsage>> detailCalls(List<String> asked) {
        return PerKey.select(
                inputs.details(),
                asked,
                inputs.trends().value() == null && !inputs.catalogue().outcome().hasData(),
                USAGE_ANALYTICS,
                UsageAnalyticsClient.LAB_USAGE);
    }

    private List<PopularEntry> popularLabs() {
        List<PopularEntry> entries = new ArrayList<>();
        for (PopularLab lab : inputs.popular().asOptional().orElse(List.of())) {
            String labType = types.of(lab.name());
            Agreement.TypeMeasures measures = agreement.type(labType);
            measures.userMinutes = sum(measures.userMinutes, lab.totalUserMinutes());
            if (wanted.test(labType)) {
                entries.add(new PopularEntry(labType, lab.name(), lab.totalSessions(), lab.totalUserMinutes()));
            }
        }
        return mostUsedFirst(entries);
    }

    /** As {@link PopularEntry#MOST_USED_FIRST} says. */
    private static List<PopularEntry> mostUsedFirst(List<PopularEntry> entries) {
        int n = entries.size();
        long[] keys = new long[n];
        for (int i = 0; i < n; i++) {
            Double minutes = entries.get(i).userMinutes();
            // No number has the key that sorts after all others.
            keys[i] = minutes == null ? -1 : ~Order.key(minutes);
        }
        int[] order = Order.of(keys);
        List<PopularEntry> sorted = new ArrayList<>(n);
        for (int index : order) {
            sorted.add(entries.get(index));
        }
        for (int from = 0, to; from < n; from = to) {
            to = from + 1;
            while (to < n && keys[order[to]] == keys[order[from]]) {
                to++;
            }
            if (to - from > 1) {
                sorted.subList(from, to).sort(PopularEntry.MOST_USED_FIRST);
            }
        }
        return sorted;
    }

    private static @Nullable Double sum(@Nullable Double a, @Nullable Double b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a + b;
    }

    private Map<String, TypeUtilization> utilization() {
        Map<String, List<LabUtilization>> labsByType = new LinkedHashMap<>();
        List<LabUtilization> all = inputs.utilization().asOptional().orElse(List.of());
        for (LabUtilization lab : all) {
            labsByType
                    .computeIfAbsent(types.of(lab.name()), type -> new ArrayList<>(1))
                    .add(lab);
        }
        // The labs of a type are weighted only where there are several.
        Map<Long, Long> sessions = labsByType.size() == all.size() ? null : sessions();
        Map<String, TypeUtilization> byType = new HashMap<>();
        labsByType.forEach((labType, labs) -> {
            TypeUtilization type = TypeAggregation.of(labs, sessions);
            agreement.type(labType).normalizedUsage = type.normalizedUsage();
            byType.put(labType, type);
        });
        Map<String, TypeUtilization> utilization = new LinkedHashMap<>();
        for (String labType : PerKey.sorted(byType.keySet(), wanted)) {
            utilization.put(labType, byType.get(labType));
        }
        return utilization;
    }

    private @Nullable Map<Long, Long> sessions() {
        List<PopularLab> popular = inputs.popular().value();
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

    private Map<String, TypeUsage> usage(List<String> detailed) {
        Map<String, TypeUsage> usage = new LinkedHashMap<>();
        UsageTrends trends = inputs.trends().value();
        if (trends != null) {
            trends.labUsage().forEach((labType, trend) -> {
                Agreement.TypeMeasures measures = agreement.type(labType);
                measures.totalEvents = real(trend.totalEvents());
                measures.uniqueUsers = real(trend.uniqueUsers());
            });
        }
        for (String labType : detailed) {
            TypeTrend trend = trends == null ? null : trends.labUsage().get(labType);
            LabUsage detail = detail(labType);
            if (trends != null && trend != null) {
                usage.put(labType, typeUsage(trend, trends.timePeriodDays(), detail));
            } else if (detail != null) {
                usage.put(labType, new TypeUsage(null, null, null, null, detail));
            }
        }
        return usage;
    }

    private static TypeUsage typeUsage(TypeTrend trend, int days, @Nullable LabUsage detail) {
        return new TypeUsage(trend.totalEvents(), trend.uniqueUsers(), trend.errors(), days, detail);
    }

    private @Nullable LabUsage detail(String labType) {
        Sourced<LabUsage> detail = inputs.details().get(labType);
        return detail == null ? null : detail.value();
    }

    private static @Nullable Double real(@Nullable Long number) {
        return number == null ? null : number.doubleValue();
    }
}
