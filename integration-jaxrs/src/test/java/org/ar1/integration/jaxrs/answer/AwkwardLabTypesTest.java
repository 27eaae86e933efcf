package org.ar1.integration.jaxrs.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.ar1.integration.jaxrs.Http;
import org.ar1.integration.jaxrs.OverFakeClient;
import org.ar1.integration.jaxrs.http.InvalidParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lab types reach the library exactly as the caller meant them; requests are sent byte by byte. */
class AwkwardLabTypesTest extends OverFakeClient {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "docker docker",
                "Docker Docker",
                "operating%20systems `operating systems`",
                "a%2Fb a/b",
                "a%2fb a/b",
                "a+b a+b",
                "a%2Bb a+b",
                "100%25 100%",
                "%2525 %25",
                ".. ..",
                ". .",
                "... ...",
                "%2E%2E ..",
                "%2E .",
                "%2e%2e%2fetc ../etc",
                "a;b=c a;b=c",
                "a%3Bb a;b",
                ";x ;x",
                "a:b@c a:b@c",
                "http:%2F%2Fx http://x",
                "%C3%A4%C3%B6 äö",
                "%E5%AE%9E%E9%AA%8C 实验",
                "%F0%9F%90%B3 🐳",
                "%3Cb%3E <b>",
                "%22%5C \"\\",
                "a%3Fb a?b",
                "a%23b a#b",
                "a%26b=c a&b=c",
                "lab_type lab_type",
                "%7Blab_type%7D {lab_type}",
                "%0A `\n`"
            })
    void areDecodedOnceAndMatchedExactly(String encoded, String labType) throws Exception {
        assertThat(asked("lab-utilization", encoded, "lab_usage")).containsExactly(labType);
        assertThat(asked("server-allocation", encoded, "labs")).containsExactly(labType);
    }

    @Test
    void mayHoldASpaceOnlyAtTheirEnds() throws Exception {
        assertThat(asked("lab-utilization", "%20docker%20", "lab_usage")).containsExactly(" docker ");
    }

    @Test
    void mayHoldAnEndOfString() throws Exception {
        assertThat(asked("lab-utilization", "a%00b", "lab_usage")).containsExactly("a\0b");
    }

    @Test
    void mayBeLong() throws Exception {
        String labType = "x".repeat(8_000);

        assertThat(asked("lab-utilization", labType, "lab_usage")).containsExactly(labType);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%FF", "a%C3", "%C0%AF", "%ED%A0%80"})
    void thatAreNotUtf8Are400(String encoded) throws Exception {
        String answer = request("lab-utilization", encoded);

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
        JsonNode problem = Http.json(answer.substring(answer.indexOf("\r\n\r\n")));
        assertThat(problem.path("type").asText()).isEqualTo("urn:ar1:integration:problem:invalid-parameter");
        assertThat(problem.path("parameter").asText()).isEqualTo("lab_type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%zz", "%4", "%", "%+1", "%١٢"})
    void withBrokenEscapesAreRefused(String segment) {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> PathLabType.decode(segment))
                .isInstanceOf(InvalidParameterException.class);
    }

    private static List<String> asked(String report, String encoded, String block) throws Exception {
        String answer = request(report, encoded);
        assertThat(answer).startsWith("HTTP/1.1 200 ");
        List<String> labTypes = new ArrayList<>();
        Http.json(answer.substring(answer.indexOf("\r\n\r\n")))
                .path(block)
                .fieldNames()
                .forEachRemaining(labTypes::add);
        return labTypes;
    }

    private static String request(String report, String encoded) throws Exception {
        return Http.raw(server.uri(), "GET /integration/" + report + "/" + encoded + " HTTP/1.1", "Host: localhost");
    }
}
