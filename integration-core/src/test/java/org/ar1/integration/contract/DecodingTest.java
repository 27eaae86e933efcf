package org.ar1.integration.contract;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.contract.Endpoint.Answer;
import org.ar1.integration.contract.Endpoint.Field;
import org.ar1.integration.contract.Endpoint.Kind;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.LabTypeResolver;
import org.ar1.integration.upstream.CatalogueLab;
import org.ar1.integration.upstream.LabCatalogue;
import org.ar1.integration.upstream.LabPerformance;
import org.ar1.integration.upstream.LabUsage;
import org.ar1.integration.upstream.LabUtilization;
import org.ar1.integration.upstream.PeakTime;
import org.ar1.integration.upstream.PopularLab;
import org.ar1.integration.upstream.ResourceAmounts;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerStatistics;
import org.ar1.integration.upstream.UsageTrends;
import org.ar1.integration.upstream.UsageTrends.TypeTrend;
import org.ar1.integration.upstream.UserPerformance;
import org.ar1.integration.upstream.UserPerformance.LabAttempts;
import org.ar1.integration.upstream.UtilizationStatus;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may vary in a body, and what makes it wrong. A wrong body is a failure, never an empty answer. */
class DecodingTest {

    private static final List<String> NOT_NUMBERS = List.of(
            "NaN",
            "Infinity",
            "-Infinity",
            "1e400",
            "-1e400",
            "9".repeat(400),
            "9".repeat(5000),
            "\"NaN\"",
            "\"Infinity\"",
            "\"1e400\"",
            "\"" + "9".repeat(400) + "\"",
            "\"seven\"",
            "\"\"",
            "\" 7\"",
            "\"7 \"",
            "\"+7\"",
            "\"7,5\"",
            "\"7.\"",
            "\".7\"",
            "\"0x7\"",
            "\"1_000\"",
            "\"1.5f\"",
            "\"\u0667\"",
            "true",
            "false",
            "[]",
            "[7]",
            "{}");

    private static final List<String> NOT_WHOLE =
            List.of("1.5", "\"1.5\"", "1e300", "9007199254740993", "\"9007199254740993\"", "-1e17");

    private static final List<String> NOT_TEXTS = List.of("7", "true", "[]", "{}", "[\"A\"]", "NaN");

    private static final List<String> NOT_TIMES = List.of(
            "\"\"",
            "\"yesterday\"",
            "\"2026-11-23\"",
            "\"2026-13-23T01:20:52Z\"",
            "\"2026-11-23T25:20:52Z\"",
            "\"2026-11-23T01:20:52Z and more\"",
            "1795396852",
            "\"1795396852\"",
            "true",
            "[]",
            "{}");

    private static final List<String> NOT_ZONED = List.of("\"2026-11-23T01:20:52\"", "\"2026-11-23 01:20:52\"");

    private static final List<String> NOT_OBJECTS = List.of("7", "\"x\"", "true", "[]", "[1]", "[{}]");

    private static final List<String> NOT_LISTS_OF_TEXT = List.of("7", "\"x\"", "{}", "[7]", "[null]", "[[]]");

    @RegisterExtension
    static final FakeServices SERVICES = new FakeServices();

    private static final AtomicReference<LabCatalogue> CATALOGUE = new AtomicReference<>(LabCatalogue.empty());

    private static IntegrationClient client;

    @BeforeAll
    static void connect() {
        client = SERVICES.client(SERVICES.builder().labTypeResolver((name, catalogue) -> {
            CATALOGUE.set(catalogue);
            return LabTypeResolver.standard().resolve(name, catalogue);
        }));
    }

    /** A lab, so that the catalogue is used for its name. */
    @BeforeEach
    void namesToResolve() {
        CATALOGUE.set(LabCatalogue.empty());
        Endpoint popular = Endpoint.of("popular");
        SERVICES.json(popular.service(), popular.url(), popular.sample());
    }

    private static Answer read(Endpoint endpoint, String body) {
        SERVICES.json(endpoint.service(), endpoint.url(), body);
        Answer answer = endpoint.read().apply(client);
        return endpoint.service() == UpstreamService.USER_PROGRESS && answer.outcome() == Outcome.LIVE
                ? new Answer(answer.outcome(), null, CATALOGUE.get(), answer.attempts(), answer.text())
                : answer;
    }

    private static Object value(Endpoint endpoint, String body) {
        Answer answer = read(endpoint, body);
        assertThat(answer.outcome()).as(answer.text() + " of " + body).isEqualTo(Outcome.LIVE);
        return answer.value();
    }

    static Stream<Endpoint> endpoints() {
        return Endpoint.all();
    }

