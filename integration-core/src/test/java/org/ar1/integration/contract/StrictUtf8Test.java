package org.ar1.integration.contract;

import org.ar1.integration.IntegrationClient;
import org.ar1.integration.source.Outcome;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.Map;
import org.ar1.integration.contract.Endpoint.Answer;
import org.ar1.integration.spi.HttpTransport.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON of the services is UTF-8 (RFC 8259, section 8.1), and nothing that only looks like it. */
class StrictUtf8Test {

    private static Answer read(Endpoint endpoint, byte[] body) {
        FakeTransport transport = new FakeTransport();
        transport.answer(endpoint, new Response(200, Map.of(), new ByteArrayInputStream(body)));
        try (IntegrationClient client = IntegrationClient.builder()
                .config(FakeTransport.config().build())
                .transport(transport)
                .build()) {
            return endpoint.read().apply(client);
        }
    }

    private static Answer named(String bytes) {
        Endpoint allocations = Endpoint.of("allocations");
        return read(
                allocations,
                allocations.sample().replace("\"A\"", '"' + bytes + '"').getBytes(ISO_8859_1));
    }

    /** A slash, an apostrophe and a null in too many bytes; half a surrogate pair; beyond Unicode; a lone continuation. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00c0\u00af",
                "\u00e0\u0080\u00a7",
                "\u00c0\u0080",
                "\u00ed\u00a0\u0080",
                "\u00f5\u0080\u0080\u0080",
                "\u0080",
                "\u00ff"
            })
    void whatIsNoUtf8IsNotDecoded(String bytes) {
        assertThat(named(bytes).isDecodeFailure()).isTrue();
    }

    @Test
    void whatIsUtf8IsReadAsItIs() {
        Answer answer = named(new String("Ünïversität 🐳".getBytes(UTF_8), ISO_8859_1));

        assertThat(answer.outcome()).isEqualTo(Outcome.LIVE);
        assertThat(answer.text()).contains("Ünïversität 🐳");
    }

    @Test
    void anOverlongFormIsRefusedInTheHistoryToo() {
        Endpoint stats = Endpoint.of("stats");
        String body = stats.sample().replace("{\"id\":1", "{\"note\":\"\u00c0\u00af\",\"id\":1");

        assertThat(read(stats, body.getBytes(ISO_8859_1)).isDecodeFailure()).isTrue();
    }

    @Test
    void aByteOrderMarkDoesNotMatter() {
        for (String name : new String[] {"allocations", "stats", "trends"}) {
            Endpoint endpoint = Endpoint.of(name);
            assertThat(read(endpoint, ('\ufeff' + endpoint.sample()).getBytes(UTF_8))
                            .outcome())
                    .isEqualTo(Outcome.LIVE);
        }
    }
}
