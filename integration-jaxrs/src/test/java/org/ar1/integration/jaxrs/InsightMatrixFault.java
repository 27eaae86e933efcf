package org.ar1.integration.jaxrs;

import java.time.Duration;
import java.util.Set;
import org.ar1.integration.testkit.Fault;
import org.jspecify.annotations.Nullable;

/** The ways in which a source of the insights fails, and the codes by which its line says so. */
enum InsightMatrixFault {
    REFUSED,
    RESET,
    SILENT,
    STALLED,
    STATUS_500,
    STATUS_503,
    LYING_404,
    CUT_OFF,
    WRONG_SHAPE,
    HTML,
    EMPTY,
    TOO_LARGE;

    Set<String> codes() {
        return switch (this) {
            case REFUSED, RESET -> Set.of("connect");
            case SILENT, STALLED -> Set.of("timeout", "deadline", "unresponsive");
            case STATUS_500, STATUS_503, LYING_404 -> Set.of("http_status");
            case CUT_OFF, WRONG_SHAPE, HTML, EMPTY -> Set.of("decode");
            case TOO_LARGE -> Set.of("too_large", "decode");
        };
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
