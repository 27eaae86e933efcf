package org.ar1.integration.internal.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.config.InvalidConfigException;
import org.ar1.integration.internal.call.HttpRuntime;
import org.ar1.integration.internal.source.ManualDelay;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.spi.HttpTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.event.Level;
import org.slf4j.event.SubstituteLoggingEvent;
import org.slf4j.helpers.SubstituteLogger;

/** How often the log tells that the service fails or does not accept the token. */
@Timeout(60)
class RemoteServiceLogTest {

    private static final URI BASE = URI.create("http://service.example:8007");
    private static final Kind<String> TEXT = new Kind<>(
            body -> new String(body, UTF_8),
            text -> new Head(Instant.EPOCH, IntegrationStatus.SUCCESS, List.of(), null),
            (text, head) -> text,
            head -> "failed");

    private final Queue<SubstituteLoggingEvent> logged = new ConcurrentLinkedQueue<>();
    private Instant now = Instant.parse("2026-05-04T12:00:00Z");
    private int status = 200;
    private final HttpRuntime runtime = new HttpRuntime(
            (uri, headers) -> CompletableFuture.completedFuture(
                    new HttpTransport.Response(status, Map.of(), new ByteArrayInputStream("good".getBytes(UTF_8)))),
            Runnable::run,
            new ManualDelay(),
            Duration.ofSeconds(2));
    private final RemoteService service = new RemoteService(
            IntegrationConfig.builder()
                    .integrationServiceUrl(BASE)
                    .maxRetries(0)
                    .build(),
            BASE,
            runtime,
            () -> now,
            (value, labType) -> {},
            new SubstituteLogger("test", logged, false));

    @AfterEach
    void stop() {
        service.close();
        runtime.close();
    }

    private String ask() {
        now = now.plus(Duration.ofHours(1));
        return service.get(TEXT, "/document", Refusals.NONE, false, null).join();
    }

    private String askPersonal(String user) {
        return service.personal(TEXT, "/users/" + user, Refusals.NONE, null).join();
    }

    private long count(Level level) {
        return logged.stream().filter(event -> event.getLevel() == level).count();
    }

    @Test
    void aRefusedTokenIsAWarningOnceAndNoRecovery() {
        status = 500;
        ask();
        assertThat(count(Level.WARN)).isEqualTo(1);
        status = 401;
        assertThatThrownBy(this::ask).hasCauseInstanceOf(InvalidConfigException.class);
        assertThatThrownBy(this::ask).hasCauseInstanceOf(InvalidConfigException.class);

        assertThat(count(Level.WARN)).isEqualTo(2);
        assertThat(count(Level.INFO)).isZero();
        status = 200;
        assertThat(ask()).isEqualTo("good");
        assertThat(count(Level.INFO)).isEqualTo(1);
        status = 403;
        ask();
        assertThat(count(Level.WARN)).isEqualTo(3);
    }

    @Test
    void allLearnersTogetherHaveOneWarningAndOneRecovery() {
        status = 500;
        for (int i = 0; i < 20; i++) {
            assertThat(askPersonal("learner-" + i)).isEqualTo("failed");
        }
        assertThat(count(Level.WARN)).isEqualTo(1);
        status = 200;
        for (int i = 0; i < 20; i++) {
            assertThat(askPersonal("learner-" + i)).isEqualTo("good");
        }

        assertThat(count(Level.INFO)).isEqualTo(1);
        assertThat(logged).noneMatch(event -> (event.getMessage() + event.getArguments()).contains("learner-"));
    }
}
