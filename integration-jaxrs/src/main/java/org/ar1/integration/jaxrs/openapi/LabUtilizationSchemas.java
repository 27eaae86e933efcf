package org.ar1.integration.jaxrs.openapi;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The lab utilization report, as the API describes it. Never instantiated. */
final class LabUtilizationSchemas {

    private LabUtilizationSchemas() {}

    @Schema(
            name = "LabUtilizationReport",
            description = "Who uses which lab type, and how that compares with what it was sized for.")
    record LabUtilizationReport(
            @Schema(required = true, format = "date-time", description = "When the report was built, UTC.")
            String timestamp,

            @Schema(
                    required = true,
                    enumeration = {"success", "partial", "failed"},
                    description = "success: every source is live or cached; partial: some is stale, failed or "
                            + "skipped; failed: there is nothing to show.")
            String integrationStatus,

            @Schema(
                    required = true,
                    description = "The use of each lab type, by the application side; empty when its sources "
                            + "failed. Keys are lab types, by code point.")
            Map<String, LabUsage> labUsage,

            @Schema(required = true, description = "What the infrastructure side says.")
            InfrastructureInsights infrastructureInsights,

            @Schema(required = true, description = "How far both sides agree over the lab types.")
            Correlation correlation,

            @Schema(
                    required = true,
                    description = "Lab types in the top third by one side and the bottom third by the other.")
            List<Disagreement> disagreements,

            @Schema(required = true, description = "How well the lab names match the catalogue.")
            CommonSchemas.Join join,

            @Schema(required = true, description = "What the report used, and only that.")
            List<CommonSchemas.Source> sources) {}

