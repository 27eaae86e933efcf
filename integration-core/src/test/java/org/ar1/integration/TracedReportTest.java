package org.ar1.integration;

import org.ar1.integration.internal.call.JdkTransport;
import org.ar1.integration.spi.HttpTransport;
import org.ar1.integration.testkit.SampleCampus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracedReportTest {

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final Queue<Optional<String>> sent = new ConcurrentLinkedQueue<>();

    private IntegrationClient client(SampleCampus campus) {
        HttpTransport real = new JdkTransport(HttpClient.newHttpClient());
        HttpTransport noting = new HttpTransport() {
            @Override
            public CompletableFuture<Response> get(URI uri, Map<String, String> headers) {
                sent.add(Optional.ofNullable(headers.get("traceparent")));
                return real.get(uri, headers);
            }
        };
        return IntegrationClient.builder()
                .config(TestClients.config(campus).build())
                .transport(noting)
                .build();
    }

    @Test
    void everyFetchOfARequestBelongsToItsTraceAndNoOther() {
        try (var campus = SampleCampus.builder().historyDays(1).start();
                IntegrationClient client = client(campus)) {
            client.serverAllocation().report(ReportRequest.all().traced(TRACE));

            assertThat(sent).hasSizeGreaterThan(5).containsOnly(Optional.of(TRACE));
            sent.clear();

            client.labUtilization().report();

            assertThat(sent).isNotEmpty().containsOnly(Optional.empty());
        }
    }

    @Test
    void aFetchBelongsToTheRequestThatStartedIt() {
        try (var campus = SampleCampus.builder().historyDays(1).start();
                IntegrationClient client = client(campus)) {
            var own = client.labUtilization().reportAsync(ReportRequest.all().traced(TRACE));
            var others = client.labUtilization().reportAsync(ReportRequest.all());

            own.toCompletableFuture().join();
            others.toCompletableFuture().join();

            assertThat(sent).isNotEmpty().containsOnly(Optional.of(TRACE));
        }
    }

    private static String sentFor(String traceparent) {
        return ReportRequest.all().traced(traceparent).traceparent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                TRACE + "-extra",
                TRACE + "-",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01extra"
            })
    void whatIsNoTraceGoesNowhere(String trace) {
        assertThat(sentFor(trace)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "-extra", "-00-x"})
    void ofALaterVersionOnlyWhatIsKnownGoesOn(String tail) {
        assertThat(sentFor("cc" + TRACE.substring(2) + tail)).isEqualTo(TRACE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\r\nX: y", "\t", "\u00e4", "\u007f"})
    void whatIsNoHeaderIsRefused(String trace) {
        assertThatThrownBy(() -> ReportRequest.all().traced(trace)).isInstanceOf(IllegalArgumentException.class);
    }
}
