package org.ar1.integration.internal.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import org.ar1.integration.source.ErrorCode;

/** What a status other than 200 means. */
final class HttpStatuses {

    /** 500 too: the Express services answer it for a database that is restarting. */
    private static final Set<Integer> RETRYABLE = Set.of(408, 429, 500, 502, 503, 504);

    private static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);

    private HttpStatuses() {}

    static CallFailure failure(Endpoint<?> endpoint, int status, HttpHeaders headers, InstantSource clock) {
        return new CallFailure(
                ErrorCode.HTTP_STATUS,
                endpoint + " answered with status " + status,
                RETRYABLE.contains(status),
                status < 400 || status >= 500,
                retryAfter(headers, clock));
    }

    /** Seconds or an HTTP date (RFC 9110, section 10.2.3); anything else is as good as none. */
    private static Optional<Duration> retryAfter(HttpHeaders headers, InstantSource clock) {
        return headers.firstValue("Retry-After")
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
