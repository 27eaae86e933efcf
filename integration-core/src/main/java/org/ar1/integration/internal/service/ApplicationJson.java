package org.ar1.integration.internal.service;

import org.ar1.integration.internal.call.Decoder;
import org.ar1.integration.internal.call.MalformedBodyException;
import org.ar1.integration.upstream.CatalogueLab;
import org.ar1.integration.upstream.LabPerformance;
import org.ar1.integration.upstream.LabUsage;
import org.ar1.integration.upstream.UsageTrends;
import org.ar1.integration.upstream.UserPerformance;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ar1.integration.upstream.UsageTrends.TypeTrend;
import org.ar1.integration.upstream.UserPerformance.LabAttempts;

/** The JSON of User Progress, Usage Analytics and Performance Reporting. */
final class ApplicationJson {

    public static final Decoder<List<CatalogueLab>> CATALOGUE_PAGE = JsonBody.array(
            Limits.LABS,
            row -> new CatalogueLab(
                    row.identifier("id"),
                    row.text("name"),
                    row.text("lab_type"),
                    row.remark("description"),
                    row.remark("difficulty"),
                    row.remarkedLocalTime("created_at"),
                    row.remarkedLocalTime("updated_at")));

    public static final Decoder<UsageTrends> TRENDS = JsonBody.object(row -> {
        Map<String, TypeTrend> types = new HashMap<>();
        for (Map.Entry<String, JsonRow> type :
                row.rows("lab_usage", Limits.LABS).entrySet()) {
            JsonRow figures = type.getValue();
            types.put(
                    type.getKey(),
                    new TypeTrend(
                            figures.optionalWholeNumber("total_events"),
                            figures.optionalWholeNumber("unique_users"),
                            figures.optionalWholeNumber("errors")));
        }
        return new UsageTrends(days(row), row.optionalWholeNumber("total_events"), types);
    });

    public static final Decoder<LabUsage> LAB_USAGE = JsonBody.object(row -> new LabUsage(
            row.text("lab_type"),
            days(row),
            row.optionalWholeNumber("unique_users"),
            row.optionalWholeNumber("total_events"),
            row.wholeNumbers("event_distribution"),
            row.optionalNumber("average_session_time_seconds")));

    public static final Decoder<LabPerformance> LAB_PERFORMANCE = JsonBody.object(row -> new LabPerformance(
            row.text("lab_type"),
            row.optionalWholeNumber("total_users"),
            row.optionalNumber("avg_completion_time"),
            row.optionalNumber("success_rate"),
            row.texts("common_errors"),
            row.remarkedInstant("last_updated")));

    /** A user without records has an array of none in place of the figures. */
    public static final Decoder<UserPerformance> USER_PERFORMANCE = JsonBody.object(row -> {
        Map<String, LabAttempts> labs = new HashMap<>();
        if (row.has("performance_by_lab") || !row.has("records")) {
            for (Map.Entry<String, JsonRow> lab :
                    row.rows("performance_by_lab", Limits.MEMBERS).entrySet()) {
                JsonRow figures = lab.getValue();
                labs.put(
                        lab.getKey(),
                        new LabAttempts(
                                figures.optionalWholeNumber("attempts"),
                                figures.optionalNumber("success_rate"),
                                figures.optionalNumber("avg_completion_time"),
                                figures.optionalNumber("total_time_spent"),
                                figures.remarkedInstant("last_attempt")));
            }
        }
        return new UserPerformance(row.text("user_id"), labs);
    });

    private ApplicationJson() {}

    private static int days(JsonRow row) throws IOException {
        long days = row.wholeNumber("time_period_days");
        if (days < 0 || days > Integer.MAX_VALUE) {
            throw new MalformedBodyException("\"time_period_days\" is not a number of days");
        }
        return (int) days;
    }
}
