package org.ar1.integration.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
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
import org.ar1.integration.testkit.SampleService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each of the six services fails in each of ten ways, under each of the four endpoints, cold and with a last good value;
 * and all six at once. Each answer is what the contract says, over real sockets.
 *
 * <p>Few cells run at once, so that services in good health answer in time on two busy cores. Where something else takes
 * the cores away for longer than an attempt may last, a service in good health fails too: a cell that differs is run
 * again, with no other beside it, and has to differ each time to fail.
 */
@Tag("matrix")
class FaultMatrixTest {

    private static final int AT_ONCE = 4;
    private static final int TIMES_ALONE = 2;
    private static final ReadWriteLock TOGETHER = new ReentrantReadWriteLock(true);

    private static final Map<MatrixEndpoint, HttpResponse<String>> HEALTHY = new EnumMap<>(MatrixEndpoint.class);
    private static final Map<MatrixOracle, Future<List<String>>> RESULTS = new LinkedHashMap<>();
    private static final BlockingQueue<MatrixCampus> CAMPUSES = new ArrayBlockingQueue<>(AT_ONCE);
    private static ExecutorService workers;

    static Stream<MatrixOracle> cells() {
        List<MatrixOracle> cells = new ArrayList<>();
        for (SampleService service : SampleService.values()) {
            cells.addAll(cells(EnumSet.of(service)));
        }
        return cells.stream();
    }

    static Stream<MatrixOracle> cellsOfAll() {
        return cells(EnumSet.allOf(SampleService.class)).stream();
    }

    static List<MatrixOracle> cells(Set<SampleService> broken) {
        List<MatrixOracle> cells = new ArrayList<>();
        for (MatrixFault fault : MatrixFault.values()) {
            for (MatrixEndpoint endpoint : MatrixEndpoint.values()) {
                cells.add(new MatrixOracle(fault, broken, false, endpoint));
                cells.add(new MatrixOracle(fault, broken, true, endpoint));
            }
        }
        return cells;
    }

    @BeforeAll
    static void startAllCells() throws Exception {
        for (int i = 0; i < AT_ONCE; i++) {
            CAMPUSES.add(MatrixCampus.start());
        }
        MatrixCampus first = CAMPUSES.element();
        for (MatrixEndpoint endpoint : MatrixEndpoint.values()) {
            HEALTHY.put(endpoint, first.healthy(endpoint));
        }
        workers = Executors.newFixedThreadPool(AT_ONCE);
        Stream.concat(cells(), cellsOfAll()).forEach(cell -> RESULTS.put(cell, workers.submit(() -> run(cell))));
    }

    private static List<String> run(MatrixOracle cell) throws InterruptedException {
        List<String> differences = run(cell, TOGETHER.readLock());
        for (int i = 0; i < TIMES_ALONE && !differences.isEmpty(); i++) {
            System.err.println("Running again by itself: " + cell + ", which differed: " + differences);
            differences = run(cell, TOGETHER.writeLock());
        }
        return differences;
    }

    private static List<String> run(MatrixOracle cell, Lock lock) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            MatrixCampus campus = CAMPUSES.take();
            try {
                return campus.differences(cell, HEALTHY.get(cell.endpoint()));
            } finally {
                CAMPUSES.add(campus);
            }
        } finally {
            lock.unlock();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        workers.shutdownNow();
        assertThat(workers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        CAMPUSES.forEach(MatrixCampus::close);
    }

    @Test
    void theMatrixIsComplete() {
        assertThat(cells()).hasSize(6 * 10 * 4 * 2).doesNotHaveDuplicates();
        HEALTHY.values().forEach(answer -> {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(Http.json(answer).path("integration_status").asText()).isEqualTo("success");
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void aServiceThatFailsCostsItsOwnFiguresAndNothingIsMadeUp(MatrixOracle cell) throws Exception {
        assertThat(RESULTS.get(cell).get(5, TimeUnit.MINUTES))
                .as(cell.toString())
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cellsOfAll")
    void whenEveryServiceFailsNothingIsMadeUpEither(MatrixOracle cell) throws Exception {
        assertThat(RESULTS.get(cell).get(5, TimeUnit.MINUTES))
                .as(cell.toString())
                .isEmpty();
    }
}
