package org.ar1.integration.testkit;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The options of {@link SampleCampus#realistic()}. */
final class RealisticCampus {

    /** As many as have 69 lab types. */
    private static final int LABS = 71;

    private RealisticCampus() {}

    static SampleCampusBuilder builder() {
        return SampleCampus.builder()
                .labs(LABS)
                .typesWithoutData(40)
                .callCost(Duration.ofMillis(50))
                .partialSums(true)
                .serversWithoutLabs(2)
                .deletedLabs(2)
                .zones(ZoneId.of("Asia/Kolkata"), ZoneOffset.UTC);
    }
}
