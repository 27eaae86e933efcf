package org.ar1.integration.internal.call;

import static org.ar1.integration.internal.call.FakeChannel.endpoint;
import static org.ar1.integration.internal.call.FakeChannel.within;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.internal.event.Events;
import org.ar1.integration.internal.header.CurrentHeaders;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.HttpTransport.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The chain to one service: its breaker and its eight places together. */
class CallChainsTest {

    private static final int PLACES = 8;
    private static final Duration OPEN = Duration.ofSeconds(5);

    private final List<CompletableFuture<Response>> requests = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final CallChains upstreams = new CallChains(
            IntegrationConfig.builder().build(),
            CurrentHeaders.of(service -> Map.of(), null, null),
            (uri, headers) -> {
                CompletableFuture<Response> request = new CompletableFuture<>();
                requests.add(request);
                return request;
            },
            Runnable::run,
            (task, wait) -> () -> {},
            failed -> Optional.empty(),
            service -> new ServiceBreaker(
                    service.id(), service.displayName(), state -> {}, nanos::get, Duration.ofMinutes(1)),
            Clock.systemUTC(),
            Events.none());
    private final Channel channel = upstreams.to(UpstreamService.PERFORMANCE);

    @AfterEach
    void close() {
        upstreams.close();
    }

    private CompletableFuture<Reply<String>> call() {
        return channel.call(endpoint("a"), within(Duration.ofHours(1)));
    }

    private List<CompletableFuture<Reply<String>>> calls(int count) {
        List<CompletableFuture<Reply<String>>> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            calls.add(call());
        }
        return calls;
    }

    private void answer(int request, int status) {
        requests.get(request).complete(new Response(status, Map.of(), InputStream.nullInputStream()));
    }

    private static ErrorCode codeOf(CompletableFuture<?> failed) {
        assertThat(failed).isCompletedExceptionally();
        return CallFailure.of(failed.handle((value, thrown) -> thrown).join())
                .error()
                .code();
    }

    private void failTwenty() {
        for (int i = 0; i < 20; i++) {
            call();
            answer(requests.size() - 1, 500);
        }
    }

    @Test
    void callsThatWaitForTheirTurnAreNotMadeOnceTheBreakerHasOpened() {
        List<CompletableFuture<Reply<String>>> calls = calls(60);
        assertThat(requests).hasSize(PLACES);
        for (int i = 0; i < 20; i++) {
            answer(i, 500);
        }
        assertThat(requests).as("while the breaker was closed").hasSize(20 + PLACES - 1);
        for (int i = 20; i < requests.size(); i++) {
            answer(i, 500);
        }

        assertThat(requests).hasSize(20 + PLACES - 1);
        assertThat(calls.subList(0, requests.size())).allMatch(call -> codeOf(call) == ErrorCode.HTTP_STATUS);
        assertThat(calls.subList(requests.size(), 60)).allMatch(call -> codeOf(call) == ErrorCode.CIRCUIT_OPEN);
    }

    @Test
    void whileTheBreakerIsOpenACallFailsAtOnceThoughOthersAreInFlight() {
        calls(PLACES);
        for (int i = 0; i < PLACES; i++) {
            call();
        }
        for (int i = 0; i < 20; i++) {
            call();
            answer(i, 500);
        }
        assertThat(requests.subList(20, requests.size()))
                .as("still in flight")
                .hasSize(PLACES - 1)
                .noneMatch(CompletableFuture::isDone);

        assertThat(codeOf(call())).isEqualTo(ErrorCode.CIRCUIT_OPEN);
    }

    @Test
    void afterFiveSecondsOneCallIsLetThroughAndItsAnswerClosesTheBreaker() {
        failTwenty();
        nanos.addAndGet(OPEN.toNanos());
        assertThat(codeOf(call())).isEqualTo(ErrorCode.CIRCUIT_OPEN);

        nanos.addAndGet(1);
        CompletableFuture<Reply<String>> trial = call();
        assertThat(requests).hasSize(21);
        assertThat(codeOf(call())).as("beside the trial").isEqualTo(ErrorCode.CIRCUIT_OPEN);
        answer(20, 200);
        assertThat(trial).isCompleted();

        calls(PLACES);
        assertThat(requests).hasSize(21 + PLACES);
    }

    @Test
    void aTrialThatFailsOpensTheBreakerForAnotherFiveSeconds() {
        failTwenty();
        nanos.addAndGet(OPEN.toNanos() + 1);
        call();
        answer(20, 500);

        assertThat(codeOf(call())).isEqualTo(ErrorCode.CIRCUIT_OPEN);
        nanos.addAndGet(OPEN.toNanos() + 1);
        call();
        assertThat(requests).hasSize(22);
    }

    @Test
    void aTrialThatSaysNothingOfTheServiceIsFollowedByAnother() {
        failTwenty();
        nanos.addAndGet(OPEN.toNanos() + 1);
        call();
        answer(20, 404);
        call();

        assertThat(requests).hasSize(22);
        assertThat(codeOf(call())).isEqualTo(ErrorCode.CIRCUIT_OPEN);
    }

    @Test
    void aTrialThatNeverEndsDoesNotBlockTheBreaker() {
        CompletableFuture<Void> reopened = new CompletableFuture<>();
        AtomicLong opened = new AtomicLong();
        ServiceBreaker breaker = new ServiceBreaker(
                "a",
                "A",
                state -> {
                    if (state.name().equals("OPEN") && opened.incrementAndGet() == 2) {
                        reopened.complete(null);
                    }
                },
                nanos::get,
                Duration.ofMillis(1));
        for (int i = 0; i < 20; i++) {
            breaker.failed();
        }
        nanos.addAndGet(OPEN.toNanos() + 1);
        assertThat(breaker.tryPass()).isTrue();

        assertThat(reopened).succeedsWithin(Duration.ofMinutes(1));
        nanos.addAndGet(OPEN.toNanos() + 1);
        assertThat(breaker.tryPass()).isTrue();
    }
}
