package org.ar1.integration.jaxrs;

import static org.ar1.integration.testkit.SampleService.USER_PROGRESS;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ar1.integration.testkit.SampleService;

/**
 * What the HTTP contract says of a report.
 *
 * @param fault how the broken services fail
 * @param broken the services that fail; the others are in good health
 * @param warm whether everything was read in good health before, too long ago to be fresh
 */
record MatrixOracle(MatrixFault fault, Set<SampleService> broken, boolean warm, MatrixEndpoint endpoint) {

    /** Which time a line shows as that of its value. */
    enum Fetched {
        NEVER,
        AT_WARM_UP,
        NOW
    }

    /**
     * What the line of a source shows.
     *
     * @param outcomes one of these
     * @param codes one of these as the error's code; no error when empty
     * @param hasValue whether the document shows values of the source
     */
    record Line(Set<String> outcomes, Set<String> codes, Fetched fetched, boolean hasValue) {

        private static final Line HEALTHY = new Line(Set.of("live", "cached"), Set.of(), Fetched.NOW, true);
        private static final Line ABSENT = new Line(Set.of("live"), Set.of(), Fetched.NOW, false);
        private static final Line SKIPPED = new Line(Set.of("skipped"), Set.of(), Fetched.NEVER, false);

        private static Line failed(Set<String> codes) {
            return new Line(Set.of("failed"), codes, Fetched.NEVER, false);
        }

        private static Line stale(Set<String> codes) {
            return new Line(Set.of("stale"), codes, Fetched.AT_WARM_UP, true);
        }

        boolean isCurrent() {
            return fetched == Fetched.NOW;
        }

        /** Whether the service was asked and answered, be it some time ago. */
        boolean isAnswered() {
            return fetched != Fetched.NEVER;
        }
    }

    Line line(MatrixSource source) {
        if (isUnnamed(source)) {
            return Line.SKIPPED;
        }
        if (isDenied(source)) {
            if (broken.contains(source.service())) {
                return Line.ABSENT; // its 404 does not say that the lab type is unknown
            }
            Set<String> codes = fault.codesOfDenial(warm);
            return warm ? Line.stale(codes) : Line.failed(codes);
        }
        if (!broken.contains(source.service())) {
            return Line.HEALTHY;
        }
        Set<String> codes = fault.codes(source, warm, source.isAskedPerKey() && !endpoint.isOfType());
        return warm ? Line.stale(codes) : Line.failed(codes);
    }

    private boolean isUnnamed(MatrixSource source) {
        return !warm
                && source.isAskedPerKey()
                && source.namedBy().stream().allMatch(namer -> broken.contains(namer.service()));
    }

    /** Usage Analytics and Performance Reporting deny every lab type while they cannot ask User Progress. */
    private boolean isDenied(MatrixSource source) {
        return source.mayBeAbsent()
                && (broken.contains(source.service())
                        ? fault == MatrixFault.LYING_404
                        : broken.contains(USER_PROGRESS));
    }

    boolean hasValue(MatrixSource source) {
        return line(source).hasValue();
    }

    String integrationStatus() {
        List<MatrixSource> sources = endpoint.sources();
        if (sources.stream().noneMatch(source -> source != MatrixSource.CATALOGUE && hasValue(source))) {
            return "failed";
        }
        return sources.stream().allMatch(source -> line(source).isCurrent()) ? "success" : "partial";
    }

    /** The status for all lab types, or for one that each source of existence knows. */
    int httpStatus() {
        return isUndetermined() || integrationStatus().equals("failed") ? 503 : 200;
    }

    /** Whether it cannot be told if that lab type exists. */
    boolean isUndetermined() {
        return endpoint.isOfType()
                && MatrixSource.EXISTENCE.stream()
                        .noneMatch(source -> line(source).isAnswered());
    }

    /** When asking again makes sense; a denial that could not be confirmed is asked for again after its own backoff. */
    Set<Integer> retryAfterSeconds() {
        return broken.contains(USER_PROGRESS)
                ? new HashSet<>(List.of(fault.retryAfterSeconds(), MatrixFault.FIRST_BACKOFF))
                : Set.of(fault.retryAfterSeconds());
    }

    /** The status for a lab type that no source knows. */
    int httpStatusOfUnknownType() {
        return MatrixSource.EXISTENCE.stream().allMatch(source -> line(source).isAnswered()) ? 404 : 503;
    }

    @Override
    public String toString() {
        String services = broken.size() == SampleService.values().length
                ? "every service"
                : String.join(
                        ", ", broken.stream().map(MatrixOracle::displayName).toList());
        return fault + " of " + services + ", " + endpoint + ", " + (warm ? "with a last good value" : "cold");
    }

    private static String displayName(SampleService service) {
        return String.join(
                " ",
                Arrays.stream(service.id().split("-"))
                        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .toList());
    }
}
