package org.ar1.integration.internal.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.spi.HttpTransport.Response;

/** What a status other than 200 means. */
final class HttpStatuses {

    /** 500 too: the Express services answer it for a database that is restarting. */
    private static final Set<Integer> RETRYABLE = Set.of(408, 429, 500, 502, 503, 504);

    private static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);

    private HttpStatuses() {}

    static CallFailure failure(Endpoint<?> endpoint, Response response, InstantSource clock) {
        int status = response.status();
        return new CallFailure(
                ErrorCode.HTTP_STATUS,
                endpoint + " answered with status " + status,
                RETRYABLE.contains(status),
                status < 400 || status >= 500,
                retryAfter(response, clock));
    }

    /** Seconds or an HTTP date (RFC 9110, section 10.2.3); anything else is as good as none. */
    private static Optional<Duration> retryAfter(Response response, InstantSource clock) {
        return response.header("Retry-After")
                .map(String::strip)
                .flatMap(value -> {
                    if (value.matches("\\d{1,9}")) {
                        return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
                    }
                    try {
                        Instant at = DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from);
                        return Optional.of(Duration.between(clock.instant(), at))
                                .filter(wait -> !wait.isNegative());
                    } catch (DateTimeException e) {
                        return Optional.empty();
                    }
                })
                .filter(wait -> wait.compareTo(LONGEST_RETRY_AFTER) <= 0);
    }
}
