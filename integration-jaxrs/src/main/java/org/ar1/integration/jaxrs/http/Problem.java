package org.ar1.integration.jaxrs.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.ar1.integration.internal.text.Printable;
import org.ar1.integration.source.UndeterminedInsightException;
import org.ar1.integration.source.UndeterminedLabTypeException;
import org.ar1.integration.source.UndeterminedServerException;
import org.ar1.integration.source.UnknownInsightException;
import org.ar1.integration.source.UnknownLabTypeException;
import org.ar1.integration.source.UnknownLearnerException;
import org.ar1.integration.source.UnknownServerException;
import org.ar1.integration.source.UpstreamException;
import org.jspecify.annotations.Nullable;

/**
 * An error as its caller sees it (RFC 9457), in our own words: no text of an upstream, no class name, no stack trace.
 *
 * @param type what kind of problem, a stable URI
 * @param title the kind for people
 * @param status the HTTP status
 * @param detail one sentence on this occurrence
 * @param parameter the parameter at fault; null when there is none
 * @param didYouMean what the caller may have meant, nearest first; empty when nothing is near
 * @param serverId the number of the server that does not exist; null in a problem of anything else
 * @param retryAfter when asking again makes sense; null when it does not
 * @param cause what to log, for an error that is ours; null when there is nothing to log
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String parameter,
        List<String> didYouMean,
        @Nullable Long serverId,
        @Nullable Duration retryAfter,
        @Nullable Throwable cause) {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPES = "urn:ar1:integration:problem:";
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final JsonFactory JSON = new JsonFactory();

    /** The problem of any exception that a report may throw. */
    public static Problem of(Throwable failure) {
        if (failure instanceof UnknownLabTypeException e) {
            return unknown(
                    "unknown-lab-type", "Unknown lab type", "No source knows this lab type.", e.suggestions(), null);
        }
        if (failure instanceof UndeterminedLabTypeException e) {
            return again(
                    "undetermined-lab-type",
                    "Undetermined lab type",
                    "Whether this lab type exists cannot be told now: a source that may know it did not answer.",
                    e.retryAfter());
        }
        if (failure instanceof UnknownServerException e) {
            return unknown(
                    "unknown-server",
                    "Unknown server",
                    "There is no server of this number.",
                    e.suggestions().stream().map(String::valueOf).toList(),
                    e.serverId());
        }
        if (failure instanceof UndeterminedServerException e) {
            return again(
                    "undetermined-server",
                    "Undetermined server",
                    "Whether this server exists cannot be told now: the source that knows the servers did not answer.",
                    e.retryAfter());
        }
        if (failure instanceof UnknownInsightException) {
            return simple(
                    "unknown-insight",
                    "Unknown insight",
                    404,
                    "Nothing of this identifier is said now: neither listed nor withheld.");
        }
        if (failure instanceof UnknownLearnerException) {
            return simple("unknown-learner", "Unknown learner", 404, "There is no such learner.");
        }
        if (failure instanceof UndeterminedInsightException e) {
            return unavailable(e.retryAfter());
        }
        if (failure instanceof UpstreamException) {
            return unavailable(SOON);
        }
        if (failure instanceof RefusedException e) {
            return ofStatus(e.status());
        }
        if (failure instanceof InvalidParameterException e) {
            return invalidParameter(e.parameter(), e.detail());
        }
        if (failure instanceof CancellationException) {
            return stopping();
        }
        return internal(failure);
    }

    public static Problem invalidParameter(String parameter, String detail) {
        return new Problem(
                TYPES + "invalid-parameter", "Invalid parameter", 400, detail, parameter, List.of(), null, null, null);
    }

    public static Problem malformed(String detail) {
        return simple("bad-request", "Bad request", 400, detail);
    }

    public static Problem internal(Throwable failure) {
        return new Problem(
                TYPES + "internal-error",
                "Internal error",
                500,
                "The request could not be answered; the log has the reason under the request id.",
                null,
                List.of(),
                null,
                null,
                failure);
    }

    private static Problem unavailable(Duration retryAfter) {
        return again("source-unavailable", "Source unavailable", "A source that is needed did not answer.", retryAfter);
    }

    public static Problem overloaded() {
        return again("overloaded", "Overloaded", "Too many requests are being answered at once.", SOON);
    }

    public static Problem stopping() {
        return again("stopping", "Stopping", "The service is about to stop.", SOON);
    }

    /** For an error that the JAX-RS implementation or an HTTP layer found. */
    public static Problem ofStatus(int status) {
        return switch (status) {
            case 400 -> simple("bad-request", "Bad request", 400, "The request is malformed.");
            case 401 ->
                simple(
                        "unauthorized",
                        "Unauthorized",
                        401,
                        "The path is for callers with a valid token: Authorization: Bearer, and the token.");
            case 404 -> simple("not-found", "Not found", 404, "There is nothing at this path.");
            case 405 ->
                simple(
                        "method-not-allowed",
                        "Method not allowed",
                        405,
                        "The resource does not have this method; the Allow header lists those that it has.");
            case 406 ->
                simple(
                        "not-acceptable",
                        "Not acceptable",
                        406,
                        "The resource is not available in a form that the Accept header allows.");
            case 412 ->
                simple(
                        "precondition-failed",
                        "Precondition failed",
                        412,
                        "The If-Match header names nothing that is there; the entity tags here are weak, and never match.");
            case 415 ->
                simple(
                        "unsupported-media-type",
                        "Unsupported media type",
                        415,
                        "The resource does not read content of this type.");
            case 501 ->
                simple("not-implemented", "Not implemented", 501, "The method of the request is not known here.");
            case 505 ->
                simple(
                        "version-not-supported",
                        "HTTP version not supported",
                        505,
                        "The version of HTTP of the request is not known here; HTTP/1.1 is.");
            case 500 -> simple("internal-error", "Internal error", 500, "The request could not be answered.");
            default ->
                new Problem(
                        "about:blank",
                        title(status),
                        status,
                        "The request was refused.",
                        null,
                        List.of(),
                        null,
                        null,
                        null);
        };
    }

    private static String title(int status) {
        Response.Status known = Response.Status.fromStatusCode(status);
        return known == null ? "Error" : known.getReasonPhrase();
    }

    private static Problem simple(String name, String title, int status, String detail) {
        return new Problem(TYPES + name, title, status, detail, null, List.of(), null, null, null);
    }

    private static Problem unknown(
            String name, String title, String detail, List<String> near, @Nullable Long serverId) {
        String whole = near.isEmpty() ? detail : detail + " Did you mean " + alternatives(near) + "?";
        return new Problem(TYPES + name, title, 404, whole, null, near, serverId, null, null);
    }

    private static String alternatives(List<String> names) {
        List<String> shown = names.stream().map(Printable::text).toList();
        int last = shown.size() - 1;
        return last == 0 ? shown.get(0) : String.join(", ", shown.subList(0, last)) + " or " + shown.get(last);
    }

    private static Problem again(String name, String title, String detail, Duration retryAfter) {
        return new Problem(TYPES + name, title, 503, detail, null, List.of(), null, retryAfter, null);
    }

    /** The value of the {@code Retry-After} header: whole seconds, rounded up, at least 1. */
    public static String seconds(@Nullable Duration retryAfter) {
        Duration wait = retryAfter == null || retryAfter.compareTo(SOON) < 0 ? SOON : retryAfter;
        return Long.toString(wait.getSeconds() + (wait.getNano() > 0 ? 1 : 0));
    }

    public byte[] toJson(String requestId) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("type", type);
            json.writeStringField("title", title);
            json.writeNumberField("status", status);
            json.writeStringField("detail", detail);
            if (parameter != null) {
                json.writeStringField("parameter", parameter);
            }
            if (!didYouMean.isEmpty()) {
                json.writeArrayFieldStart("did_you_mean");
                for (String one : didYouMean) {
                    json.writeString(one);
                }
                json.writeEndArray();
            }
            if (serverId != null) {
                json.writeNumberField("server_id", serverId);
            }
            json.writeStringField("request_id", requestId);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }
}
