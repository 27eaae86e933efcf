package org.ar1.integration.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import org.ar1.integration.testkit.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each of the nine sources of the insights fails in each of twelve ways under each of the eight paths, of which each comes
 * first in turn, when the caches are empty. Each answer is what {@code docs/insights.md} says, over real sockets.
 *
 * <p>A cell that differs is run again with no other beside it, since on busy cores a source in good health may be late; it
 * has to differ each time to fail.
 */
@Tag("matrix")
class InsightFaultMatrixTest {

    private static final int AT_ONCE = 4;
    private static final int TIMES_ALONE = 2;
    private static final ReadWriteLock TOGETHER = new ReentrantReadWriteLock(true);

    private static final Map<Cell, Future<List<String>>> RESULTS = new LinkedHashMap<>();
    private static final BlockingQueue<InsightMatrixCampus> CAMPUSES = new ArrayBlockingQueue<>(AT_ONCE);
    private static Map<String, HttpResponse<String>> healthy;
    private static ExecutorService workers;

    /** One source that fails in one way; the number says which path comes first. */
    record Cell(InsightMatrixSource source, InsightMatrixFault fault, int number) {

        @Override
        public String toString() {
            return source + ", " + fault;
        }
    }

    static Stream<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (InsightMatrixFault fault : InsightMatrixFault.values()) {
            for (InsightMatrixSource source : InsightMatrixSource.values()) {
                if (fault != InsightMatrixFault.TOO_LARGE || !source.tooLarge().isEmpty()) {
                    cells.add(new Cell(source, fault, cells.size()));
                }
            }
        }
        return cells.stream();
    }

    @BeforeAll
    static void startAllCells() {
        for (int i = 0; i < AT_ONCE; i++) {
            CAMPUSES.add(InsightMatrixCampus.start());
        }
        InsightMatrixCampus first = CAMPUSES.element();
        first.heal();
        first.answers(0); // so that all is compiled
        healthy = first.answers(0);
        workers = Executors.newFixedThreadPool(AT_ONCE);
        cells().forEach(cell -> RESULTS.put(cell, workers.submit(() -> run(cell))));
    }

    private static List<String> run(Cell cell) throws InterruptedException {
        List<String> differences = run(cell, TOGETHER.readLock());
        for (int i = 0; i < TIMES_ALONE && !differences.isEmpty(); i++) {
            differences = run(cell, TOGETHER.writeLock());
        }
        return differences;
    }

    private static List<String> run(Cell cell, Lock lock) throws InterruptedException {
        InsightMatrixCampus campus = CAMPUSES.take();
        lock.lockInterruptibly();
        try {
            campus.heal();
            Set<InsightMatrixSource> failed = campus.fail(cell.source(), cell.fault());
            return InsightMatrixDocument.differences(cell.fault(), failed, healthy, campus.answers(cell.number()));
        } finally {
            lock.unlock();
            CAMPUSES.add(campus);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        workers.shutdownNow();
        assertThat(workers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        CAMPUSES.forEach(InsightMatrixCampus::close);
    }

    @Test
    void inGoodHealthAllPathsAnswerAndMostKindsAreListed() {
        assertThat(healthy)
                .hasSize(8)
                .allSatisfy((path, answer) ->
                        assertThat(answer.statusCode()).as(path).isEqualTo(200));
        List<String> kinds = new ArrayList<>();
        Http.json(healthy.get(InsightMatrixCampus.PATHS.get(0)))
                .path("insights")
                .forEach(insight -> kinds.add(insight.path("kind").asText()));
        assertThat(Set.copyOf(kinds)).hasSizeGreaterThanOrEqualTo(10);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void aSourceThatFailsCostsWhatNeedsItAndNothingIsMadeUp(Cell cell) throws Exception {
        assertThat(RESULTS.get(cell).get(5, TimeUnit.MINUTES))
                .as(cell.toString())
                .isEmpty();
    }

    @Test
    void whenEverySourceFailsAllPathsAskForPatience() throws Exception {
        InsightMatrixCampus campus = CAMPUSES.take();
        try {
            campus.heal();
            campus.failAll(Fault.status(500));

            assertThat(campus.answers(0)).allSatisfy((path, answer) -> {
                assertThat(answer.statusCode()).as(path).isIn(404, 503);
                assertThat(answer.statusCode() == 503
                                && answer.headers().firstValue("Retry-After").isEmpty())
                        .as(path)
                        .isFalse();
            });
        } finally {
            CAMPUSES.add(campus);
        }
    }
}
