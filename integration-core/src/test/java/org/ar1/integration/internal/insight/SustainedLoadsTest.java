package org.ar1.integration.internal.insight;

import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.Severity;
import org.ar1.integration.insight.SustainedLoad;
import org.ar1.integration.upstream.ServerResource;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.ar1.integration.internal.insight.SampleInputs.Usage;
import org.junit.jupiter.api.Test;

class SustainedLoadsTest {

    private static final String END = "2026-11-23T13:00:00Z";

    private static Verdicts<SustainedLoad> judge(SampleInputs given) {
        return new SustainedLoads().judge(given.basis());
    }

    /** The usage of the last hours of the window, the oldest first; 20 before them. */
    private static SampleInputs lastHours(double... usage) {
        SampleInputs given = SampleInputs.until(END, 2);
        return given.server(3, slot -> {
            int hour = usage.length - 1 - (int) ((given.horizon - slot) / 6);
            return Usage.cpu(hour < 0 ? 20 : usage[hour]);
        });
    }

    /** The worked example of the definition: 79 80 85 100 70 at 8 to 12 h. */
    @Test
    void theWorkedExampleIsReproduced() {
        SustainedLoad load = judge(lastHours(79, 80, 85, 100, 70)).listed().get(0);

        assertThat(load.ongoing()).isFalse();
        assertThat(load.since()).isEqualTo(Instant.parse("2026-11-23T09:00:00Z"));
        assertThat(load.hours()).isEqualTo(3);
        assertThat(load.peak()).isEqualTo(1.0);
        assertThat(load.resource()).isEqualTo(ServerResource.CPU);
        assertThat(load.hotHours7d()).isEqualTo(3);
        assertThat(load.hotHours()).isEqualTo(3);
        assertThat(load.observedHours()).isEqualTo(336);
        assertThat(load.heading().severity()).isEqualTo(Severity.INFO);
        assertThat(load.heading().reasonCodes()).containsExactly(ReasonCode.SATURATED);
        assertThat(load.heading().flips()).isEmpty();
    }

    /** The identifier of the definition's example: the kind has no resource. */
    @Test
    void theIdentifierIsThatOfTheDefinition() {
        assertThat(judge(lastHours(90)).listed().get(0).heading().id()).isEqualTo("sustained_load-cf5d4d75eef78ead");
    }

    @Test
    void aRunThatContainsTheLastWholeHourIsOngoing() {
        SustainedLoad load = judge(lastHours(20, 85, 90)).listed().get(0);

        assertThat(load.ongoing()).isTrue();
        assertThat(load.heading().severity()).isEqualTo(Severity.WARNING);
        assertThat(load.heading().reasonCodes()).containsExactly(ReasonCode.ONGOING);
        assertThat(load.heading().claim()).isEqualTo("Server-3 has been above 80 % for 2 hours, CPU at 90 %.");
    }

    @Test
    void aSaturatedRunIsCriticalWhileItLasts() {
        assertThat(judge(lastHours(85, 100)).listed().get(0).heading().severity())
                .isEqualTo(Severity.CRITICAL);
        assertThat(judge(lastHours(85, 99.994)).listed().get(0).heading().severity())
                .isEqualTo(Severity.WARNING);
    }

    @Test
    void theHourThatRunsNowDoesNotCount() {
        SampleInputs given = SampleInputs.until("2026-11-23T12:50:00Z", 2);
        given.server(3, slot -> Usage.cpu(slot > given.horizon - 5 ? 90 : 20));

        assertThat(judge(given).all()).isEmpty();
    }

    @Test
    void anHourWithoutAMeanEndsTheRun() {
        SampleInputs given = SampleInputs.until(END, 2);
        given.server(3, slot -> {
            long hoursAgo = (given.horizon - slot) / 6;
            boolean missing = hoursAgo == 1 && (given.horizon - slot) % 6 >= 2;
            return missing ? Usage.NONE : Usage.cpu(90);
        });

        SustainedLoad load = judge(given).listed().get(0);

        assertThat(load.hours()).isEqualTo(1);
        assertThat(load.observedHours()).isEqualTo(335);
        assertThat(load.heading().reasonCodes()).containsExactly(ReasonCode.ONGOING, ReasonCode.RECURRING);
    }

    @Test
    void heatOfMoreThanSevenDaysAgoIsNotListed() {
        SampleInputs given = SampleInputs.until(END, 2);
        given.server(3, slot -> Usage.cpu(given.horizon - slot < 1008 ? 20 : 90));

        assertThat(judge(given).listed()).isEmpty();
        assertThat(judge(given).all()).hasSize(1);
    }

    @Test
    void thePeakIsOfCpuBeforeMemory() {
        SampleInputs both = SampleInputs.until(END, 2).server(3, slot -> new Usage(90, 90, 10));
        SampleInputs memory = SampleInputs.until(END, 2).server(3, slot -> new Usage(90, 91, 10));

        assertThat(judge(both).listed().get(0).resource()).isEqualTo(ServerResource.CPU);
        assertThat(judge(memory).listed().get(0).resource()).isEqualTo(ServerResource.MEMORY);
    }

    @Test
    void aFullDiskMakesNoHourHot() {
        assertThat(judge(SampleInputs.until(END, 2).server(3, slot -> Usage.disk(100)))
                        .all())
                .isEmpty();
    }

    @Test
    void ofEqualPeaksTheFirstIsStated() {
        SampleInputs given = SampleInputs.until(END, 2);
        given.server(3, slot -> given.horizon - slot < 6 ? new Usage(90, 20, 10) : new Usage(20, 90, 10));

        assertThat(judge(given).listed().get(0).resource()).isEqualTo(ServerResource.MEMORY);
    }
}
