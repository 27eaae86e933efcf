package org.ar1.integration.internal.insight;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.ar1.integration.insight.Confidence;
import org.ar1.integration.insight.ConfidenceLevel;
import org.ar1.integration.insight.DataHealth;
import org.ar1.integration.insight.Explanation.Step;
import org.ar1.integration.insight.Figure;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.Severity;
import org.ar1.integration.insight.Subject;
import org.ar1.integration.insight.SubjectType;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.SlotSeries;
import org.jspecify.annotations.Nullable;

/** What makes the other insights doubtful: one insight a server or lab, with all of its reasons. */
final class DataHealths implements Kind<DataHealth> {

    /** What costs a figure, but misleads nobody. */
    private static final Set<ReasonCode> MILD = EnumSet.of(
            ReasonCode.NO_CAPACITY,
            ReasonCode.LAB_DELETED,
            ReasonCode.LAB_NOT_IN_CATALOGUE,
            ReasonCode.LAB_ON_NO_SERVER);

    private static final String REASONS = "reasons";

    @Override
    public InsightKind kind() {
        return InsightKind.DATA_HEALTH;
    }

    @Override
    public Verdicts<DataHealth> judge(Basis basis) {
        Verdicts<DataHealth> verdicts = new Verdicts<>();
        HealthChecks checks = new HealthChecks(basis);
        checks.ofServers()
                .forEach((id, reasons) -> verdicts.add(
                        insight(basis, Subject.server(id), reasons, reason -> words(reason, basis, checks, id)), true));
        checks.ofLabs()
                .forEach((name, reasons) ->
                        verdicts.add(insight(basis, Subject.lab(name), reasons, DataHealths::words), true));
        return verdicts;
    }

    private static DataHealth insight(
            Basis basis, Subject subject, List<ReasonCode> reasons, Function<ReasonCode, String> words) {
        HeadingBuilder heading = basis.heading(InsightKind.DATA_HEALTH, subject, null)
                .severity(MILD.containsAll(reasons) ? Severity.INFO : Severity.WARNING);
        reasons.forEach(heading::reason);
        String claim = subject.name() + ": "
                + String.join("; ", reasons.stream().map(words).toList()) + ".";
        return new DataHealth(heading.heading(
                claim,
                new Figure(REASONS, (double) reasons.size(), REASONS, 1.0),
                new Confidence(ConfidenceLevel.HIGH, null, null, null)));
    }

    /** The reason of a server, with the time that it rests on. */
    private static String words(ReasonCode reason, Basis basis, HealthChecks checks, long id) {
        Server server = checks.server(id);
        Instant checked = server == null ? null : server.lastChecked();
        OptionalLong last = checks.lastSlot(id);
        ZoneId zone = basis.inputs().zone();
        return switch (reason) {
            case SERVER_UNREPORTED ->
                checked == null
                        ? "it has labs, but was never checked"
                        : "it has labs, but was last checked on " + Claims.minute(checked, zone);
            case CLOCK_SKEW ->
                "it was last checked on " + Claims.minute(requireNonNull(checked), zone) + ", which is in the future";
            case SERIES_ENDED ->
                "its history ended on " + Claims.minute(SlotSeries.startOf(last.orElseThrow()), zone)
                        + ", more than two hours before that of the others";
            default -> words(reason);
        };
    }

    private static String words(ReasonCode reason) {
        return switch (reason) {
            case LAB_DELETED -> "it is deleted, but still allocated or counted";
            case NO_HISTORY -> "it has no history";
            case NO_CAPACITY -> "the size of a resource is not known";
            case UNKNOWN_SERVER -> "it has labs, but does not exist";
            case LAB_NOT_IN_CATALOGUE -> "the catalogue does not know its name";
            case LAB_ON_NO_SERVER -> "it has sessions, but stands on no server";
            default -> reason.id();
        };
    }

    @Override
    public List<Step> explain(Basis basis, DataHealth insight) {
        Subject subject = insight.heading().subject();
        StepList steps = new StepList();
        for (ReasonCode reason : insight.heading().reasonCodes()) {
            if (subject.type() == SubjectType.SERVER) {
                addServer(steps, basis, reason, Long.parseLong(subject.key()));
            } else {
                addLab(steps, basis, reason, subject.key());
            }
        }
        return steps.list();
    }

    private static void addServer(StepList steps, Basis basis, ReasonCode reason, long id) {
        HealthChecks checks = new HealthChecks(basis);
        Server server = checks.server(id);
        switch (reason) {
            case SERVER_UNREPORTED, CLOCK_SKEW ->
                steps.add(
                        reason.id(),
                        reason == ReasonCode.CLOCK_SKEW
                                ? "last_checked is more than a minute after now"
                                : "it has labs, and last_checked is not there or more than 20 minutes before now",
                        true,
                        "last_checked",
                        server == null ? null : text(server.lastChecked()),
                        "now",
                        text(basis.now()),
                        "labs",
                        List.copyOf(basis.labs().on(id)));
            case SERIES_ENDED, NO_HISTORY -> {
                OptionalLong last = checks.lastSlot(id);
                steps.add(
                        reason.id(),
                        reason == ReasonCode.NO_HISTORY
                                ? "no row of it lies in the window"
                                : "no row of it lies in the last two hours before the newest of all servers",
                        true,
                        "last_slot",
                        last.isEmpty() ? null : text(SlotSeries.startOf(last.getAsLong())));
            }
            case NO_CAPACITY ->
                steps.add(
                        reason.id(),
                        "a maximum is null or 0",
                        true,
                        "max_cpu",
                        server == null ? null : server.maximum().cpu(),
                        "max_memory",
                        server == null ? null : server.maximum().memory(),
                        "max_disk",
                        server == null ? null : server.maximum().disk());
            default ->
                steps.add(
                        reason.id(),
                        "allocations name it, and servers do not",
                        true,
                        "labs",
                        List.copyOf(basis.labs().on(id)));
        }
    }

    private static void addLab(StepList steps, Basis basis, ReasonCode reason, String lab) {
        String says = switch (reason) {
            case LAB_DELETED -> "Resource Allocation says that it is deleted; it has a server or sessions";
            case LAB_NOT_IN_CATALOGUE -> "no entry of the catalogue has its name, without regard to case and spaces";
            default -> "it has sessions, and no allocation names it";
        };
        Set<Long> servers = basis.labs().allocated().get(lab);
        steps.add(
                reason.id(),
                says,
                true,
                "servers",
                servers == null ? List.of() : List.copyOf(servers),
                "sessions",
                new Popularity(basis.inputs()).sessions(lab));
    }

    private static @Nullable String text(@Nullable Object time) {
        return time == null ? null : time.toString();
    }
}
