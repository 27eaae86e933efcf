package org.ar1.integration.internal.service;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.ar1.integration.internal.call.CallChains;
import org.ar1.integration.internal.call.CallFailure;
import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.internal.call.Reply;
import org.ar1.integration.internal.call.Reply.Absence;
import org.ar1.integration.internal.source.Source;
import org.ar1.integration.internal.source.SourceReader;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.SourceError;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.upstream.LabCatalogue;

/**
 * Distinguishes a true absence from a false one, within the load of a source. Usage Analytics and Performance Reporting
 * ask User Progress whether a lab type exists, and also deny that it does when they cannot reach User Progress. If a
 * service denies a type of the catalogue, a later call to User Progress has to succeed before the denial counts;
 * otherwise the load fails with {@code unknown_lab}. The catalogue depends on neither service, so these waits cannot
 * form a cycle. Thread-safe.
 */
public final class LabTypeVerifier {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final UserProgressClient userProgress;
    private final CatalogueProbe probe;

    /**
     * A verifier for the loads of all clients.
     *
     * @param reader reads the catalogue through the cache
     */
    public LabTypeVerifier(SourceReader reader, CallChains chains) {
        this.userProgress = new UserProgressClient(reader, chains);
        this.probe = new CatalogueProbe(chains);
    }

    /** The source of a lab type, with each absence confirmed before the load ends. */
    <T> Source<T> verified(Source<T> source, String labType) {
        return source.loadedBy(
                context -> source.load().apply(context).thenCompose(reply -> confirm(reply, source, labType)));
    }

    /**
     * The source of a learner. Performance Reporting asks User Progress for its learners, so a denial counts only when a
     * later call to User Progress succeeds; otherwise the load fails with {@code http_status}.
     */
    <T> Source<T> verifiedLearner(Source<T> source) {
        return source.loadedBy(context -> source.load().apply(context).thenCompose(reply -> {
            if (reply.absence() == null) {
                return CompletableFuture.completedFuture(reply);
            }
            return probe.answers()
                    .thenCompose(answered -> answered
                            ? CompletableFuture.completedFuture(reply)
                            : CompletableFuture.failedFuture(new CallFailure(
                                    ErrorCode.HTTP_STATUS,
                                    source + " denies a learner, and User Progress does not answer",
                                    false)));
        }));
    }

    private <T> CompletableFuture<Reply<T>> confirm(Reply<T> reply, Source<T> source, String labType) {
        if (reply.absence() == null || (reply.absence() == Absence.NO_DATA && !isLost(labType))) {
            return CompletableFuture.completedFuture(reply);
        }
        return catalogue().thenCompose(catalogue -> {
            LabCatalogue known = catalogue.orNull();
            if (known == null) {
                return unknown(source, "denies a lab type, and the catalogue cannot be read");
            }
            if (known.byType(labType).isEmpty()) {
                return CompletableFuture.completedFuture(reply);
            }
            if (isLost(labType)) {
                return unknown(
                        source, "cannot be asked for a lab type with # or /, which it loses in a call of its own");
            }
            CompletableFuture<Boolean> answers =
                    hasFailed(catalogue) ? CompletableFuture.completedFuture(false) : probe.answers();
            return answers.thenCompose(answered -> answered
                    ? CompletableFuture.completedFuture(reply)
                    : unknown(source, "denies a lab type of the catalogue, and User Progress does not answer"));
        });
    }

    private static boolean isLost(String labType) {
        return labType.indexOf('#') >= 0 || labType.indexOf('/') >= 0;
    }

    /** The catalogue of whatever age; it is fetched only if it never was. */
    private CompletableFuture<Sourced<LabCatalogue>> catalogue() {
        Sourced<LabCatalogue> known = userProgress.lastKnownCatalogue();
        return known != null
                ? CompletableFuture.completedFuture(known)
                : userProgress.catalogue(Deadline.in(LONGEST)).by(Deadline.in(LONGEST));
    }

    /** Whether the most recent fetch failed; a catalogue that is only late may come. */
    private static boolean hasFailed(Sourced<LabCatalogue> catalogue) {
        SourceError error = catalogue.error();
        return error != null && error.code() != ErrorCode.DEADLINE && error.code() != ErrorCode.UNRESPONSIVE;
    }

    private static <T> CompletableFuture<T> unknown(Source<?> source, String why) {
        return CompletableFuture.failedFuture(new CallFailure(ErrorCode.UNKNOWN_LAB, source + " " + why, false));
    }
}
