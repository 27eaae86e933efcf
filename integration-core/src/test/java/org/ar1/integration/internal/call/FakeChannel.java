package org.ar1.integration.internal.call;

import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.UpstreamService;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Notes its calls and leaves them open until the test ends them, unless it is told how to answer. */
final class FakeChannel implements Channel {

    private final List<String> asked = new ArrayList<>();
    private final List<CompletableFuture<Reply<String>>> calls = new ArrayList<>();
    private Supplier<CompletableFuture<Reply<String>>> answer = CompletableFuture::new;

    static Endpoint<String> endpoint(String name) {
        return Endpoint.of(UpstreamService.PERFORMANCE, name, "/" + name, body -> name);
    }

    static CallContext within(java.time.Duration time) {
        return new CallContext(Deadline.in(time));
    }

    static CallFailure failure(boolean retryable) {
        return new CallFailure(ErrorCode.CONNECT, "It cannot be reached", retryable);
    }

    static Reply<String> reply(String value) {
        return Reply.of(value, 10, null);
    }

    FakeChannel answering(Supplier<CompletableFuture<Reply<String>>> with) {
        answer = with;
        return this;
    }

    @Override
    @SuppressWarnings("unchecked") // all endpoints of the tests give text
    public synchronized <T> CompletableFuture<Reply<T>> call(Endpoint<T> endpoint, CallContext context) {
        asked.add(endpoint.resource());
        CompletableFuture<Reply<String>> call = answer.get();
        calls.add(call);
        return (CompletableFuture<Reply<T>>) (CompletableFuture<?>) call;
    }

    /** The names of the endpoints called, in the order of the calls. */
    synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    synchronized CompletableFuture<Reply<String>> open(int index) {
        return calls.get(index);
    }

    @Override
    public String toString() {
        return "a fake";
    }
}
