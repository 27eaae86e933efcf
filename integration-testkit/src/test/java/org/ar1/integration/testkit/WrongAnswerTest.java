package org.ar1.integration.testkit;

import static org.ar1.integration.testkit.SampleService.LAB_MONITORING;
import static org.ar1.integration.testkit.SampleService.PERFORMANCE;
import static org.ar1.integration.testkit.SampleService.USAGE_ANALYTICS;
import static org.ar1.integration.testkit.SampleService.USER_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrongAnswerTest {

    private static final Duration AGES = Duration.ofHours(1);
    private static final String STATS = "/performance/servers/stats";

    private SampleCampus campus;

    @BeforeEach
    void start() {
        campus = SampleCampus.builder().historyDays(1).start();
    }

    @AfterEach
    void close() {
        campus.close();
    }

    @Test
    void a500IsWordedByTheFramework() throws IOException {
        campus.fault(LAB_MONITORING, Fault.status(500));
        campus.fault(USAGE_ANALYTICS, Fault.status(500));

        HttpResponse<String> express = Web.get(campus, LAB_MONITORING, "/monitor/labs/popular");
        HttpResponse<String> fastApi = Web.get(campus, USAGE_ANALYTICS, "/analytics/trends");

        assertThat(express.statusCode()).isEqualTo(500);
        assertThat(express.headers().firstValue("content-length")).contains("103");
        assertThat(express.body()).contains("ECONNREFUSED").contains("3306");
        assertThat(fastApi.body()).isEqualTo("Internal Server Error");
        assertThat(fastApi.headers().firstValue("content-type")).contains("text/plain; charset=utf-8");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 404, 418, 429, 503, 599})
    void answersOtherStatuses(int status) throws IOException {
        campus.fault(LAB_MONITORING, Fault.status(status));
        campus.fault(USER_PROGRESS, Fault.status(status));

        assertThat(Web.get(campus, LAB_MONITORING, "/monitor/labs").statusCode())
                .isEqualTo(status);
        assertThat(Web.get(campus, USER_PROGRESS, "/labs/").statusCode()).isEqualTo(status);
    }

    @Test
    void unavailableSaysWhenToComeBack() throws IOException {
        campus.fault(LAB_MONITORING, Fault.unavailable(Duration.ofMillis(1500)));

        HttpResponse<String> answer = Web.get(campus, LAB_MONITORING, "/monitor/labs/popular");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).contains("2");
    }

    @Test
    void wrongShapesAreValidJsonOfTheOtherType() throws IOException {
        campus.fault(PERFORMANCE, Fault.wrongShape());
        campus.fault(LAB_MONITORING, Fault.wrongShape());
        campus.fault(USAGE_ANALYTICS, Fault.wrongShape());

        assertThat(JsonTree.parse(Web.body(campus, PERFORMANCE, STATS))).isInstanceOf(java.util.Map.class);
        assertThat(JsonTree.parse(Web.body(campus, LAB_MONITORING, "/monitor/labs")))
                .isInstanceOf(java.util.Map.class);
        assertThat(JsonTree.parse(Web.body(campus, USAGE_ANALYTICS, "/analytics/trends")))
                .isInstanceOf(List.class);
        assertThat(Web.get(campus, USAGE_ANALYTICS, "/analytics/trends").statusCode())
                .isEqualTo(200);
    }

    @Test
    void wrongContentIsAPage() throws IOException {
        campus.fault(USER_PROGRESS, Fault.wrongContent());

        HttpResponse<String> answer = Web.get(campus, USER_PROGRESS, "/labs/");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
        assertThat(answer.body()).startsWith("<!DOCTYPE html>");
    }

    @Test
    void anEmptyBodyIsStillCalledJson() throws IOException {
        campus.fault(USER_PROGRESS, Fault.emptyBody());

        HttpResponse<String> answer = Web.get(campus, USER_PROGRESS, "/labs/");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void theLongestPrefixWins() throws IOException {
        campus.fault(LAB_MONITORING, "/monitor/labs/pop", Fault.status(503));
        assertThat(status("/monitor/labs/popular")).isEqualTo(503);
        assertThat(status("/monitor/labs/over-under-utilized")).isEqualTo(200);

        campus.fault(LAB_MONITORING, Fault.status(500));
        campus.fault(LAB_MONITORING, "/monitor/labs/popular", Fault.latency(Duration.ZERO));
        assertThat(status("/monitor/labs/popular")).isEqualTo(200);
        assertThat(status("/monitor/labs/over-under-utilized")).isEqualTo(500);
    }

    @Test
    void rejectsNonsense() {
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.status(200));
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.status(600));
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.latency(Duration.ofMillis(-1)));
        assertThat(Fault.unavailable(AGES)).hasToString("status 503 PT1H");
        assertThat(Fault.cutOffBody()).hasToString("cut-off-body");
    }

    private int status(String path) throws IOException {
        return Web.get(campus, LAB_MONITORING, path).statusCode();
    }
}
