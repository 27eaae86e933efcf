package org.ar1.integration.contract;

import org.ar1.integration.IntegrationClient;
import org.ar1.integration.source.Outcome;

import static org.ar1.integration.source.UpstreamService.PERFORMANCE_REPORTING;
import static org.ar1.integration.source.UpstreamService.USAGE_ANALYTICS;
import static org.ar1.integration.source.UpstreamService.USER_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Names that people chose are one segment of a path, whatever they hold. */
class NamesInPathsTest {

    @RegisterExtension
    static final FakeServices SERVICES = new FakeServices();

    private static IntegrationClient client;

    @BeforeAll
    static void connect() {
        client = SERVICES.client();
    }

    @BeforeEach
    void emptyCatalogue() {
        SERVICES.json(USER_PROGRESS, FakeServices.CATALOGUE, "[]");
    }

    static Stream<Arguments> names() {
        return Stream.of(
                Arguments.of("linux-basics", "linux-basics"),
                Arguments.of("a/../b", "a%2F..%2Fb"),
                Arguments.of("..", "%2E%2E"),
                Arguments.of(".", "%2E"),
                Arguments.of("...", "..."),
                Arguments.of("../../servers", "..%2F..%2Fservers"),
                Arguments.of("a b", "a%20b"),
                Arguments.of(" a  b ", "%20a%20%20b%20"),
                Arguments.of("a+b", "a%2Bb"),
                Arguments.of("ü/ß", "%C3%BC%2F%C3%9F"),
                Arguments.of("100%", "100%25"),
                Arguments.of("%2e%2e", "%252e%252e"),
                Arguments.of("?x=1#y", "%3Fx%3D1%23y"),
                Arguments.of("a;b=c", "a%3Bb%3Dc"),
                Arguments.of("a\\b", "a%5Cb"),
                Arguments.of("a&b", "a%26b"),
                Arguments.of("http://x:y@z", "http%3A%2F%2Fx%3Ay%40z"),
                Arguments.of("\"<'>\"", "%22%3C%27%3E%22"),
                Arguments.of("a\r\nX: y", "a%0D%0AX%3A%20y"),
                Arguments.of("{id}|^`", "%7Bid%7D%7C%5E%60"),
                Arguments.of("\u4f60\u597d", "%E4%BD%A0%E5%A5%BD"),
                Arguments.of("\ud83d\ude80", "%F0%9F%9A%80"),
                Arguments.of("A_b~c", "A_b~c"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void encodingIsUndoneByDecoding(String name, String encoded) {
        assertThat(URLDecoder.decode(encoded, StandardCharsets.UTF_8)).isEqualTo(name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void usageOfALabType(String name, String encoded) {
        assertThat(client.labUtilization().labUsage(name).outcome()).isEqualTo(Outcome.LIVE);
        assertThat(SERVICES.asked(USAGE_ANALYTICS)).containsExactly("/analytics/usage/lab/" + encoded + "?days=7");
    }

    @ParameterizedTest
    @MethodSource("names")
    void performanceOfALabType(String name, String encoded) {
        assertThat(client.serverAllocation().labPerformance(name).outcome()).isEqualTo(Outcome.LIVE);
        assertThat(SERVICES.asked(PERFORMANCE_REPORTING)).containsExactly("/performance/lab/" + encoded);
    }

    @ParameterizedTest
    @MethodSource("names")
    void performanceOfAUser(String name, String encoded) {
        assertThat(client.serverAllocation().userPerformance(name).outcome()).isEqualTo(Outcome.LIVE);
        assertThat(SERVICES.asked(PERFORMANCE_REPORTING)).containsExactly("/performance/user/" + encoded);
    }

    @ParameterizedTest
    @MethodSource("names")
    void labTypesOfTheTrendsAreAskedForInTheReport(String name, String encoded) {
        String labUsage = Recording.JSON
                .createObjectNode()
                .<ObjectNode>set(name, Recording.JSON.createObjectNode().put("total_events", 1))
                .toString();
        for (int days : List.of(30, 7)) {
            SERVICES.json(
                    USAGE_ANALYTICS,
                    "/analytics/trends?days=" + days,
                    "{\"time_period_days\":" + days + ",\"lab_usage\":" + labUsage + "}");
        }
        assertThat(client.labUtilization().report().labUsage()).containsOnlyKeys(name);
        assertThat(SERVICES.asked(USAGE_ANALYTICS))
                .containsExactlyInAnyOrder(
                        "/analytics/trends?days=30",
                        "/analytics/trends?days=7",
                        "/analytics/usage/lab/" + encoded + "?days=7");
    }
}
