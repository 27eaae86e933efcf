package org.ar1.integration.jaxrs.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.ar1.integration.jaxrs.Http;
import org.ar1.integration.jaxrs.OverFakeClient;
import org.junit.jupiter.api.Test;

/** Heads as large as browsers and proxies send them. */
class RequestHeadTest extends OverFakeClient {

    @Test
    void aLargeCookieIsRead() throws Exception {
        for (int bytes : new int[] {20_000, 60_000}) {
            assertThat(Http.raw(server.uri(), "GET / HTTP/1.1", "Host: x", "Cookie: " + "a".repeat(bytes)))
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void manyFieldsAreRead() throws Exception {
        List<String> lines = new ArrayList<>(List.of("GET / HTTP/1.1", "Host: x"));
        for (int i = lines.size(); i < 198; i++) {
            lines.add("X-" + i + ": x");
        }

        assertThat(Http.raw(server.uri(), lines.toArray(String[]::new))).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void aLongPathIsRead() throws Exception {
        String path = "/integration/lab-utilization/" + "a".repeat(60_000);

        assertThat(Http.raw(server.uri(), "GET " + path + " HTTP/1.1", "Host: x"))
                .startsWith("HTTP/1.1 200 ");
    }
}
