package org.ar1.integration.testkit;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One way for a service to misbehave; switched on with {@link SampleCampus#fault(SampleService, Fault)}.
 *
 * <p>Every fault but {@link #latency(Duration)} counts as "down" for the services that ask this one: with any of them
 * on User Progress, Usage Analytics and Performance Reporting answer their lying 404.
 *
 * <p>Immutable.
 */
public final class Fault {

    enum Kind {
        LATENCY,
        REFUSED,
        RESET,
        SILENT,
        STALLED_BODY,
        DRIPPING_BODY,
        STATUS,
        CUT_OFF_BODY,
        WRONG_SHAPE,
        WRONG_CONTENT,
        EMPTY_BODY
    }

    private final Kind kind;
    private final @Nullable Duration duration;
    private final int status;

    private Fault(Kind kind, @Nullable Duration duration, int status) {
        this.kind = kind;
        this.duration = duration;
        this.status = status;
    }

    /**
     * The right answer, later.
     *
     * @param delay how long to wait before the first byte
     * @return the fault
     */
    public static Fault latency(Duration delay) {
        return new Fault(Kind.LATENCY, notNegative(delay), 200);
    }

    /**
     * Nobody listens: connecting is refused and open connections are closed. The port stays reserved meanwhile, so that
     * no other process can take it. Holds for a whole service only, not for a path.
     *
     * @return the fault
     */
    public static Fault refused() {
        return new Fault(Kind.REFUSED, null, 0);
    }

    /**
     * The connection is accepted, the request read, and then the connection reset (RST). Connections that are open when
     * the fault is switched on for the whole service are reset at once.
     *
     * @return the fault
     */
    public static Fault reset() {
        return new Fault(Kind.RESET, null, 0);
    }

    /**
     * The request is read and no byte of an answer comes until the fault is lifted.
     *
     * @return the fault
     */
    public static Fault silent() {
        return new Fault(Kind.SILENT, null, 0);
    }

    /**
     * Head and half of the body come, the rest when the fault is lifted.
     *
     * @return the fault
     */
    public static Fault stalledBody() {
        return new Fault(Kind.STALLED_BODY, null, 200);
    }

    /**
     * The head comes, then the body byte by byte.
     *
     * @param betweenBytes the pause after each byte
     * @return the fault
     */
    public static Fault drippingBody(Duration betweenBytes) {
        return new Fault(Kind.DRIPPING_BODY, notNegative(betweenBytes), 200);
    }

    /**
     * Another status, with the body the service's framework would send: Express writes the database driver's error
     * object for a 500, FastAPI {@code text/plain}.
     *
     * @param status from 300 to 599
     * @return the fault
     * @throws IllegalArgumentException if the status is out of range
     */
    public static Fault status(int status) {
        if (status < 300 || status > 599) {
            throw new IllegalArgumentException("A faulty status is 300 to 599, not " + status);
        }
        return new Fault(Kind.STATUS, null, status);
    }

    /**
     * A 503 that says when to come back.
     *
     * @param retryAfter sent as whole seconds, rounded up
     * @return the fault
     */
    public static Fault unavailable(Duration retryAfter) {
        return new Fault(Kind.STATUS, notNegative(retryAfter), 503);
    }

    /**
     * Half of the body comes, then the connection is closed.
     *
     * @return the fault
     */
    public static Fault cutOffBody() {
        return new Fault(Kind.CUT_OFF_BODY, null, 200);
    }

    /**
     * Valid JSON of the wrong type, with 200: an object where an array belongs and the other way round.
     *
     * @return the fault
     */
    public static Fault wrongShape() {
        return new Fault(Kind.WRONG_SHAPE, null, 200);
    }

    /**
     * An HTML page, with 200, as a proxy or a captive portal would answer.
     *
     * @return the fault
     */
    public static Fault wrongContent() {
        return new Fault(Kind.WRONG_CONTENT, null, 200);
    }

    /**
     * A 200 that says it is JSON and has no body.
     *
     * @return the fault
     */
    public static Fault emptyBody() {
        return new Fault(Kind.EMPTY_BODY, null, 200);
    }

    Kind kind() {
        return kind;
    }

    /** The delay, the pause between bytes, or the time to come back; zero where there is none. */
    Duration duration() {
        return duration == null ? Duration.ZERO : duration;
    }

    boolean hasDuration() {
        return duration != null;
    }

    int status() {
        return status;
    }

    /** Whether a service that asks this one gets no usable answer. */
    boolean failsCallers() {
        return kind != Kind.LATENCY;
    }

    private static Duration notNegative(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("A duration cannot be negative: " + duration);
        }
        return duration;
    }

    @Override
    public String toString() {
        String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return name + (kind == Kind.STATUS ? " " + status : "") + (duration == null ? "" : " " + duration);
    }
}
