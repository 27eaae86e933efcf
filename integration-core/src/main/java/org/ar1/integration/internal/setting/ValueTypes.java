package org.ar1.integration.internal.setting;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The types that settings of the library have, but for {@linkplain BaseUrls URLs}. */
public final class ValueTypes {

    private static final String SIZES = "a number of bytes from 1MiB to 16GiB, such as 67108864 or 64MiB";
    private static final long SMALLEST_SIZE = 1L << 20;
    private static final long LARGEST_SIZE = 16L << 30;
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
    private static final Pattern FRACTION = Pattern.compile("\\d?\\.\\d{1,9}|\\d");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,11})(KiB|MiB|GiB)?");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,9}");

    /** What Kubernetes sets {@code X_PORT} to in every pod of a namespace with a Service {@code x}. */
    private static final Pattern LINK = Pattern.compile("(tcp|udp|sctp)://", Pattern.CASE_INSENSITIVE);

    private static final String LINK_HINT = "; Kubernetes sets the variable to this for a Service of that name: write"
            + " \"enableServiceLinks: false\" into the pod's spec, or set the variable there";

    private static final ValueType<Duration> DURATION = ValueType.of(
            "a duration", ValueTypes::duration, "seconds such as 5 or 0.5, or an ISO-8601 duration such as PT5M");

    /** Durations longer than 0 and of at most 365 days. */
    static final ValueType<Duration> POSITIVE_DURATION = DURATION.where(
            value -> !value.isNegative() && !value.isZero() && value.compareTo(LONGEST) <= 0,
            "longer than 0 and at most " + LONGEST);

    /** Durations of 0 to 365 days. */
    static final ValueType<Duration> DURATION_OR_ZERO = DURATION.where(
            value -> !value.isNegative() && value.compareTo(LONGEST) <= 0, "0 or longer and at most " + LONGEST);

    /** Numbers of bytes, 1 MiB to 16 GiB. */
    public static final ValueType<Long> SIZE_OF_MEMORY = ValueType.of("a size", ValueTypes::size, SIZES)
            .where(bytes -> bytes >= SMALLEST_SIZE && bytes <= LARGEST_SIZE, SIZES);

    /** Time zones: names such as {@code Europe/Berlin}, or offsets such as {@code +05:30}. */
    static final ValueType<ZoneId> TIME_ZONE =
            ValueType.of("a time zone", ValueTypes::zone, "a time zone such as Europe/Berlin, UTC or +05:30");

    /** {@code true} and {@code false}, in any case. */
    public static final ValueType<Boolean> FLAG = ValueType.of("true or false", ValueTypes::flag, "true or false");

    private ValueTypes() {}

    /**
     * Whole numbers in a range.
     *
     * @param from the least
     * @param to the greatest
     * @return the type
     */
    public static ValueType<Integer> wholeNumber(int from, int to) {
        String allowed = "a whole number from " + from + " to " + to;
        return ValueType.of(
                        "a whole number",
                        text -> WHOLE_NUMBER.matcher(text).matches()
                                ? Optional.of(Integer.valueOf(text))
                                : Optional.<Integer>empty(),
                        text -> ValueType.mustBe(
                                text, allowed + (LINK.matcher(text).lookingAt() ? LINK_HINT : "")))
                .where(value -> value >= from && value <= to, allowed);
    }

    /** Fractions in a range; the example is one of them. */
    static ValueType<Double> fraction(double from, double to, double example) {
        String allowed = "a fraction from " + from + " to " + to + ", such as " + example;
        return ValueType.of(
                        "a fraction",
                        text -> FRACTION.matcher(text).matches()
                                ? Optional.of(Double.valueOf(text))
                                : Optional.<Double>empty(),
                        allowed)
                .where(value -> value >= from && value <= to, allowed);
    }

    private static Optional<Duration> duration(String text) {
        try {
            return Optional.of(
                    SECONDS.matcher(text).matches()
                            ? Duration.ofNanos(
                                    new BigDecimal(text).movePointRight(9).longValueExact())
                            : Duration.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> size(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            return Optional.empty();
        }
        int shift = switch (Objects.requireNonNullElse(size.group(2), "")) {
            case "KiB" -> 10;
            case "MiB" -> 20;
            case "GiB" -> 30;
            default -> 0;
        };
        long number = Long.parseLong(size.group(1));
        return Optional.of(number > Long.MAX_VALUE >> shift ? Long.MAX_VALUE : number << shift);
    }

    private static Optional<ZoneId> zone(String text) {
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Boolean> flag(String text) {
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")
                ? Optional.of(Boolean.valueOf(text))
                : Optional.empty();
    }
}
