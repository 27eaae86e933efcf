package org.ar1.integration.jaxrs.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.ar1.integration.jaxrs.CapturedLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpServerSettingsTest {

    private static final String LONGEST_ANSWER = "sun.net.httpserver.maxRspTime";
    private static final List<String> PROPERTIES = List.of(
            LONGEST_ANSWER,
            "sun.net.httpserver.nodelay",
            "sun.net.httpserver.maxReqTime",
            "sun.net.httpserver.maxReqHeaders",
            "sun.net.httpserver.maxReqHeaderSize",
            "sun.net.httpserver.idleInterval",
            "sun.net.httpserver.maxIdleConnections",
            "jdk.httpserver.maxConnections");

    private final Map<String, String> before = new HashMap<>();

    @BeforeEach
    void clear() {
        PROPERTIES.forEach(property -> before.put(property, System.clearProperty(property)));
    }

    @AfterEach
    void restore() {
        before.forEach((property, value) -> {
            if (value == null) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, value);
            }
        });
    }

    @Test
    void everySettingHasAValueOfOurs() {
        HttpServerSettings.apply(Duration.ofSeconds(10));

        assertThat(PROPERTIES).extracting(System::getProperty).doesNotContainNull();
        assertThat(System.getProperty("sun.net.httpserver.nodelay")).isEqualTo("true");
        assertThat(System.getProperty(LONGEST_ANSWER)).isEqualTo("60");
        assertThat(Integer.getInteger("sun.net.httpserver.idleInterval")).isGreaterThan(60);
    }

    @Test
    void answersMayTakeLongerThanTheReportDeadline() {
        HttpServerSettings.apply(Duration.ofMinutes(5));

        assertThat(System.getProperty(LONGEST_ANSWER)).isEqualTo("630");
    }

    @Test
    void theHeadsOfAllRequestsAtOnceFitIntoHalfTheHeap() {
        assertThat(BoundedRequests.most(64L << 20, 224)).isEqualTo(224);
        assertThat(BoundedRequests.most(512L << 20, 224)).isEqualTo(1_024);
        assertThat(BoundedRequests.most(64L << 30, 224)).isEqualTo(4_000);
    }

    @Test
    void oneRequestMoreWaitsUntilAnotherHasEnded() {
        Queue<Runnable> threads = new ArrayDeque<>();
        List<String> run = new ArrayList<>();
        BoundedRequests bounded = new BoundedRequests(threads::add, 1);
        bounded.execute(() -> run.add("first"));
        bounded.execute(() -> {
            run.add("second");
            throw new IllegalStateException("leaves its place too");
        });
        bounded.execute(() -> run.add("third"));

        threads.remove().run();
        assertThatThrownBy(threads.remove()::run).isInstanceOf(IllegalStateException.class);
        threads.remove().run();

        assertThat(run).containsExactly("first", "second", "third");
    }

    @Test
    void aRequestThatWaitsAtTheStopIsNotAnswered() {
        List<String> run = new ArrayList<>();
        BoundedRequests bounded = new BoundedRequests(Runnable::run, 0);
        Thread.currentThread().interrupt();

        bounded.execute(() -> run.add("first"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(run).isEmpty();
    }

    @Test
    void whatIsSetStays() {
        System.setProperty("sun.net.httpserver.nodelay", "false");

        HttpServerSettings.apply(Duration.ofSeconds(10));

        assertThat(System.getProperty("sun.net.httpserver.nodelay")).isEqualTo("false");
    }

    @Test
    void aLimitThatCutsOffReportsIsLogged() {
        System.setProperty(LONGEST_ANSWER, "10");
        try (CapturedLog log = CapturedLog.of(HttpServerSettings.class)) {
            HttpServerSettings.apply(Duration.ofSeconds(10));

            assertThat(log.events())
                    .singleElement()
                    .satisfies(event -> assertThat(event.getFormattedMessage()).contains(LONGEST_ANSWER));
        }
    }
}
