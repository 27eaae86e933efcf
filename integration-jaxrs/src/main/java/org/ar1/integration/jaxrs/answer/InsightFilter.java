package org.ar1.integration.jaxrs.answer;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ar1.integration.insight.ConfidenceLevel;
import org.ar1.integration.insight.Heading;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.InsightReport;
import org.ar1.integration.insight.InsightState;
import org.ar1.integration.insight.SaturationForecast;
import org.ar1.integration.insight.Severity;
import org.ar1.integration.insight.Subject;
import org.ar1.integration.insight.SubjectType;
import org.ar1.integration.insight.Withheld;
import org.ar1.integration.internal.text.CodePoints;
import org.ar1.integration.jaxrs.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;

/**
 * Which insights a caller wants, and in which order. Values of one parameter mean "or", parameters mean "and".
 * Immutable.
 *
 * @param kinds the kinds; empty for all
 * @param severity the least severe; null for all
 * @param confidence the least confident; null for all
 * @param states the states; empty for all
 * @param subjects the subjects; empty for all
 * @param sort the order, one of {@link #SORTS}
 */
public record InsightFilter(
        Set<InsightKind> kinds,
        @Nullable Severity severity,
        @Nullable ConfidenceLevel confidence,
        Set<InsightState> states,
        Set<About> subjects,
        String sort) {

    static final Set<String> PARAMETERS = Set.of("kind", "severity", "confidence", "state", "subject", "sort");

    static final List<String> SORTS =
            List.of("severity", "-severity", "kind", "-kind", "subject", "-subject", "days_left", "-days_left");

    private static final String SUBJECTS = "fleet, server: and a number, lab: and a name, or lab_type: and a lab type";

    /** Names may have commas in them; what follows one that separates begins like a subject. */
    private static final Pattern COMMA = Pattern.compile(",(?=(?:server|lab|lab_type):|fleet(?:,|$))");

    private static final Comparator<Insight> BY_KIND =
            Comparator.comparing(insight -> insight.heading().kind().id(), CodePoints.ORDER);
    private static final Comparator<Insight> BY_SUBJECT = Comparator.comparing(
                    (Insight insight) -> insight.heading().subject().type().id(), CodePoints.ORDER)
            .thenComparing(insight -> insight.heading().subject().key(), CodePoints.ORDER);

    /**
     * A subject, by what tells it apart.
     *
     * @param key the number or name; empty for the fleet
     */
    record About(SubjectType type, String key) {}

    /** All insights in the usual order. */
    private static final InsightFilter ALL = read(StrictQuery.EMPTY);

    /** The filter that a query asks for. */
    static InsightFilter of(StrictQuery query) {
        return query.isEmpty() ? ALL : read(query);
    }

    private static InsightFilter read(StrictQuery query) {
        return new InsightFilter(
                query.anyOf("kind", InsightKind.values(), InsightKind::id),
                query.anyOf("severity", Severity.values(), Severity::id).stream()
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                query.anyOf("confidence", ConfidenceLevel.values(), ConfidenceLevel::id).stream()
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                query.anyOf("state", InsightState.values(), InsightState::id),
                query.each("subject", COMMA).stream().map(InsightFilter::about).collect(Collectors.toSet()),
                query.oneOf("sort", SORTS, SORTS.get(0)));
    }

    private static About about(String subject) {
        int colon = subject.indexOf(':');
        String type = colon < 0 ? subject : subject.substring(0, colon);
        String key = colon < 0 ? "" : subject.substring(colon + 1);
        for (SubjectType known : SubjectType.values()) {
            boolean keyed = known != SubjectType.FLEET;
            if (known.id().equals(type) && keyed == (colon >= 0) && keyed == !key.isEmpty()) {
                return new About(known, known == SubjectType.SERVER ? server(subject, key) : key);
            }
        }
        throw StrictQuery.invalid("subject", subject, SUBJECTS);
    }

    private static String server(String subject, String key) {
        try {
            return Long.toString(StrictQuery.server("subject", key));
        } catch (InvalidParameterException e) {
            throw StrictQuery.invalid("subject", subject, SUBJECTS);
        }
    }

    /** The insights of a report that pass, in the order. */
    List<Insight> insights(InsightReport report) {
        Comparator<Insight> order = order();
        List<Insight> chosen = report.insights().stream().filter(this::passes).toList();
        return order == null ? chosen : chosen.stream().sorted(order).toList();
    }

    /**
     * The report with what of its withheld insights passes; severity and confidence, which they have not, do not count.
     */
    InsightReport withheldOf(InsightReport report) {
        List<Withheld> withheld = report.withheld().stream()
                .filter(none -> passes(none.kind(), none.subject(), InsightState.WITHHELD))
                .toList();
        return withheld.size() == report.withheld().size()
                ? report
                : new InsightReport(
                        report.timestamp(),
                        report.integrationStatus(),
                        report.zone(),
                        report.window(),
                        report.insights(),
                        withheld,
                        report.coverage(),
                        report.sources(),
                        report.retryAfter());
    }

    private boolean passes(Insight insight) {
        Heading heading = insight.heading();
        return passes(heading.kind(), heading.subject(), heading.state())
                && (severity == null || heading.severity().compareTo(severity) <= 0)
                && (confidence == null || heading.confidence().level().compareTo(confidence) <= 0);
    }

    private boolean passes(InsightKind kind, Subject subject, InsightState state) {
        return (kinds.isEmpty() || kinds.contains(kind))
                && (states.isEmpty() || states.contains(state))
                && (subjects.isEmpty() || subjects.contains(new About(subject.type(), subject.key())));
    }

    /** The order of equals is that of the report; null when that is the order of all. */
    private @Nullable Comparator<Insight> order() {
        boolean reversed = sort.startsWith("-");
        return switch (reversed ? sort.substring(1) : sort) {
            case "kind" -> turned(BY_KIND, reversed);
            case "subject" -> turned(BY_SUBJECT, reversed);
            case "days_left" ->
                Comparator.comparing(
                        InsightFilter::daysLeft,
                        Comparator.nullsLast(turned(Comparator.<Integer>naturalOrder(), reversed)));
            default ->
                reversed
                        ? Comparator.comparing((Insight i) -> i.heading().severity())
                                .reversed()
                        : null;
        };
    }

    private static <T> Comparator<T> turned(Comparator<T> order, boolean reversed) {
        return reversed ? order.reversed() : order;
    }

    /** Null of what has no date, which is last in either direction. */
    private static @Nullable Integer daysLeft(Insight insight) {
        return insight instanceof SaturationForecast forecast ? forecast.daysLeft() : null;
    }
}
