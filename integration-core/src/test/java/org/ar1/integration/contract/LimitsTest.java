package org.ar1.integration.contract;

import org.ar1.integration.IntegrationClient;
import org.ar1.integration.internal.service.Limits;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ar1.integration.contract.Endpoint.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a service sends has a bound in every dimension, not in bytes alone. */
class LimitsTest {

    private static final int SERVERS_OF_64_MIB = 1849;

    private static Answer read(String endpoint, String body) {
        FakeTransport transport = new FakeTransport();
        transport.answer(Endpoint.of(endpoint), 200, body);
        try (IntegrationClient client = IntegrationClient.builder()
                .config(FakeTransport.config().build())
                .transport(transport)
                .build()) {
            return Endpoint.of(endpoint).read().apply(client);
        }
    }

    private static String array(int count, IntFunction<String> row) {
        return IntStream.range(0, count).mapToObj(row).collect(Collectors.joining(",", "[", "]"));
    }

    private static String members(int count, IntFunction<String> member) {
        return IntStream.range(0, count).mapToObj(member).collect(Collectors.joining(",", "{", "}"));
    }

    private static String historyOf(int servers) {
        return array(
                servers,
                i -> "{\"id\":1,\"server_id\":" + i + ",\"cpu_usage\":1,\"memory_usage\":1,\"disk_usage\":1,"
                        + "\"recorded_at\":\"2026-11-23T01:20:52.000Z\"}");
    }

    static Stream<Arguments> counts() {
        return Stream.of(
                counted("popular", Limits.LABS, n -> array(n, i -> "{\"lab_id\":" + i + ",\"name\":\"A\"}")),
                counted(
                        "over-under-utilized",
                        Limits.LABS,
                        n -> array(n, i -> "{\"lab_id\":" + i + ",\"name\":\"A\"}")),
                counted("servers", 10_000, n -> array(n, i -> "{\"id\":" + i + "}")),
                counted("allocations", 50_000, n -> array(n, i -> "{\"lab_name\":\"A\",\"server_id\":" + i + "}")),
                counted("stats", SERVERS_OF_64_MIB, LimitsTest::historyOf),
                counted(
                        "trends",
                        Limits.LABS,
                        n -> "{\"time_period_days\":30,\"lab_usage\":" + members(n, i -> "\"" + i + "\":{}") + "}"),
                counted(
                        "usage/lab",
                        1_000,
                        n -> "{\"lab_type\":\"a\",\"time_period_days\":7,\"event_distribution\":"
                                + members(n, i -> "\"" + i + "\":1") + "}"),
                counted(
                        "performance/lab",
                        1_000,
                        n -> "{\"lab_type\":\"a\",\"common_errors\":" + array(n, i -> "\"" + i + "\"") + "}"),
                counted(
                        "performance/user",
                        1_000,
                        n -> "{\"user_id\":\"u\",\"performance_by_lab\":" + members(n, i -> "\"" + i + "\":{}") + "}"));
    }

    private static Arguments counted(String endpoint, int most, IntFunction<String> body) {
        return Arguments.of(endpoint, most, body);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("counts")
    void asManyAsTheLimitAreReadAndOneMoreIsTooLarge(String endpoint, int most, IntFunction<String> body) {
        assertThat(read(endpoint, body.apply(most)).outcome()).isEqualTo(Outcome.LIVE);

        Answer tooLarge = read(endpoint, body.apply(most + 1));
        assertThat(tooLarge.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(tooLarge.error()).isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(tooLarge.text()).contains(String.valueOf(most));
    }

    static Stream<Arguments> names() {
        return Stream.of(
                named("popular", "[{\"lab_id\":7,\"name\":\"%s\"}]"),
                named("over-under-utilized", "[{\"lab_id\":7,\"name\":\"%s\"}]"),
                named("allocations", "[{\"lab_name\":\"%s\",\"server_id\":1}]"),
                named("trends", "{\"time_period_days\":30,\"lab_usage\":{\"%s\":{}}}"),
                named("usage/lab", "{\"lab_type\":\"%s\",\"time_period_days\":7}"),
                named("performance/lab", "{\"lab_type\":\"a\",\"common_errors\":[\"%s\"]}"),
                named("catalogue", "[{\"id\":\"1\",\"name\":\"%s\",\"lab_type\":\"a\"}]"));
    }

    private static Arguments named(String endpoint, String body) {
        return Arguments.of(endpoint, body);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void aNameOfAThousandCharactersIsReadAndALongerOneIsTooLarge(String endpoint, String body) {
        assertThat(read(endpoint, body.formatted("x".repeat(1_000))).outcome()).isEqualTo(Outcome.LIVE);
        assertThat(read(endpoint, body.formatted("x".repeat(1_001))).error()).isEqualTo(ErrorCode.TOO_LARGE);
    }

    @Test
    void aHistoryOfMoreServersThanItsMemoryHoldsNamesTheSetting() {
        assertThat(read("stats", historyOf(SERVERS_OF_64_MIB + 1)).text()).contains("INSIGHT_MEMORY");
    }
}
