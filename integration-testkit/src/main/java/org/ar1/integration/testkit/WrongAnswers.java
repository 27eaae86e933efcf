package org.ar1.integration.testkit;

import java.util.function.Function;

/** The answers of the faults that are well-formed HTTP and wrong all the same. */
final class WrongAnswers {

    private WrongAnswers() {}

    static Response of(Fault fault, Request request, Dialect dialect, Function<Request, Response> right) {
        return switch (fault.kind()) {
            case STATUS -> status(fault, dialect);
            case WRONG_SHAPE -> wrongShape(right.apply(request), dialect);
            case WRONG_CONTENT -> Dialect.html(200, "Sign in to continue");
            case EMPTY_BODY -> dialect.json(new byte[0]);
            default -> throw new IllegalArgumentException("Not an answer: " + fault);
        };
    }

    private static Response status(Fault fault, Dialect dialect) {
        Response failure = dialect.failure(fault.status());
        if (!fault.hasDuration()) {
            return failure;
        }
        long seconds = fault.duration().plusNanos(999_999_999).toSeconds();
        return failure.with("Retry-After", Long.toString(seconds));
    }

    private static Response wrongShape(Response right, Dialect dialect) {
        byte[] body = right.body();
        boolean array = body == null || (body.length > 0 && body[0] == '[');
        return Response.of(200, dialect.json(), array ? "{\"message\":\"ok\"}" : "[{\"message\":\"ok\"}]");
    }
}
