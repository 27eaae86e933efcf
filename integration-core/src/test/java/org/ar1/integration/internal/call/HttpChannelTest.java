package org.ar1.integration.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.ar1.integration.event.AttemptEnded;
import org.ar1.integration.event.IntegrationListener;
import org.ar1.integration.internal.event.Events;
import org.ar1.integration.internal.source.ManualDelay;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.Delay;
import org.ar1.integration.spi.HttpTransport;
import org.ar1.integration.spi.HttpTransport.Response;
import org.junit.jupiter.api.Test;

/** An attempt always ends, even where the machine can do no more. */
class HttpChannelTest {

    private static final Delay EXHAUSTED = (task, wait) -> {
        throw new NoClassDefFoundError("exhausted");
    };
    private static final Endpoint<String> ENDPOINT =
            Endpoint.of(UpstreamService.PERFORMANCE, "stats", "/stats", body -> {
                body.transferTo(OutputStream.nullOutputStream());
                return "A";
            });

    private static HttpTransport answering(Response response) {
        return (uri, headers) -> CompletableFuture.completedFuture(response);
    }

    private static Response silent() {
        return new Response(200, Map.of(), InputStream.nullInputStream());
    }

    private static HttpChannel channel(HttpTransport transport, Delay delay, Events events) {
        return channel(transport, unread -> {}, delay, events);
    }

    private static HttpChannel channel(HttpTransport transport, Executor readers, Delay delay, Events events) {
        return channel(transport, readers, delay, new ServiceActivity(), events);
    }

    private static HttpChannel channel(
            HttpTransport transport, Executor readers, Delay delay, ServiceActivity activity, Events events) {
        return new HttpChannel(
                transport,
                URI.create("http://127.0.0.1:1"),
                Map::of,
                Duration.ofHours(1),
                readers,
                delay,
                InstantSource.system(),
                activity,
                events);
    }

    private static CallContext context() {
        return new CallContext(Deadline.in(Duration.ofHours(1)));
    }

    private static ErrorCode code(CompletableFuture<?> call) {
        assertThat(call).isCompletedExceptionally();
        return CallFailure.of(call.handle((reply, thrown) -> thrown).join())
                .error()
                .code();
    }

    /** Made only when it is told so. */
    private static final class SlowToMake implements HttpTransport, Preparable {
        private final CompletableFuture<Void> made = new CompletableFuture<>();

        @Override
        public CompletableFuture<Void> ready() {
            return made;
        }

        @Override
        public CompletableFuture<Response> get(URI uri, Map<String, String> headers) {
            if (!made.isDone() || made.isCompletedExceptionally()) {
                throw new IllegalStateException("not made");
            }
            return CompletableFuture.completedFuture(silent());
        }
    }

    @Test
    void theClockOfAnAttemptDoesNotRunWhileTheTransportIsMade() {
        SlowToMake transport = new SlowToMake();
        ManualDelay delay = new ManualDelay();
        try (HttpChannel channel = channel(transport, Runnable::run, delay, Events.none())) {
            CompletableFuture<Reply<String>> call = channel.call(ENDPOINT, context());
            assertThat(call).isNotDone();
            assertThat(delay.waits()).isEmpty();

            transport.made.complete(null);

            assertThat(call).isCompleted();
            assertThat(delay.waits()).hasSize(1);
        }
    }

    @Test
    void aTransportThatCannotBeMadeFailsTheCall() {
        SlowToMake transport = new SlowToMake();
        try (HttpChannel channel = channel(transport, Runnable::run, new ManualDelay(), Events.none())) {
            CompletableFuture<Reply<String>> call = channel.call(ENDPOINT, context());
            transport.made.completeExceptionally(new NoClassDefFoundError("exhausted"));

            assertThat(code(call)).isEqualTo(ErrorCode.INTERNAL);
        }
    }

    @Test
    void aCallThatWaitsForTheTransportEndsWhenTheChannelIsClosed() {
        SlowToMake transport = new SlowToMake();
        HttpChannel channel = channel(transport, Runnable::run, new ManualDelay(), Events.none());
        CompletableFuture<Reply<String>> call = channel.call(ENDPOINT, context());
        channel.close();
        transport.made.complete(null);

        assertThat(code(call)).isEqualTo(ErrorCode.INTERNAL);
    }

    private static String acceptEncoding(String base, Map<String, String> headers) {
        CompletableFuture<Map<String, String>> sent = new CompletableFuture<>();
        HttpTransport transport = (uri, request) -> {
            sent.complete(request);
            return CompletableFuture.completedFuture(silent());
        };
        try (HttpChannel channel = new HttpChannel(
                transport,
                URI.create(base),
                () -> headers,
                Duration.ofHours(1),
                Runnable::run,
                new ManualDelay(),
                InstantSource.system(),
                new ServiceActivity(),
                Events.none())) {
            channel.call(ENDPOINT, context());
            return sent.join().get("Accept-Encoding");
        }
    }

