package org.ar1.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.testkit.SampleCampus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that come and go leave nothing behind: no thread, no open socket, no memory. */
@Timeout(180)
class CreateAndCloseTest {

    private static final int CLIENTS = 10_000;
    private static final int FIRST = 500;
    /** Each so manieth client makes a call. */
    private static final int CALLING = 10;

    private static final int THREADS = 20;
    private static final int DESCRIPTORS = 30;
    private static final long BYTES = 16 << 20;

    /**
     * What JDK 25 still holds of a closed HTTP client that made a call: the action that its cleaner is to run when the
     * client is garbage refers to the key of a pooled connection, and through its last exchange to the client itself.
     */
    private static final long BYTES_OF_THE_JDK = 48 << 10;

    private static SampleCampus campus;

    @BeforeAll
    static void start() {
        campus = SampleCampus.builder().historyDays(1).start();
    }

    @AfterAll
    static void stop() {
        campus.close();
    }

    private static int threads() {
        return Thread.getAllStackTraces().size();
    }

    /** Zero where the system does not tell. */
    private static int descriptors() {
        String[] open = new File("/dev/fd").list();
        return open == null ? 0 : open.length;
    }

    private static long bytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static boolean isCleared(List<WeakReference<IntegrationClient>> clients) {
        System.gc();
        return clients.stream().allMatch(client -> client.get() == null);
    }

    private static void await(BooleanSupplier condition, Supplier<String> otherwise) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as(otherwise)
                    .isLessThan(Duration.ofSeconds(30));
            Thread.onSpinWait();
        }
    }

    private static void createAndClose(
            int count, Supplier<IntegrationClient.Builder> builder, List<WeakReference<IntegrationClient>> made) {
        for (int i = 0; i < count; i++) {
            try (IntegrationClient client = builder.get().build()) {
                if (i % CALLING == 0) {
                    assertThat(client.labUtilization().popularLabs().outcome()).isEqualTo(Outcome.LIVE);
                }
                made.add(new WeakReference<>(client));
            }
        }
    }

    private static IntegrationClient.Builder builder() {
        return IntegrationClient.builder().config(TestClients.config(campus).build());
    }

    /** The JDK's HTTP client can be closed from Java 21 on; before, its threads go some time after it is garbage. */
    static Stream<Arguments> builders() {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        Named<Supplier<IntegrationClient.Builder>> injected =
                Named.of("an HTTP client of the caller's", () -> builder().httpClient(http));
        Named<Supplier<IntegrationClient.Builder>> own =
                Named.of("an HTTP client of its own", CreateAndCloseTest::builder);
        Arguments ofTheCaller = Arguments.of(injected, BYTES);
        return AutoCloseable.class.isAssignableFrom(HttpClient.class)
                ? Stream.of(ofTheCaller, Arguments.of(own, BYTES + CLIENTS / CALLING * BYTES_OF_THE_JDK))
                : Stream.of(ofTheCaller);
    }

    @ParameterizedTest
    @MethodSource("builders")
    void tenThousandClientsLeaveNothingBehind(Supplier<IntegrationClient.Builder> builder, long most) {
        createAndClose(FIRST, builder, new ArrayList<>());
        List<WeakReference<IntegrationClient>> made = new ArrayList<>(CLIENTS);
        int threads = threads();
        int descriptors = descriptors();
        long bytes = bytes();

        createAndClose(CLIENTS, builder, made);

        await(() -> threads() <= threads + THREADS, () -> threads() + " threads, once " + threads);
        await(
                () -> descriptors() <= descriptors + DESCRIPTORS,
                () -> descriptors() + " open descriptors, once " + descriptors);
        await(() -> isCleared(made), () -> "a closed client is still held");
        made.clear();
        await(() -> bytes() <= bytes + most, () -> bytes() + " bytes, once " + bytes);
    }
}