    @Schema(name = "LabUsage", description = "What the application side says of the use of a lab type.")
    record LabUsage(
            @Schema(
                    required = true,
                    nullable = true,
                    description = "Number of events of any kind in the window of the trends; null when the trends "
                            + "could not be had.")
            Long totalEvents,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Number of different users in that window; null likewise.")
            Long uniqueUsers,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Number of events in that window that were errors; null likewise.")
            Long errors,

            @Schema(required = true, nullable = true, description = "Length of that window in days; null likewise.")
            Integer timePeriodDays,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The own figures of the lab type, with a window of their own; null when there are "
                            + "none.")
            LabUsageDetail detail) {}

    @Schema(name = "LabUsageDetail", description = "The own figures of a lab type.")
    record LabUsageDetail(
            @Schema(required = true, description = "Length of the window in days.")
            int timePeriodDays,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Number of different users in the window; null when not stated.")
            Long uniqueUsers,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Number of events of any kind in the window; null when not stated.")
            Long totalEvents,

            @Schema(required = true, description = "Number of events by kind. Keys are kinds of events, by code point.")
            Map<String, Long> eventDistribution,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Length of a session on average, in seconds; null when not stated.")
            Double averageSessionTimeSeconds) {}

    @Schema(name = "InfrastructureInsights", description = "What the infrastructure side says.")
    record InfrastructureInsights(
            @Schema(
                    required = true,
                    description =
                            "The labs, most user-minutes first, then by name; one entry a lab, nothing " + "merged.")
            List<PopularLab> popularLabs,

            @Schema(
                    required = true,
                    description = "How the use of each lab type compares with the estimate. Keys are lab types, by "
                            + "code point.")
            Map<String, TypeUtilization> utilizationStatus) {}

    @Schema(name = "PopularLab", description = "A lab, by how much it was used.")
    record PopularLab(
            @Schema(required = true, description = "The lab type that the name of the lab stands for.")
            String labType,

            @Schema(required = true, description = "The name of the lab, verbatim.")
            String name,

            @Schema(required = true, nullable = true, description = "Number of sessions held; null when not stated.")
            Long sessions,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Minutes of all users together; null when not stated.")
            Double userMinutes) {}

    @Schema(
            name = "TypeUtilization",
            description = "How the use of a lab type compares with the estimate. One lab: its own figures. "
                    + "Several: sums of normalized usage and estimate, and averages weighted by " + "sessions.")
    record TypeUtilization(
            @Schema(
                    required = true,
                    enumeration = {"over-utilized", "under-utilized", "normal", "unknown"},
                    description = "over-utilized: the ratio is above 1.25; under-utilized: below 0.75; normal: "
                            + "between; unknown: there is no estimate.")
            String status,

            @Schema(
                    required = true,
                    nullable = true,
                    description =
                            "Number of users of a session on average; null when not stated or not to be " + "weighted.")
            Double avgUsers,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Number of users that the labs were sized for; null when nobody estimated.")
            Long estimatedUsers,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "normalized_usage by estimated_users, rounded to two places; null without an "
                            + "estimate.")
            Double ratio,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Length of a session on average, in minutes; null when not stated or not to be "
                            + "weighted.")
            Double avgTime,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Users of a session times its minutes by ten; null when not stated.")
            Double normalizedUsage,

            @Schema(required = true, description = "Each lab of the type, by number.")
            List<LabUtilization> labs) {}

    @Schema(name = "LabUtilization", description = "How the use of a lab compares with its estimate.")
    record LabUtilization(
            @Schema(required = true, description = "The number of the lab on the infrastructure side.")
            long labId,

            @Schema(required = true, description = "The name of the lab, verbatim.")
            String name,

            @Schema(
                    required = true,
                    enumeration = {"over-utilized", "under-utilized", "normal", "unknown"},
                    description = "As of the lab type.")
            String status,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Number of users of a session on average; null when not stated.")
            Double avgUsers,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Number of users that the lab was sized for; null when nobody estimated.")
            Long estimatedUsers,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "normalized_usage by estimated_users, rounded to two places; null without an "
                            + "estimate.")
            Double ratio,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Length of a session on average, in minutes; null when not stated.")
            Double avgTime,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Users of a session times its minutes by ten; null when not stated.")
            Double normalizedUsage) {}

    @Schema(
            name = "Correlation",
            description =
                    "Rank correlation (Spearman) of application demand and infrastructure use over " + "the lab types.")
    record Correlation(
            @Schema(
                    required = true,
                    nullable = true,
                    description =
                            "The days that the application side counted; null when its figures could not be " + "had.")
            Integer applicationWindowDays,

            @Schema(required = true, description = "The time that the infrastructure side counted, in words.")
            String infrastructureWindow,

            @Schema(
                    required = true,
                    description = "Each measure of the application side with each of the infrastructure side.")
            List<CorrelationPair> pairs) {}

    @Schema(
            name = "CorrelationPair",
            description = "The correlation of two measures over the lab types that have both.")
    record CorrelationPair(
            @Schema(
                    required = true,
                    enumeration = {"total_events", "unique_users"},
                    description = "The measure of the application side.")
            String application,

            @Schema(
                    required = true,
                    enumeration = {"user_minutes", "normalized_usage"},
                    description = "The measure of the infrastructure side.")
            String infrastructure,

            @Schema(
                    required = true,
                    nullable = true,
                    minimum = "-1",
                    maximum = "1",
                    description = "The coefficient, from -1 to 1; null with a reason.")
            Double rho,

            @Schema(
                    required = true,
                    nullable = true,
                    minimum = "0",
                    maximum = "1",
                    description = "The probability, from 0 to 1, of a coefficient this far from zero were there no "
                            + "relation (two-sided); null with a reason.")
            Double p,

            @Schema(required = true, minimum = "0", description = "Number of lab types that have both measures.")
            int n,

            @Schema(
                    required = true,
                    nullable = true,
                    enumeration = {"fewer than five pairs", "constant input"},
                    description = "Why there is no coefficient; null when there is one.")
            String reason) {}

    @Schema(
            name = "Disagreement",
            description = "A lab type that one side ranks high and the other low. Ranks count from 1, the "
                    + "highest; equal values share the average of their ranks.")
    record Disagreement(
            @Schema(required = true, description = "The lab type.")
            String labType,

            @Schema(required = true, minimum = "1", description = "Its rank by events on the application side.")
            double applicationRank,

            @Schema(
                    required = true,
                    minimum = "1",
                    description = "Its rank by user-minutes on the infrastructure side.")
            double infrastructureRank,

            @Schema(required = true, minimum = "1", description = "Number of lab types ranked.")
            int of) {}
}
