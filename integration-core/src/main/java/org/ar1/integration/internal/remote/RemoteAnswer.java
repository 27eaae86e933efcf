package org.ar1.integration.internal.remote;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ar1.integration.internal.call.HttpStatuses;
import org.ar1.integration.spi.HttpTransport.Response;

/** A whole answer of the Integration Service. Immutable; its body is not to be changed. */
final class RemoteAnswer {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
    private static final Pattern MAX_AGE = Pattern.compile("(?i)max-age=\"?(\\d{1,9})\"?");

    private final Response response;
    private final byte[] body;

    /**
     * An answer.
     *
     * @param response the status and headers; its body has been read
     * @param body the body, decompressed
     */
    RemoteAnswer(Response response, byte[] body) {
        this.response = response;
        this.body = body;
    }

    byte[] body() {
        return body;
    }

    int status() {
        return response.status();
    }

    boolean isJson() {
        return response.header("Content-Type")
                .map(type -> type.split(";", 2)[0].strip())
                .filter("application/json"::equalsIgnoreCase)
                .isPresent();
    }

    Optional<String> entityTag() {
        return response.header("ETag");
    }

    /** The age that the answer had when it was sent (RFC 9111, section 5.1). */
    Optional<Duration> age() {
        return response.header("Age")
                .map(String::strip)
                .filter(value -> SECONDS.matcher(value).matches())
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    }

    /** How long no call is to be made. */
    Optional<Duration> retryAfter(InstantSource clock) {
        return HttpStatuses.retryAfter(response, clock);
    }

    /** How long the answer may be used without another call (RFC 9111, section 4.2); zero when it must be checked. */
    Duration freshFor() {
        Duration lifetime = Duration.ZERO;
        for (String directive : cacheControl()) {
            Matcher maxAge = MAX_AGE.matcher(directive);
            if (directive.equalsIgnoreCase("no-cache") || directive.equalsIgnoreCase("no-store")) {
                return Duration.ZERO;
            } else if (maxAge.matches()) {
                lifetime = Duration.ofSeconds(Long.parseLong(maxAge.group(1)));
            }
        }
        Duration left = lifetime.minus(age().orElse(Duration.ZERO));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Whether the answer may be kept. */
    boolean mayBeKept() {
        return cacheControl().stream().noneMatch("no-store"::equalsIgnoreCase);
    }

    private List<String> cacheControl() {
        return response.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Cache-Control"))
                .flatMap(header -> header.getValue().stream())
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .map(String::strip)
                .toList();
    }
}
