package org.ar1.integration.jaxrs;

import java.time.Duration;
import java.util.Set;
import org.ar1.integration.testkit.Fault;
import org.jspecify.annotations.Nullable;

/** The ways in which a source of the insights fails, and the codes by which its line says so. */
enum InsightMatrixFault {
    REFUSED("connect"),
    RESET("connect"),
    SILENT("timeout", "unresponsive"),
    STALLED("timeout", "deadline", "unresponsive"),
    STATUS_500("http_status"),
    STATUS_503("http_status"),
    LYING_404("http_status"),
    CUT_OFF("decode"),
    WRONG_SHAPE("decode"),
    HTML("decode"),
    EMPTY("decode"),
    TOO_LARGE("too_large", "decode");

    private final Set<String> codes;

    InsightMatrixFault(String... codes) {
        this.codes = Set.of(codes);
    }

    Set<String> codes() {
        return codes;
    }

    /** What is switched on; null where an answer takes the place of the source's own. */
    @Nullable
    Fault fault() {
        return switch (this) {
            case REFUSED -> Fault.refused();
            case RESET -> Fault.reset();
            case SILENT -> Fault.silent();
            case STALLED -> Fault.stalledBody();
            case STATUS_500 -> Fault.status(500);
            case STATUS_503 -> Fault.unavailable(Duration.ofSeconds(30));
            case LYING_404 -> Fault.status(404);
            case CUT_OFF -> Fault.cutOffBody();
            case WRONG_SHAPE -> Fault.wrongShape();
            case HTML -> Fault.wrongContent();
            case EMPTY -> Fault.emptyBody();
            case TOO_LARGE -> null;
        };
    }
}