    static Stream<Arguments> fields() {
        return Endpoint.all()
                .flatMap(endpoint -> endpoint.fields().stream().map(field -> Arguments.of(endpoint, field)));
    }

    static Stream<Arguments> numbers() {
        return Endpoint.all()
                .flatMap(endpoint -> endpoint.fields().stream()
                        .filter(field -> field.kind() == Kind.NUMBER || field.kind() == Kind.WHOLE_NUMBER)
                        .map(field -> Arguments.of(endpoint, field)));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void aNumberMayStandInAString(Endpoint endpoint, Field field) {
        Object number = value(endpoint, endpoint.with(field, "780"));
        for (String literal : List.of("\"780\"", "\"780.00\"", "780.0", "7.8e2", "\"7.8E+2\"", "780.000000000000000")) {
            assertThat(value(endpoint, endpoint.with(field, literal)))
                    .as(literal)
                    .isEqualTo(number);
        }
        Object zero = value(endpoint, endpoint.with(field, "0"));
        for (String literal : List.of("\"0\"", "\"0.00\"", "0.0", "0e9")) {
            assertThat(value(endpoint, endpoint.with(field, literal)))
                    .as(literal)
                    .isEqualTo(zero);
        }
    }

    @Test
    void aZeroIsAFigureAndANullIsNone() {
        Endpoint popular = Endpoint.of("popular");
        Field minutes = popular.fields().get(3);
        assertThat(value(popular, popular.with(minutes, "0"))).isEqualTo(List.of(new PopularLab(7, "A", 2L, 0.0)));
        assertThat(value(popular, popular.with(minutes, "null"))).isEqualTo(List.of(new PopularLab(7, "A", 2L, null)));
        assertThat(value(popular, popular.with(minutes, "\"780.25\"")))
                .isEqualTo(List.of(new PopularLab(7, "A", 2L, 780.25)));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void aFieldThatIsNullIsLikeOneThatIsMissing(Endpoint endpoint, Field field) {
        if (field.required()) {
            assertThat(read(endpoint, endpoint.with(field, "null"))).matches(Answer::isDecodeFailure);
            assertThat(read(endpoint, endpoint.without(field))).matches(Answer::isDecodeFailure);
        } else if (!field.parent().endsWith("distribution")) {
            assertThat(value(endpoint, endpoint.with(field, "null")))
                    .isNotNull()
                    .isEqualTo(value(endpoint, endpoint.without(field)));
        }
    }

    @Test
    void everythingThatMayBeNullMayBeNullAtOnce() {
        assertNulls("popular", List.of(new PopularLab(7, "A", null, null)));
        assertNulls(
                "over-under-utilized",
                List.of(new LabUtilization(7, "A", null, null, null, null, null, UtilizationStatus.UNKNOWN)));
        ResourceAmounts none = new ResourceAmounts(null, null, null);
        assertNulls("servers", List.of(new Server(7, null, none, none, null)));
        assertThat(value(Endpoint.of("stats"), Endpoint.of("stats").withNulls()))
                .asInstanceOf(InstanceOfAssertFactories.type(ServerStatistics.class))
                .satisfies(statistics -> {
                    assertThat(statistics.rows()).isEqualTo(1);
                    assertThat(statistics.horizon()).isNull();
                    assertThat(statistics.servers().get(7L).samples()).isZero();
                    assertThat(statistics.servers().get(7L).cpu()).isNull();
                });
        assertNulls("peaks", List.of(new PeakTime("2026-11-21 01:10:52", null)));
        assertNulls("trends", new UsageTrends(30, null, Map.of("a", new TypeTrend(null, null, null))));
        assertNulls("usage/lab", new LabUsage("a", 7, null, null, Map.of(), null));
        assertNulls("performance/lab", new LabPerformance("a", null, null, null, List.of(), null));
        assertNulls(
                "performance/user",
                new UserPerformance("u", Map.of("a", new LabAttempts(null, null, null, null, null))));
        assertNulls("catalogue", LabCatalogue.of(List.of(new CatalogueLab("1", "A", "a", null, null, null, null))));
    }

    private static void assertNulls(String endpoint, Object expected) {
        assertThat(value(Endpoint.of(endpoint), Endpoint.of(endpoint).withNulls()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "0", "\"0\""})
    void withoutAnEstimateTheStatusMeansNothing(String estimate) {
        Endpoint utilization = Endpoint.of("over-under-utilized");
        assertThat(value(utilization, utilization.with(utilization.fields().get(2), estimate)))
                .asInstanceOf(InstanceOfAssertFactories.list(LabUtilization.class))
                .singleElement()
                .satisfies(lab -> {
                    assertThat(lab.status()).isEqualTo(UtilizationStatus.UNKNOWN);
                    assertThat(lab.ratio()).isNull();
                });
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void unknownFieldsDoNotMatter(Endpoint endpoint) {
        assertThat(value(endpoint, endpoint.withUnknownFields())).isEqualTo(value(endpoint, endpoint.sample()));
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void spaceAroundABodyDoesNotMatter(Endpoint endpoint) {
        assertThat(value(endpoint, " \r\n\t" + endpoint.sample() + "\n\n"))
                .isEqualTo(value(endpoint, endpoint.sample()));
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void anEmptyArrayIsAnAnswer(Endpoint endpoint) {
        if (endpoint.isArray()) {
            assertThat(read(endpoint, "[]").outcome()).isEqualTo(Outcome.LIVE);
        }
    }

    @Test
    void timesWithAZoneMayStateItEitherWay() {
        Endpoint servers = Endpoint.of("servers");
        Field checked = servers.fields().get(8);
        Object value = value(servers, servers.sample());
        for (String time : List.of(
                "2026-11-23T01:20:52Z",
                "2026-11-23T01:20:52+00:00",
                "2026-11-23T01:20:52.000000+00:00",
                "2026-11-23T02:20:52.000+01:00")) {
            assertThat(value(servers, servers.with(checked, "\"" + time + "\"")))
                    .as(time)
                    .isEqualTo(value);
        }
        Endpoint performance = Endpoint.of("performance/lab");
        Field updated = performance.fields().get(5);
        assertThat(value(performance, performance.with(updated, "\"2026-11-23T01:21:11.963639Z\"")))
                .isEqualTo(value(performance, performance.sample()));
        Endpoint stats = Endpoint.of("stats");
        Field recorded = stats.fields().get(4);
        assertThat(value(stats, stats.with(recorded, "\"2026-11-23T01:20:52+00:00\"")))
                .isEqualTo(value(stats, stats.sample()));
    }

    @Test
    void timesWithoutAZoneStayWithoutOne() {
        Endpoint catalogue = Endpoint.of("catalogue");
        Field created = catalogue.fields().get(4);
        assertThat(((LabCatalogue) value(catalogue, catalogue.sample()))
                        .labs()
                        .get(0)
                        .createdAt())
                .isEqualTo(LocalDateTime.parse("2026-11-23T01:12:11.377352"));
        assertThat(((LabCatalogue) value(catalogue, catalogue.with(created, "\"2026-11-23T01:12:11\"")))
                        .labs()
                        .get(0)
                        .createdAt())
                .isEqualTo(LocalDateTime.parse("2026-11-23T01:12:11"));
        Endpoint peaks = Endpoint.of("peaks");
        assertThat(value(peaks, peaks.sample())).isEqualTo(List.of(new PeakTime("2026-11-21 01:10:52", 8L)));
    }

    static Stream<Arguments> figures() {
        return fields().filter(arguments -> !((Field) arguments.get()[1]).remark());
    }

    static Stream<Arguments> remarks() {
        return fields().filter(arguments -> ((Field) arguments.get()[1]).remark());
    }

    @ParameterizedTest
    @MethodSource("remarks")
    void aRemarkOfAnotherKindIsNoneAndCostsNothingElse(Endpoint endpoint, Field field) {
        Object without = value(endpoint, endpoint.with(field, "null"));
        for (String literal : wrong(field)) {
            if (!literal.equals("NaN")) { // no JSON
                assertThat(value(endpoint, endpoint.with(field, literal)))
                        .as(literal)
                        .isEqualTo(without);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-999999999-01-01T00:00:00Z", "-0001-12-31T23:59:59Z", "+10000-01-01T00:00:00Z"})
    void aYearThatDocumentsCannotHaveIsAFailure(String time) {
        Endpoint servers = Endpoint.of("servers");
        String body = servers.sample().replaceFirst("\"last_checked\":\"[^\"]*\"", "\"last_checked\":\"" + time + "\"");
        assertThat(body).contains(time);
        assertThat(read(servers, body)).matches(Answer::isDecodeFailure);
    }

    @Test
    void aCatalogueMayStateTimesWithAZoneAndNumbersAsIdentifiers() {
        Endpoint catalogue = Endpoint.of("catalogue");
        Field created = catalogue.fields().get(4);
        for (String zone : List.of("Z", "+00:00", "+02:00")) {
            assertThat(value(catalogue, catalogue.with(created, "\"2026-11-23T01:12:11.377352" + zone + "\"")))
                    .isEqualTo(value(catalogue, catalogue.sample()));
        }
        LabCatalogue numbered =
                (LabCatalogue) value(catalogue, catalogue.sample().replace("\"id\":\"1\"", "\"id\":17"));
        assertThat(numbered.labs().get(0).id()).isEqualTo("17");
    }

    @ParameterizedTest
    @MethodSource("figures")
    void aFieldOfAnotherKindIsAFailure(Endpoint endpoint, Field field) {
        assertAllRefused(
                endpoint,
                wrong(field).stream()
                        .map(literal -> endpoint.with(field, literal))
                        .toList());
    }

    private static List<String> wrong(Field field) {
        List<String> literals = new ArrayList<>(
                switch (field.kind()) {
                    case NUMBER, WHOLE_NUMBER -> NOT_NUMBERS;
                    case TEXT -> NOT_TEXTS;
                    case TIME, LOCAL_TIME -> NOT_TIMES;
                    case OBJECT -> NOT_OBJECTS;
                    case TEXTS -> NOT_LISTS_OF_TEXT;
                });
        if (field.kind() == Kind.WHOLE_NUMBER) {
            literals.addAll(NOT_WHOLE);
        }
        if (field.kind() == Kind.TIME) {
            literals.addAll(NOT_ZONED);
        }
        return literals;
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void aBodyOfAnotherShapeIsAFailure(Endpoint endpoint) {
        List<String> bodies = new ArrayList<>(List.of(
                "",
                " ",
                "\u0000",
                "null",
                "true",
                "7",
                "\"[]\"",
                "{}",
                "{\"error\":\"x\"}",
                "{\"data\":" + endpoint.sample() + "}",
                "[1]",
                "[null]",
                "[[]]",
                "[{}]",
                "[" + endpoint.sample() + "]",
                "<!DOCTYPE html><html><body>Sign in</body></html>",
                "Failed to fetch labs",
                endpoint.sample() + endpoint.sample(),
                endpoint.sample() + "]",
                endpoint.sample() + "x",
                endpoint.sample() + ",",
                endpoint.sample() + "<!-- served in 3 ms -->",
                "," + endpoint.sample(),
                "/* */" + endpoint.sample(),
                endpoint.sample().replace('"', '\''),
                "\u001f\u008b" + endpoint.sample()));
        if (endpoint.isArray()) {
            String row = endpoint.sample().substring(1, endpoint.sample().length() - 1);
            bodies.addAll(List.of(
                    "[" + row + ",]",
                    "[" + row + ",null]",
                    "[" + row + ",{}]",
                    "[" + row + " " + row + "]",
                    "[" + row + ",[" + row + "]]",
                    row));
        } else {
            bodies.add("[]");
        }
        assertAllRefused(endpoint, bodies);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void aBodyThatEndsTooEarlyIsAFailure(Endpoint endpoint) {
        List<String> bodies = new ArrayList<>();
        for (int length = 1; length < endpoint.sample().length(); length += 3) {
            bodies.add(endpoint.sample().substring(0, length));
        }
        assertAllRefused(endpoint, bodies);
    }

    private static void assertAllRefused(Endpoint endpoint, List<String> bodies) {
        List<String> accepted = new ArrayList<>();
        for (String body : bodies) {
            Answer answer = read(endpoint, body);
            if (!answer.isDecodeFailure()) {
                accepted.add(body + " -> " + answer.text());
            }
        }
        assertThat(accepted).isEmpty();
    }

    @Test
    void aMessageSaysNothingOfTheBody() {
        Endpoint servers = Endpoint.of("servers");
        for (Field field : servers.fields()) {
            assertThat(read(servers, servers.with(field, "[\"s3cret\"]")).text())
                    .doesNotContain("s3cret", "192.168", "127.0.0.1", "jackson", "Exception", "line:");
        }
        assertThat(read(servers, "s3cret").text()).doesNotContain("s3cret", "jackson", "Exception", "line:");
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void theContentTypeDoesNotMatter(Endpoint endpoint) {
        SERVICES.answer(
                endpoint.service(),
                endpoint.url(),
                aResponse()
                        .withHeader("Content-Type", "text/plain")
                        .withBody(endpoint.sample().getBytes(StandardCharsets.UTF_8)));
        assertThat(endpoint.read().apply(client).outcome()).isEqualTo(Outcome.LIVE);
    }

    /** All of a value, what its own text leaves out included. */
    private static String text(Object value) {
        if (value instanceof UserPerformance performance) {
            return performance.userId() + performance;
        }
        return value instanceof LabCatalogue catalogue ? catalogue.labs().toString() : value.toString();
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void namesOfAnyLanguageArriveUnchanged(Endpoint endpoint) {
        for (Field field : endpoint.fields()) {
            if (field.kind() == Kind.TEXT && !field.name().equals("status")) {
                String name = "  Übung \u4f60\u597d \ud83d\ude80 <b>&amp; ../? #%41 ";
                Object value = value(endpoint, endpoint.with(field, "\"" + name + "\""));
                assertThat(text(value)).contains(name);
            }
        }
    }
}
