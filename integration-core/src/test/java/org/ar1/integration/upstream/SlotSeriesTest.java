package org.ar1.integration.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotSeriesTest {

    /** Ten slots; the third has all, the fifth the disk alone. */
    private static final SlotSeries SERIES = SlotSeries.of(100, 10, (resource, slot) -> {
        if (slot == 102) {
            return switch (resource) {
                case CPU -> 1;
                case MEMORY -> 2;
                case DISK -> 3;
            };
        }
        return slot == 104 && resource == ServerResource.DISK ? 4 : Float.NaN;
    });

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0",
        "1970-01-01T00:09:59.999Z, 0",
        "1970-01-01T00:10:00Z, 1",
        "1969-12-31T23:59:59.999Z, -1",
        "2026-11-23T01:20:52Z, 2992328",
        "2026-11-23T01:20:00Z, 2992328"
    })
    void aTimeBelongsToTheTenMinutesInWhichItLies(Instant time, long slot) {
        assertThat(SlotSeries.slotOf(time)).isEqualTo(slot);
        assertThat(SlotSeries.startOf(slot)).isBetween(time.minusSeconds(600), time);
    }

    @Test
    void eachResourceHasItsValuesAndNaNStandsForNone() {
        assertThat(SERIES.value(ServerResource.CPU, 102)).isEqualTo(1);
        assertThat(SERIES.value(ServerResource.MEMORY, 102)).isEqualTo(2);
        assertThat(SERIES.value(ServerResource.DISK, 102)).isEqualTo(3);
        assertThat(SERIES.value(ServerResource.CPU, 103)).isNaN();
        assertThat(SERIES.value(ServerResource.CPU, 104)).isNaN();
        assertThat(SERIES.value(ServerResource.DISK, 104)).isEqualTo(4);
    }

    @Test
    void outsideTheWindowThereIsNoValue() {
        for (long slot : new long[] {Long.MIN_VALUE, 99, 110, Long.MAX_VALUE}) {
            assertThat(SERIES.value(ServerResource.CPU, slot)).isNaN();
        }
    }

    @Test
    void aSlotIsASampleWhenAnyResourceHasAValue() {
        assertThat(SERIES.start()).isEqualTo(100);
        assertThat(SERIES.length()).isEqualTo(10);
        assertThat(SERIES.samples()).isEqualTo(2);
        assertThat(SERIES.first()).hasValue(102);
        assertThat(SERIES.last()).hasValue(104);
    }

    @Test
    void withoutAnyValueThereIsNoFirstAndNoLast() {
        for (int length : new int[] {0, 5}) {
            SlotSeries empty = SlotSeries.of(7, length, (resource, slot) -> Float.POSITIVE_INFINITY);

            assertThat(empty.length()).isEqualTo(length);
            assertThat(empty.samples()).isZero();
            assertThat(empty.first()).isEmpty();
            assertThat(empty.last()).isEmpty();
            assertThat(empty.value(ServerResource.CPU, 7)).isNaN();
        }
    }

    @Test
    void seriesWithTheSameValuesInTheSameWindowAreEqual() {
        SlotSeries same = SlotSeries.of(100, 10, SERIES::value);

        assertThat(same).isEqualTo(SERIES).hasSameHashCodeAs(SERIES);
        assertThat(SlotSeries.of(99, 11, SERIES::value)).isNotEqualTo(SERIES);
        assertThat(SlotSeries.of(100, 10, (resource, slot) -> slot == 104 ? 4 : SERIES.value(resource, slot)))
                .isNotEqualTo(SERIES);
        assertThat(SERIES).hasToString("SlotSeries[start=100, length=10, samples=2]");
    }

    @Test
    void aNegativeLengthIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SlotSeries.of(0, -1, (resource, slot) -> 1))
                .withMessage("a length of -1 slots, but it must be 0 or more");
    }
}
