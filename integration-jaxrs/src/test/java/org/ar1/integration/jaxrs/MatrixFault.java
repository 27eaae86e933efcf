package org.ar1.integration.jaxrs;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.ar1.integration.testkit.Fault;

/** The ten ways in which a service fails. */
enum MatrixFault {
    REFUSED("refused", "refuses the connection", "connect"),
    RESET("reset", "resets the connection", "connect"),
    SILENT("accepted and silent", "accepts and never answers", "timeout"),
    STALLED("stalled body", "stalls in the middle of an answer", "timeout"),
    DRIPPING("dripping body", "sends an answer byte by byte", "timeout"),
    STATUS_500("500", "answers 500", "http_status"),
    STATUS_503("503 with Retry-After", "answers 503 with `Retry-After`", "http_status"),
    LYING_404("lying 404", "answers 404 for what exists", "http_status"),
    WRONG_JSON("cut-off or wrong-shaped JSON", "cuts its JSON off, or sends another shape", "decode"),
    WRONG_CONTENT("wrong content", "answers with something else, such as HTML", "decode");

    private static final String DEADLINE = "deadline";
    private static final String UNRESPONSIVE = "unresponsive";
    /** Short: of a chunked body the first six bytes are a length and thus silence to who reads it. */
    private static final Duration BETWEEN_BYTES = Duration.ofMillis(20);

    private static final int RETRY_AFTER = 30;
    static final int FIRST_BACKOFF = 10;

    private final String title;
    private final String readmeRow;
    private final String code;

    MatrixFault(String title, String readmeRow, String code) {
        this.title = title;
        this.readmeRow = readmeRow;
        this.code = code;
    }

    /** What is switched on; a cell goes through all of them. */
    List<Fault> variants() {
        return switch (this) {
            case REFUSED -> List.of(Fault.refused());
            case RESET -> List.of(Fault.reset());
            case SILENT -> List.of(Fault.silent());
            case STALLED -> List.of(Fault.stalledBody());
            case DRIPPING -> List.of(Fault.drippingBody(BETWEEN_BYTES));
            case STATUS_500 -> List.of(Fault.status(500));
            case STATUS_503 -> List.of(Fault.unavailable(Duration.ofSeconds(RETRY_AFTER)));
            case LYING_404 -> List.of(Fault.status(404));
            case WRONG_JSON -> List.of(Fault.cutOffBody(), Fault.wrongShape());
            case WRONG_CONTENT -> List.of(Fault.wrongContent());
        };
    }

    /** What the table in the README calls it. */
    String readmeRow() {
        return readmeRow;
    }

    /**
     * The error code of a source that fails so.
     *
     * @param several whether the source is asked for several lab types or servers
     * @return one code, but for the case in which the retry budget decides which of several calls is still out
     */
    Set<String> codes(MatrixSource source, boolean warm, boolean several) {
        if (!hangs()) {
            return Set.of(code);
        }
        if (source.isStreamed() && this == DRIPPING) {
            return Set.of(warm ? UNRESPONSIVE : DEADLINE); // a body without a bound may take as long as it likes
        }
        if (source.isStreamed() && this == STALLED) {
            return Set.of(code); // not tried again once it began, so it ends before the reader's patience
        }
        if (!warm) {
            return Set.of(code);
        }
        // Of the usage by lab type, which is asked for after the trends, the last attempt may end before the patience.
        return several || source == MatrixSource.LAB_USAGE ? Set.of(code, UNRESPONSIVE) : Set.of(UNRESPONSIVE);
    }

    private boolean hangs() {
        return code.equals("timeout");
    }

    /**
     * The error code of a 404 that cannot be confirmed because User Progress fails so.
     *
     * @param warm whether there is a last good value, with which nobody waits until User Progress has timed out
     */
    Set<String> codesOfDenial(boolean warm) {
        return hangs() && warm ? Set.of(UNRESPONSIVE, "unknown_lab") : Set.of("unknown_lab");
    }

    /** The seconds after which it makes sense to ask again: the first backoff, unless the service asked for more. */
    int retryAfterSeconds() {
        return this == STATUS_503 ? RETRY_AFTER : FIRST_BACKOFF;
    }

    @Override
    public String toString() {
        return title;
    }
}
