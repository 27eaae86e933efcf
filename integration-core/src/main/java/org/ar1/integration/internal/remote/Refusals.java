package org.ar1.integration.internal.remote;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.ar1.integration.source.UndeterminedLabTypeException;
import org.ar1.integration.source.UndeterminedServerException;
import org.ar1.integration.source.UnknownInsightException;
import org.ar1.integration.source.UnknownLabTypeException;
import org.ar1.integration.source.UnknownLearnerException;
import org.ar1.integration.source.UnknownServerException;
import org.jspecify.annotations.Nullable;

/** The exceptions that the problems of the Integration Service stand for in a request. Immutable. */
public final class Refusals {

    /** Of a request that names nothing. */
    public static final Refusals NONE = new Refusals(Map.of(), null);

    private static final String NOT_FOUND = "not-found";

    private final Map<String, BiFunction<RemoteProblem, Duration, RuntimeException>> byProblem;
    private final @Nullable String labType;

    private Refusals(
            Map<String, BiFunction<RemoteProblem, Duration, RuntimeException>> byProblem, @Nullable String labType) {
        this.byProblem = byProblem;
        this.labType = labType;
    }

    private Refusals with(String problem, BiFunction<RemoteProblem, Duration, RuntimeException> exception) {
        Map<String, BiFunction<RemoteProblem, Duration, RuntimeException>> more = new HashMap<>(byProblem);
        more.put(problem, exception);
        return new Refusals(Map.copyOf(more), labType);
    }

    /** These, for a request whose path names a lab type. */
    public Refusals ofLabTypeInPath(String named) {
        return ofLabType(named).with(NOT_FOUND, (problem, wait) -> new UnknownLabTypeException(named));
    }

    /** These, for a request whose query names a lab type. */
    public Refusals ofLabType(String named) {
        return new Refusals(byProblem, named)
                .with("unknown-lab-type", (problem, wait) -> new UnknownLabTypeException(named, problem.didYouMean()))
                .with(
                        "undetermined-lab-type",
                        (problem, wait) -> new UndeterminedLabTypeException(named, wait, List.of()));
    }

    /**
     * These, for a request that names a server.
     *
     * @param serverId the server that is meant when the problem names none
     */
    public Refusals ofServer(long serverId) {
        return with(
                        "unknown-server",
                        (problem, wait) -> new UnknownServerException(
                                Objects.requireNonNullElse(problem.serverId(), serverId), problem.servers()))
                .with(
                        "undetermined-server",
                        (problem, wait) -> new UndeterminedServerException(serverId, wait, List.of()));
    }

    /** These, for a request whose path names an insight. */
    public Refusals ofInsight(String id) {
        return with("unknown-insight", (problem, wait) -> new UnknownInsightException(id))
                .with(NOT_FOUND, (problem, wait) -> new UnknownInsightException(id));
    }

    /** These, for a request that names a learner. */
    public Refusals ofLearner() {
        return with("unknown-learner", (problem, wait) -> new UnknownLearnerException());
    }

    /** The lab type that the request names; null when it names none. */
    @Nullable
    String labType() {
        return labType;
    }

    /** The exception that a problem stands for when there is a time left to wait; null when it is none of these. */
    @Nullable
    Function<Duration, RuntimeException> exception(RemoteProblem problem) {
        BiFunction<RemoteProblem, Duration, RuntimeException> exception = byProblem.get(problem.name());
        return exception == null ? null : left -> exception.apply(problem, left);
    }
}
