package org.ar1.integration.testkit;

import static org.ar1.integration.testkit.SampleService.PERFORMANCE_REPORTING;
import static org.ar1.integration.testkit.SampleService.USAGE_ANALYTICS;
import static org.ar1.integration.testkit.SampleService.USER_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LyingNotFoundTest {

    private static final Duration AGES = Duration.ofHours(1);

    private SampleCampus campus;

    @BeforeEach
    void start() {
        campus = SampleCampus.builder().historyDays(1).start();
    }

    @AfterEach
    void close() {
        campus.close();
    }

    static Stream<Fault> failures() {
        return Stream.of(
                Fault.refused(),
                Fault.reset(),
                Fault.silent(),
                Fault.stalledBody(),
                Fault.drippingBody(AGES),
                Fault.status(500),
                Fault.unavailable(AGES),
                Fault.cutOffBody(),
                Fault.wrongShape(),
                Fault.wrongContent(),
                Fault.emptyBody());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a404IsALieWhileUserProgressFails(Fault fault) {
        campus.fault(USER_PROGRESS, fault);
        assertThat(Web.body(campus, USAGE_ANALYTICS, "/analytics/usage/lab/docker"))
                .isEqualTo("{\"detail\":\"Lab type not found\"}");
        assertThat(Web.body(campus, PERFORMANCE_REPORTING, "/performance/lab/docker"))
                .isEqualTo("{\"detail\":\"Lab type not found\"}");
        assertThat(campus.requests(USER_PROGRESS)).isZero();

        campus.heal(USER_PROGRESS);
        assertThat(Web.body(campus, USAGE_ANALYTICS, "/analytics/usage/lab/docker"))
                .contains("total_events");
        assertThat(Web.body(campus, PERFORMANCE_REPORTING, "/performance/lab/docker"))
                .contains("success_rate");
    }

    @Test
    void aSlowUserProgressMakesNobodyLie() {
        campus.fault(USER_PROGRESS, Fault.latency(AGES));
        assertThat(Web.body(campus, USAGE_ANALYTICS, "/analytics/usage/lab/docker"))
                .contains("total_events");

        campus.answer(USER_PROGRESS, "/labs/", 500, "text/plain", "down");
        assertThat(Web.body(campus, USAGE_ANALYTICS, "/analytics/usage/lab/docker"))
                .contains("not found");
    }

    @Test
    void aTypeWithANumberSignIsLostOnTheWayToUserProgress() {
        Campus data = Campus.empty()
                .withCatalogue(List.of(
                        new Campus.CatalogueLab("C", "c", "beginner"),
                        new Campus.CatalogueLab("C#", "c#", "beginner"),
                        new Campus.CatalogueLab("F#", "f#", "beginner")))
                .withActivities(List.of(new Campus.Activity("f#", 30, 3, 0, 60)))
                .withPerformances(List.of(new Campus.Performance("f#", 3, 60, 1, List.of())));
        try (SampleCampus other = SampleCampus.builder().campus(data).start()) {
            assertThat(Web.body(other, USAGE_ANALYTICS, "/analytics/usage/lab/f%23"))
                    .isEqualTo("{\"detail\":\"Lab type not found\"}");
            assertThat(Web.body(other, PERFORMANCE_REPORTING, "/performance/lab/f%23"))
                    .isEqualTo("{\"detail\":\"Lab type not found\"}");
            // What is left of it may be another type.
            assertThat(Web.body(other, PERFORMANCE_REPORTING, "/performance/lab/c%23"))
                    .isEqualTo("{\"detail\":\"No records found for lab type\"}");
        }
    }
}
