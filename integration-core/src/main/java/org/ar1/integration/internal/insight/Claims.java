package org.ar1.integration.internal.insight;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import org.ar1.integration.upstream.ServerResource;

/** The words of claims: plain English, whatever the platform's locale. */
final class Claims {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("d MMM yyyy 'at' HH:mm", Locale.ENGLISH);

    private Claims() {}

    /** A fraction as whole percent for people, such as {@code 94 %}: half to even. */
    static String percent(double fraction) {
        return whole(fraction, 2) + " %";
    }

    /** A difference of fractions as whole points, without a sign, such as {@code 9 points}. */
    static String points(double difference) {
        String points = whole(Math.abs(difference), 2);
        return points + (points.equals("1") ? " point" : " points");
    }

    /** Of the decimal digits that are shown, so that 0.125 is 12 and 0.375 is 38. */
    private static String whole(double figure, int shift) {
        return BigDecimal.valueOf(figure)
                .movePointRight(shift)
                .setScale(0, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    /** A number with its noun, such as {@code 1 hour} or {@code 2 hours}. */
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** A figure without superfluous zeros, never in exponential form. */
    static String number(double figure) {
        return figure == 0
                ? "0"
                : BigDecimal.valueOf(figure).stripTrailingZeros().toPlainString();
    }

    /** A day of each week, such as {@code Mondays}. */
    static String weekday(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH) + "s";
    }

    /** An hour of the day, such as {@code 09:00}. */
    static String hour(int hour) {
        return String.format(Locale.ROOT, "%02d:00", hour);
    }

    /** A day, such as {@code 23 Dec 2026}. */
    static String date(LocalDate date) {
        return DATE.format(date);
    }

    /** A minute, such as {@code 23 Dec 2026 at 09:50}. */
    static String minute(Instant time, ZoneId zone) {
        return MINUTE.format(time.atZone(zone));
    }

    /** A resource within a sentence. */
    static String resource(ServerResource resource) {
        return switch (resource) {
            case CPU -> "CPU";
            case MEMORY -> "memory";
            case DISK -> "disk";
        };
    }

    /** A resource at the beginning of a sentence. */
    static String startOf(ServerResource resource) {
        return switch (resource) {
            case CPU -> "CPU";
            case MEMORY -> "Memory";
            case DISK -> "Disk";
        };
    }
}
