package org.ar1.integration.internal.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.ar1.integration.internal.call.Reply.Absence;
import org.ar1.integration.internal.event.Events;
import org.ar1.integration.internal.source.ManualDelay;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.HttpTransport;
import org.ar1.integration.spi.HttpTransport.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two kinds of 404 of the FastAPI services. */
class NotFoundTextTest {

    private static final Endpoint<String> LAB_USAGE =
            Endpoint.of(UpstreamService.USAGE_ANALYTICS, "usage/lab", "/analytics/usage/lab/a", body -> "A");

    private static CompletableFuture<Reply<String>> answered(Endpoint<String> endpoint, String body) {
        HttpTransport transport = (uri, headers) -> CompletableFuture.completedFuture(
                new Response(404, Map.of(), new ByteArrayInputStream(body.getBytes(UTF_8))));
        try (HttpChannel channel = new HttpChannel(
                transport,
                URI.create("http://127.0.0.1:1"),
                Map::of,
                Duration.ofHours(1),
                Runnable::run,
                new ManualDelay(),
                InstantSource.system(),
                new ServiceActivity(),
                Events.none())) {
            return channel.call(endpoint, new CallContext(Deadline.in(Duration.ofHours(1))));
        }
    }

    private static Absence absence(String body) {
        Reply<String> reply = answered(LAB_USAGE.orAbsent(), body).join();
        assertThat(reply.value()).isNull();
        return reply.absence();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"detail\":\"Lab type not found\"}",
                " { \"detail\" : \"Lab type not found: docker\" } ",
                "{\"status\":{\"detail\":[1]},\"detail\":\"Lab type not found\",\"more\":[{}]}",
                "{\"detail\":\"Lab type not f\\u006fund\"}"
            })
    void aLabTypeThatTheServiceDoesNotFindIsUnknown(String body) {
        assertThat(absence(body)).isEqualTo(Absence.UNKNOWN_LAB_TYPE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"detail\":\"No usage data found for lab type\"}",
                "{\"detail\":\"No records found for lab type\"}",
                "{\"detail\":\"User not found\"}",
                "{\"detail\":\"Not Found\"}",
                "{\"detail\":\"lab type not found\"}",
                "{\"detail\":[\"Lab type not found\"]}",
                "{\"detail\":{\"detail\":\"Lab type not found\"}}",
                "{\"detail\":null}",
                "{\"message\":\"Lab type not found\"}",
                "[{\"detail\":\"Lab type not found\"}]",
                "\"Lab type not found\"",
                "Lab type not found",
                "<html>Lab type not found</html>",
                "{\"detail\":\"Lab type not found\"",
                "{\"detail\":\"Lab type not found\"} and more",
                "{}",
                ""
            })
    void anyOtherTextMeansThatThereIsNoData(String body) {
        assertThat(absence(body)).isEqualTo(Absence.NO_DATA);
    }

    @Test
    void aTextIsReadUpTo16KiB() {
        String padding = "{\"detail\":\"Lab type not found\",\"padding\":\"%s\"}";
        int length = (16 << 10) - padding.length() + 2;
        assertThat(absence(padding.formatted("x".repeat(length)))).isEqualTo(Absence.UNKNOWN_LAB_TYPE);
        assertThat(absence(padding.formatted("x".repeat(length + 1)))).isEqualTo(Absence.NO_DATA);
    }

    @Test
    void aTextThatIsNestedTooDeeplyMeansThatThereIsNoData() {
        assertThat(absence("{\"a\":" + "[".repeat(5_000))).isEqualTo(Absence.NO_DATA);
    }

    @Test
    void whereA404IsNoAnswerItsTextDoesNotMatter() {
        CompletableFuture<Reply<String>> call = answered(LAB_USAGE, "{\"detail\":\"Lab type not found\"}");
        assertThat(call).isCompletedExceptionally();
        CallFailure failure =
                CallFailure.of(call.handle((reply, thrown) -> thrown).join());
        assertThat(failure.error().code()).isEqualTo(ErrorCode.HTTP_STATUS);
        assertThat(failure.error().message()).doesNotContain("Lab type not found");
    }

    @Test
    void aValueIsNoAbsence() {
        assertThat(Reply.of("A", 1, null).absence()).isNull();
        assertThat(Reply.stillRight().absence()).isNull();
        assertThat(Reply.absent().absence()).isEqualTo(Absence.NO_DATA);
        assertThat(Reply.unknownLabType().absence()).isEqualTo(Absence.UNKNOWN_LAB_TYPE);
    }
}
