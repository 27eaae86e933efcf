package org.ar1.integration.internal.call;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.spi.HttpTransport.Response;

/** What a status means. */
public final class HttpStatuses {

    /** 500 too: the Express services answer it for a database that is restarting. */
    private static final Set<Integer> RETRYABLE = Set.of(408, 429, 500, 502, 503, 504);

    private static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);
    private static final int MANY_DIGITS = 9;

    /** What RFC 9110, section 5.6.7, has recipients accept: its own form, and the two old ones. */
    private static final DateTimeFormatter HTTP_DATE = new DateTimeFormatterBuilder()
            .appendOptional(DateTimeFormatter.RFC_1123_DATE_TIME)
            .appendOptional(DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss zzz", Locale.ENGLISH))
            .appendOptional(DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH))
            .toFormatter(Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private HttpStatuses() {}

    /** Whether the body is what was asked for; 203 when a proxy has changed it (RFC 9110, section 15.3.4). */
    public static boolean isSuccess(int status) {
        return status == 200 || status == 203;
    }

    static CallFailure failure(Endpoint<?> endpoint, Response response, InstantSource clock) {
        int status = response.status();
        return new CallFailure(
                ErrorCode.HTTP_STATUS,
                endpoint + " answered with status " + status + advice(status),
                RETRYABLE.contains(status),
                status < 400 || status >= 500,
                retryAfter(response, clock));
    }

    private static String advice(int status) {
        return switch (status) {
            case 401 -> ": it needs credentials, which UPSTREAM_HEADERS_FILE sets";
            case 403 -> ": it refuses these credentials, which UPSTREAM_HEADERS_FILE sets";
            default -> "";
        };
    }

    /** Seconds or an HTTP date (RFC 9110, section 10.2.3), a day at most; anything else is as good as none. */
    public static Optional<Duration> retryAfter(Response response, InstantSource clock) {
        return response.header("Retry-After")
                .map(String::strip)
                .flatMap(value -> value.matches("\\d+") ? Optional.of(seconds(value)) : until(value, clock))
                .map(wait -> wait.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : wait);
    }

    private static Duration seconds(String digits) {
        return digits.length() > MANY_DIGITS ? LONGEST_RETRY_AFTER : Duration.ofSeconds(Long.parseLong(digits));
    }

    private static Optional<Duration> until(String date, InstantSource clock) {
        try {
            return Optional.of(Duration.between(clock.instant(), HTTP_DATE.parse(date, Instant::from)))
                    .filter(wait -> !wait.isNegative());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
