package org.ar1.integration.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a call throws, even an Error, costs nobody else a place; the rest is tested with the channel that uses it. */
class BulkheadTest {

    private final Bulkhead bulkhead = new Bulkhead(1, 3);

    private static CompletableFuture<String> throwing() {
        throw new NoClassDefFoundError("exhausted");
    }

    private CompletableFuture<String> answering() {
        return bulkhead.run(() -> CompletableFuture.completedFuture("A"));
    }

    @Test
    void anErrorGivesItsPlaceBack() {
        assertThat(bulkhead.run(BulkheadTest::throwing)).isCompletedExceptionally();

        assertThat(answering()).isCompletedWithValue("A");
    }

    @Test
    void anErrorOfOneThatWaitedKeepsNobodyElseOut() {
        CompletableFuture<String> first = new CompletableFuture<>();
        bulkhead.run(() -> first);
        CompletableFuture<String> broken = bulkhead.run(BulkheadTest::throwing);
        CompletableFuture<String> waiting = answering();
        first.complete("FIRST");

        assertThat(broken).isCompletedExceptionally();
        assertThat(waiting).isCompletedWithValue("A");
        assertThat(answering()).isCompletedWithValue("A");
    }
}
