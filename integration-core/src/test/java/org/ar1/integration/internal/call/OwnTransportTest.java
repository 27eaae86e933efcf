package org.ar1.integration.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OwnTransportTest {

    private static final URI NOWHERE = URI.create("http://127.0.0.1:1/");

    private static Set<Thread> selectors() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("HttpClient-\\d+-SelectorManager"))
                .collect(Collectors.toSet());
    }

    @Test
    void hasAClientOnceItIsAskedToBeReady() {
        Set<Thread> before = selectors();
        try (OwnTransport transport = new OwnTransport(Duration.ofSeconds(1))) {
            assertThat(before).containsAll(selectors());
            assertThatIllegalStateException().isThrownBy(() -> transport.get(NOWHERE, Map.of()));

            CompletableFuture<Void> ready = transport.ready();
            CompletableFuture<Void> again = transport.ready(); // makes no second client
            ready.join();
            again.join();
            transport.get(NOWHERE, Map.of());
            assertThat(transport.ready()).isCompleted();

            Set<Thread> after = selectors();
            after.removeAll(before);
            assertThat(after).hasSize(1);
        }
    }

    @Test
    void makesNoneAfterTheEnd() {
        OwnTransport transport = new OwnTransport(Duration.ofSeconds(1));
        transport.close();

        assertThat(transport.ready()).failsWithin(Duration.ofMinutes(1));
        assertThatIllegalStateException().isThrownBy(() -> transport.get(NOWHERE, Map.of()));
    }
}
