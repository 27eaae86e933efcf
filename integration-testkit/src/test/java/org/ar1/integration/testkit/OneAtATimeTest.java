package org.ar1.integration.testkit;

import static org.ar1.integration.testkit.SampleService.LAB_MONITORING;
import static org.ar1.integration.testkit.SampleService.PERFORMANCE_REPORTING;
import static org.ar1.integration.testkit.SampleService.USAGE_ANALYTICS;
import static org.ar1.integration.testkit.SampleService.USER_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OneAtATimeTest {

    private static final Duration COST = Duration.ofMillis(20);
    private static final Duration AGES = Duration.ofHours(1);

    @Test
    void requestsAreHandledOneAfterTheOtherInOrderOfArrival() throws InterruptedException {
        Worker worker = new Worker(Map.of());
        CountDownLatch end = new CountDownLatch(1);
        List<String> handled = new CopyOnWriteArrayList<>();
        Thread first = start(worker, () -> {
            join(end);
            handled.add("first");
        });
        Thread second = start(worker, () -> handled.add("second"));
        Thread third = start(worker, () -> handled.add("third"));

        assertThat(handled).isEmpty();
        end.countDown();
        for (Thread thread : List.of(first, second, third)) {
            thread.join();
        }
        assertThat(handled).containsExactly("first", "second", "third");
    }

    /** Returns when the thread waits for its turn, or within it. */
    private static Thread start(Worker worker, Runnable request) {
        Thread thread = new Thread(() -> worker.work("/", () -> {
            request.run();
            return "";
        }));
        thread.start();
        Await.until(() -> thread.getState() == Thread.State.WAITING);
        return thread;
    }

    private static void join(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SampleService.class,
            names = {"USER_PROGRESS", "PERFORMANCE_REPORTING", "USAGE_ANALYTICS"})
    void callsAtOnceTakeAsLongAsOneAfterTheOther(SampleService service) {
        try (SampleCampus campus =
                SampleCampus.builder().historyDays(1).callCost(COST).start()) {
            long start = System.nanoTime();
            List<CompletableFuture<HttpResponse<String>>> calls = Stream.generate(() -> Web.async(campus, service, "/"))
                    .limit(8)
                    .toList();

            calls.forEach(call -> assertThat(call.join().statusCode()).isEqualTo(200));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(COST.multipliedBy(8));
        }
    }

    @Test
    void aCallerThatHangsUpIsNotNoticed() throws IOException {
        Duration cost = Duration.ofMillis(100);
        try (SampleCampus campus =
                SampleCampus.builder().historyDays(1).callCost(cost).start()) {
            long start = System.nanoTime();
            for (int i = 0; i < 6; i++) {
                try (RawClient gone = new RawClient(campus, PERFORMANCE_REPORTING)) {
                    gone.get("/");
                }
            }
            Await.until(() -> campus.requests(PERFORMANCE_REPORTING) == 6);

            Web.get(campus, PERFORMANCE_REPORTING, "/");
            // The seventh could overtake one that has been counted and not yet lined up, hardly three.
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(cost.multipliedBy(4));
        }
    }

    @Test
    void lookingUpALabTypeTakesATurnOfUserProgress() {
        try (SampleCampus campus = SampleCampus.builder()
                .historyDays(1)
                .callCost(USER_PROGRESS, "", COST)
                .start()) {
            long start = System.nanoTime();
            Web.body(campus, USAGE_ANALYTICS, "/analytics/usage/lab/docker");
            Web.body(campus, PERFORMANCE_REPORTING, "/performance/lab/docker");
            Web.body(campus, PERFORMANCE_REPORTING, "/performance/lab/none");

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(COST.multipliedBy(3));
            assertThat(campus.requests(USER_PROGRESS)).isZero();
        }
    }

    @Test
    void theLongestPrefixDecidesTheCost() throws IOException {
        try (SampleCampus campus = SampleCampus.builder()
                .historyDays(1)
                .callCost(AGES)
                .callCost(USER_PROGRESS, "", Duration.ZERO)
                .callCost(PERFORMANCE_REPORTING, "/performance/lab/", Duration.ZERO)
                .start()) {
            assertThat(Web.get(campus, PERFORMANCE_REPORTING, "/performance/lab/docker")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void closingWaitsForNoCost() {
        SampleCampus campus =
                SampleCampus.builder().historyDays(1).callCost(AGES).start();
        List<CompletableFuture<HttpResponse<String>>> calls = Stream.generate(
                        () -> Web.async(campus, USER_PROGRESS, "/"))
                .limit(3)
                .toList();
        Await.until(() -> campus.requests(USER_PROGRESS) == 3);

        campus.close();

        assertThat(calls)
                .allSatisfy(call -> assertThat(
                                call.handle((answer, failure) -> failure).join())
                        .isNotNull());
    }

    @Test
    void onlyTheServicesThatAnswerOneAtATimeHaveACostAndNoneIsNegative() {
        SampleCampusBuilder builder = SampleCampus.builder();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.callCost(LAB_MONITORING, "", COST))
                .withMessageContaining("lab-monitoring");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.callCost(Duration.ofMillis(-1)))
                .withMessageContaining("PT-0.001S");
    }
}