    @Test
    void gzipIsAskedForUnlessTheServiceIsOnThisMachine() {
        for (String host : List.of("upstream.test", "localhost.test", "192.0.2.7:8004", "[2001:db8::1]", "127.test")) {
            assertThat(acceptEncoding("http://" + host, Map.of())).as(host).isEqualTo("gzip");
        }
        for (String host : List.of("localhost", "LOCALHOST:3003", "127.0.0.1", "127.0.0.2:3003", "[::1]:3003")) {
            assertThat(acceptEncoding("http://" + host, Map.of())).as(host).isNull();
        }
    }

    @Test
    void theApplicationMayAskForAnotherCoding() {
        assertThat(acceptEncoding("http://upstream.test", Map.of("accept-encoding", "identity")))
                .isEqualTo("identity");
    }

    @Test
    void whatCannotBeTimedIsNotAsked() {
        try (HttpChannel channel = channel(answering(silent()), EXHAUSTED, Events.none())) {
            assertThat(code(channel.call(ENDPOINT, context()))).isEqualTo(ErrorCode.INTERNAL);
        }
    }

    @Test
    void whatCannotBeStartedHasEndedToo() {
        List<Integer> inFlight = new CopyOnWriteArrayList<>();
        IntegrationListener listener = new IntegrationListener() {
            @Override
            public void attemptEnded(AttemptEnded event) {
                inFlight.add(event.inFlight());
            }
        };
        Events events = Events.to(List.of(listener));
        try (HttpChannel channel = channel(answering(silent()), new ManualDelay(), events)) {
            Endpoint<String> wrong = Endpoint.of(UpstreamService.PERFORMANCE, "wrong", "/not a path", body -> "A");

            assertThat(code(channel.call(wrong, context()))).isEqualTo(ErrorCode.INTERNAL);
        }
        events.close();
        assertThat(inFlight).containsExactly(0);
    }

    @Test
    void aStreamThatCannotBeTimedAnyMoreEnds() {
        ManualDelay once = new ManualDelay();
        Delay delay = (task, wait) -> once.waits().isEmpty() ? once.run(task, wait) : EXHAUSTED.run(task, wait);
        try (HttpChannel channel = channel(answering(silent()), delay, Events.none())) {
            CompletableFuture<Reply<String>> call = channel.call(ENDPOINT.streamed(), context());
            assertThat(call).isNotDone();
            once.runNext();

            assertThat(code(call)).isEqualTo(ErrorCode.INTERNAL);
        }
    }

    @Test
    void whatCannotBeReadHasEnded() {
        Endpoint<String> tooDeep = Endpoint.of(UpstreamService.PERFORMANCE, "stats", "/stats", body -> {
            throw new StackOverflowError();
        });
        try (HttpChannel channel = channel(answering(silent()), Runnable::run, new ManualDelay(), Events.none())) {
            assertThat(code(channel.call(tooDeep, context()))).isEqualTo(ErrorCode.INTERNAL);
        }
    }

