package org.ar1.integration.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What is read at all is read as the JDK reads it; what is plain and right is read. */
class PlainTextPropertiesTest {

    private static final String BEFORE = "9.2";
    private static final String BEHIND = "7Z";

    private static long utcMillis(String text) {
        return PlainText.utcMillis((BEFORE + text + BEHIND).toCharArray(), BEFORE.length(), text.length());
    }

    private static double decimal(String text) {
        return PlainText.decimal((BEFORE + text + BEHIND).toCharArray(), BEFORE.length(), text.length());
    }

    private static long millisOfTheJdk(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            return PlainText.NO_TIME;
        }
    }

    @Property(tries = 5_000)
    void aTimeInTheUsualFormIsThatOfTheJdkAndOneThatIsNoneIsRefused(@ForAll("plainTimes") String text) {
        assertThat(utcMillis(text)).isEqualTo(millisOfTheJdk(text));
    }

    @Property(tries = 5_000)
    void aTimeWithAnotherLetterIsThatOfTheJdkOrRefused(
            @ForAll("plainTimes") String text, @ForAll("places") int place, @ForAll("letters") char letter) {
        StringBuilder spoilt = new StringBuilder(text);
        spoilt.setCharAt(place % text.length(), letter);

        assertThat(utcMillis(spoilt.toString())).isIn(millisOfTheJdk(spoilt.toString()), PlainText.NO_TIME);
    }

    @Example
    void anotherLetterInAnyPlaceIsReadAsTheJdkReadsItOrRefused() {
        String time = "2026-05-01T10:00:00.000Z";
        for (int place = 0; place < time.length(); place++) {
            for (char letter = 0; letter < 128; letter++) {
                String spoilt = time.substring(0, place) + letter + time.substring(place + 1);
                assertThat(utcMillis(spoilt)).as(spoilt).isIn(millisOfTheJdk(spoilt), PlainText.NO_TIME);
            }
        }
    }

    @Property(tries = 2_000)
    void aTimeThatBreaksOffOrGoesOnIsThatOfTheJdkOrRefused(
            @ForAll("plainTimes") String text, @ForAll("places") int place, @ForAll("ends") String end) {
        String other = text.substring(0, place % text.length()) + end;

        assertThat(utcMillis(other)).isIn(millisOfTheJdk(other), PlainText.NO_TIME);
    }

    @Property(tries = 5_000)
    void aPlainNumberIsThatOfTheJdkToTheLastBit(@ForAll("plainNumbers") String text) {
        assertThat(Double.doubleToRawLongBits(decimal(text)))
                .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
    }

    @Property(tries = 5_000)
    void anyTextIsTheNumberOfTheJdkOrRefused(@ForAll("almostNumbers") String text) {
        double number = decimal(text);
        if (!Double.isNaN(number)) {
            assertThat(text).matches("[0-9]+(\\.[0-9]+)?");
            assertThat(Double.doubleToRawLongBits(number))
                    .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
        }
    }

    /** Each part a little beyond what it may be, now and then. */
    @Provide
    Arbitrary<String> plainTimes() {
        Arbitrary<String> dates = Combinators.combine(
                        Arbitraries.oneOf(
                                Arbitraries.integers().between(0, 9999),
                                Arbitraries.of(0, 1600, 1900, 1969, 1970, 2000, 2024, 2026, 2100)),
                        Arbitraries.frequencyOf(
                                Tuple.of(9, Arbitraries.integers().between(1, 12)),
                                Tuple.of(1, Arbitraries.of(0, 2, 13, 99))),
                        Arbitraries.frequencyOf(
                                Tuple.of(6, Arbitraries.integers().between(1, 28)),
                                Tuple.of(4, Arbitraries.of(0, 28, 29, 30, 31, 32, 99))))
                .as((year, month, day) -> String.format("%04d-%02d-%02d", year, month, day));
        Arbitrary<String> times = Combinators.combine(upTo(23, 24), upTo(59, 60), upTo(59, 60))
                .as((hour, minute, second) -> String.format("T%02d:%02d:%02d", hour, minute, second));
        Arbitrary<String> fractions = Arbitraries.oneOf(
                Arbitraries.just(""),
                Arbitraries.of(".000", ".999", ".0", ".999999999", ".000000001"),
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(10).map(digits -> "." + digits));
        return Combinators.combine(dates, times, fractions).as((date, time, fraction) -> date + time + fraction + "Z");
    }

    private static Arbitrary<Integer> upTo(int last, int beyond) {
        return Arbitraries.frequencyOf(
                Tuple.of(30, Arbitraries.integers().between(0, last)), Tuple.of(1, Arbitraries.of(beyond, 99)));
    }

    @Provide
    Arbitrary<Integer> places() {
        return Arbitraries.integers().between(0, 29);
    }

    /** The neighbours of digits and signs, and letters that other forms have in their place. */
    @Provide
    Arbitrary<Character> letters() {
        return Arbitraries.of(
                '0', '1', '2', '3', '9', '/', ':', '-', '+', '.', ',', ' ', 'T', 't', 'Z', 'z', '\0', '\u0661',
                '\uff11');
    }

    @Provide
    Arbitrary<String> ends() {
        return Arbitraries.of(
                "", "Z", "z", ".", ".Z", "+02:00", "-00:00", "+00:00", ".5+01:00", "[UTC]", "Z[UTC]", "ZZ");
    }

    @Provide
    Arbitrary<String> plainNumbers() {
        Arbitrary<Long> whole = Arbitraries.integers()
                .between(1, 15)
                .flatMap(digits -> Arbitraries.longs().between(0, (long) Math.pow(10, digits) - 1));
        return Combinators.combine(whole, Arbitraries.integers().between(0, 14), Arbitraries.of(true, false))
                .as((number, decimals, padded) -> {
                    String digits = Long.toString(number);
                    if (padded) {
                        digits = "0".repeat(15 - digits.length()) + digits;
                    }
                    int point = digits.length() - decimals;
                    return decimals == 0 || point < 1
                            ? digits
                            : digits.substring(0, point) + "." + digits.substring(point);
                });
    }

    @Provide
    Arbitrary<String> almostNumbers() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("0123456789.").ofMaxLength(18),
                Arbitraries.strings().withChars("0123456789.-+eE /:\u0661").ofMaxLength(12),
                Arbitraries.doubles().map(number -> Double.toString(number)));
    }
}
