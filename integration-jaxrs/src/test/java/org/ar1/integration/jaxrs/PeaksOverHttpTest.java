package org.ar1.integration.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.jaxrs.server.ServerConfig;
import org.ar1.integration.testkit.SampleCampus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeaksOverHttpTest {

    private static final String PATH = "/integration/server-allocation";

    private static SampleCampus campus;
    private static IntegrationServer server;

    @BeforeAll
    static void start() throws IOException {
        campus = SampleCampus.start();
        server = IntegrationServer.builder()
                .config(IntegrationConfig.fromEnvironment(campus.environment()))
                .server(ServerConfig.builder().port(0).build())
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
        campus.close();
    }

    private static JsonNode docker(String query) throws IOException {
        HttpResponse<String> answer = Http.get(server, PATH + "/docker" + query);
        assertThat(answer.statusCode()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body()).at("/labs/docker/infrastructure");
    }

    @Test
    void aLimitKeepsTheLatestPeaksAndStatesTheNumberOfAll() throws IOException {
        JsonNode usual = docker("");
        JsonNode three = docker("?peaks=3");

        assertThat(usual.get("peak_times")).hasSize(100);
        assertThat(three.get("peak_times"))
                .hasSize(3)
                .containsExactly(usual.at("/peak_times/97"), usual.at("/peak_times/98"), usual.at("/peak_times/99"));
        assertThat(three.get("peaks_total").intValue())
                .isEqualTo(usual.get("peaks_total").intValue())
                .isGreaterThan(100);
    }

    @Test
    void noneAndMoreThanUsualAreAllowed() throws IOException {
        int all = docker("?peaks=0").get("peaks_total").intValue();

        assertThat(docker("?peaks=0").get("peak_times")).isEmpty();
        assertThat(docker("?peaks=1000").get("peak_times")).hasSize(Math.min(all, 1_000));
    }

    @Test
    void aHundredIsTheSameDocumentAsNoLimit() {
        assertThat(Http.get(server, PATH + "?peaks=100").body())
                .isEqualTo(Http.get(server, PATH).body());
    }

    @Test
    void theDocumentOfALimitHasAnEntityTagOfItsOwn() {
        String tag =
                Http.get(server, PATH + "?peaks=7").headers().firstValue("ETag").orElseThrow();

        assertThat(Http.get(server, PATH + "?peaks=7", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(Http.get(server, PATH, "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void aTableHasNoPeaksWhateverTheLimit() {
        assertThat(Http.get(server, PATH + "?format=csv&peaks=3").body())
                .isEqualTo(Http.get(server, PATH + "?format=csv").body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1001", "ten", "", "1e3", "99999999999999999999"})
    void otherValuesAreAnsweredWithWhatIsAllowed(String value) {
        HttpResponse<String> answer = Http.get(server, PATH + "?peaks=" + value);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("\"parameter\":\"peaks\"")
                .contains("\\\"" + value + "\\\", but must be a whole number from 0 to 1000");
    }

    @Test
    void aSecondLimitIsRefused() {
        assertThat(Http.get(server, PATH + "?peaks=1&peaks=2").body()).contains("is there 2 times");
    }

    @Test
    void thePeaksOfTheFirstServerAreThereOnce() throws IOException {
        for (JsonNode lab :
                new ObjectMapper().readTree(Http.get(server, PATH).body()).get("labs")) {
            JsonNode placed = lab.get("infrastructure");
            for (JsonNode one : placed.path("servers")) {
                assertThat(one.has("peak_times"))
                        .isEqualTo(!one.get("server_id").equals(placed.get("server_id")));
            }
        }
    }
}