    @Test
    void aStreamIsGivenTwoMinutesInAnyCase() {
        ManualDelay delay = new ManualDelay();
        try (HttpChannel channel = channel(answering(silent()), delay, Events.none())) {
            channel.call(ENDPOINT.streamed(), context());
            delay.runNext();

            assertThat(delay.waits()).hasSize(2).first().isEqualTo(Duration.ofHours(1));
            assertThat(delay.waits().get(1)).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(2));
        }
    }

    @Test
    void aBodyIsReadUpTo32MiBAndAStreamUpTo4GiB() {
        assertThat(ofLength(ENDPOINT, 32L << 20)).isCompleted();
        assertThat(code(ofLength(ENDPOINT, (32L << 20) + 1))).isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(ofLength(ENDPOINT.streamed(), 4L << 30)).isCompleted();
        assertThat(code(ofLength(ENDPOINT.streamed(), (4L << 30) + 1))).isEqualTo(ErrorCode.TOO_LARGE);
    }

    private static CompletableFuture<Reply<String>> ofLength(Endpoint<String> endpoint, long length) {
        HttpTransport transport = answering(new Response(200, Map.of(), new Zeros(length)));
        try (HttpChannel channel = channel(transport, Runnable::run, new ManualDelay(), Events.none())) {
            return channel.call(endpoint, context());
        }
    }

    /** As many zeros as that. */
    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long length) {
            left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int read = (int) Math.min(left, length);
            left -= read;
            return read == 0 ? -1 : read;
        }
    }

    private static CallFailure failure(CompletableFuture<?> call) {
        return CallFailure.of(call.handle((reply, thrown) -> thrown).join());
    }

    @Test
    void aCallThatTimedOutAtABusyServiceLastsUntilTheServiceHasEndedIt() {
        ManualDelay delay = new ManualDelay();
        ServiceActivity activity = new ServiceActivity();
        CompletableFuture<Response> exchange = new CompletableFuture<>();
        try (HttpChannel channel = channel((uri, headers) -> exchange, Runnable::run, delay, activity, Events.none())) {
            CompletableFuture<Reply<String>> call = channel.call(ENDPOINT, context());
            activity.answered(); // another call
            delay.runNext();

            assertThat(code(call)).isEqualTo(ErrorCode.TIMEOUT);
            assertThat(failure(call).exchangeEnded()).isNotDone();
            exchange.complete(silent());
            assertThat(failure(call).exchangeEnded()).isDone();
        }
    }

    @Test
    void aCallThatTimedOutAtABusyServiceLastsOnceMoreTheTimeLimitAtMost() {
        ManualDelay delay = new ManualDelay();
        ServiceActivity activity = new ServiceActivity();
        CompletableFuture<Response> exchange = new CompletableFuture<>();
        try (HttpChannel channel = channel((uri, headers) -> exchange, Runnable::run, delay, activity, Events.none())) {
            CompletableFuture<Reply<String>> call = channel.call(ENDPOINT, context());
            activity.answered();
            delay.runNext();
            assertThat(exchange).isNotDone();
            delay.runNext();

            assertThat(failure(call).exchangeEnded()).isDone();
            assertThat(exchange).isCancelled();
        }
    }

    @Test
    void aCallThatTimedOutAtAServiceThatAnswersNothingHasEnded() {
        ManualDelay delay = new ManualDelay();
        CompletableFuture<Response> exchange = new CompletableFuture<>();
        try (HttpChannel channel = channel((uri, headers) -> exchange, delay, Events.none())) {
            CompletableFuture<Reply<String>> call = channel.call(ENDPOINT, context());
            delay.runNext();

            assertThat(failure(call).exchangeEnded()).isDone();
            assertThat(exchange).isCancelled();
        }
    }

    @Test
    void closingEndsACallThatLasts() {
        ManualDelay delay = new ManualDelay();
        ServiceActivity activity = new ServiceActivity();
        CompletableFuture<Response> exchange = new CompletableFuture<>();
        HttpChannel channel = channel((uri, headers) -> exchange, Runnable::run, delay, activity, Events.none());
        channel.call(ENDPOINT, context());
        activity.answered();
        delay.runNext();
        channel.close();

        assertThat(exchange).isCancelled();
    }

    /** How long a service has been silent when so many bytes have come of its body, a nanosecond each. */
    private static long silenceAfter(Endpoint<String> endpoint, int bytes) {
        AtomicLong clock = new AtomicLong();
        ServiceActivity activity = new ServiceActivity(clock::get);
        InputStream body = new InputStream() {
            private int given;

            @Override
            public int read() {
                clock.incrementAndGet();
                return given++ < bytes ? ' ' : -1;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                buffer[offset] = ' ';
                return read() < 0 ? -1 : 1;
            }
        };
        Endpoint<String> lasting = new Endpoint<>(
                endpoint.service(),
                endpoint.resource(),
                endpoint.path(),
                endpoint.size(),
                false,
                false,
                content -> {
                    content.transferTo(OutputStream.nullOutputStream());
                    return Long.toString(activity.silenceNanos(0));
                },
                null);
        try (HttpChannel channel = channel(
                answering(new Response(200, Map.of(), body)),
                Runnable::run,
                new ManualDelay(),
                activity,
                Events.none())) {
            return Long.parseLong(channel.call(lasting, context()).join().value());
        }
    }

    @Test
    void aStreamThatArrivesIsASignOfItsServiceAndOneThatDripsIsNot() {
        int bytes = 100 << 10;
        assertThat(silenceAfter(ENDPOINT.streamed(), bytes)).isLessThanOrEqualTo(32 << 10);
        assertThat(silenceAfter(ENDPOINT, bytes)).as("of a bounded body").isGreaterThanOrEqualTo(bytes);
        assertThat(silenceAfter(ENDPOINT.streamed(), 1000)).isGreaterThanOrEqualTo(1000);
    }

    @Test
    void anAnswerTellsHowLongItsServiceTakes() {
        AtomicLong clock = new AtomicLong(System.nanoTime());
        ServiceActivity activity = new ServiceActivity(clock::get);
        CompletableFuture<Response> exchange = new CompletableFuture<>();
        try (HttpChannel channel =
                channel((uri, headers) -> exchange, Runnable::run, new ManualDelay(), activity, Events.none())) {
            CompletableFuture<Reply<String>> call = channel.call(ENDPOINT, context());
            clock.addAndGet(Duration.ofHours(1).toNanos());
            exchange.complete(silent());

            assertThat(call).isCompleted();
            assertThat(activity.patienceNanos(1))
                    .isGreaterThan(Duration.ofHours(1).toNanos());
        }
    }

    @Test
    void aFailureTellsNothingOfHowLongItsServiceTakes() {
        AtomicLong clock = new AtomicLong(System.nanoTime());
        ServiceActivity activity = new ServiceActivity(clock::get);
        CompletableFuture<Response> exchange = new CompletableFuture<>();
        try (HttpChannel channel =
                channel((uri, headers) -> exchange, Runnable::run, new ManualDelay(), activity, Events.none())) {
            CompletableFuture<Reply<String>> call = channel.call(ENDPOINT, context());
            clock.addAndGet(Duration.ofHours(1).toNanos());
            exchange.complete(new Response(503, Map.of(), InputStream.nullInputStream()));

            assertThat(code(call)).isEqualTo(ErrorCode.HTTP_STATUS);
            assertThat(activity.patienceNanos(1)).isEqualTo(1);
        }
    }
}
