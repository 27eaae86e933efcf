package org.ar1.integration.jaxrs.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.ar1.integration.jaxrs.FakeClient;
import org.ar1.integration.jaxrs.Http;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CALLERS = "00-" + TRACE + "-b7ad6b7169203331-01";

    @Test
    void theCallersTraceGoesOnWithANumberOfOurOwn() {
        TraceParent trace = TraceParent.of(CALLERS);

        assertThat(trace.traceId()).isEqualTo(TRACE);
        assertThat(trace.header()).matches("00-" + TRACE + "-[0-9a-f]{16}-01").isNotEqualTo(CALLERS);
        assertThat(TraceParent.of("cc-" + TRACE + "-b7ad6b7169203331-00-what-comes")
                        .header())
                .matches("00-" + TRACE + "-[0-9a-f]{16}-00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01 ",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\nX-Injected: y",
                "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-\u0001"
            })
    void anythingElseIsReplaced(String fromCaller) {
        TraceParent trace = TraceParent.of(fromCaller);

        assertThat(trace.header()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00").doesNotContain(TRACE);
        assertThat(trace.header()).isNotEqualTo(TraceParent.of(null).header());
    }

    @Test
    void reportsAreAskedForInTheRequestsTrace() throws Exception {
        FakeClient client = new FakeClient();
        try (IntegrationServer server = Http.start(client)) {
            Http.get(server, "/integration/lab-utilization", "traceparent", CALLERS);
            Http.get(server, "/integration/lab-utilization/docker");
            Http.get(server, "/integration/lab-utilization/docker", "traceparent", CALLERS + "-extra");
            Http.get(server, "/integration/lab-utilization?x", "traceparent", CALLERS, "traceparent", CALLERS);

            assertThat(client.traces)
                    .hasSize(4)
                    .allMatch(trace -> trace.matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]"))
                    .satisfiesOnlyOnce(trace -> assertThat(trace).contains(TRACE));
        }
    }
}
