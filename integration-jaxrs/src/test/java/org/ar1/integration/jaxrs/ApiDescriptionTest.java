package org.ar1.integration.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.ar1.integration.insight.Caveat;
import org.ar1.integration.insight.ConfidenceLevel;
import org.ar1.integration.insight.FailoverVerdict;
import org.ar1.integration.insight.Finding;
import org.ar1.integration.insight.ForecastStatus;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.InsightState;
import org.ar1.integration.insight.MoveVerdict;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.Severity;
import org.ar1.integration.insight.SubjectType;
import org.ar1.integration.jaxrs.http.Problem;
import org.ar1.integration.jaxrs.http.ServiceInfo;
import org.ar1.integration.report.Correlation;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.PerformanceCorrelation;
import org.ar1.integration.report.ServerReporting;
import org.ar1.integration.report.ServerState;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.UndeterminedLabTypeException;
import org.ar1.integration.source.UndeterminedServerException;
import org.ar1.integration.source.UnknownInsightException;
import org.ar1.integration.source.UnknownLabTypeException;
import org.ar1.integration.source.UnknownLearnerException;
import org.ar1.integration.source.UnknownServerException;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.upstream.ServerResource;
import org.ar1.integration.upstream.UtilizationStatus;
import org.junit.jupiter.api.Test;

/** The description by itself: complete, and true to the code. */
class ApiDescriptionTest {

    private static final JsonNode DOCUMENT = ApiDescription.OF_THIS_BUILD.document();

    @Test
    void isOpenApi31OfThisVersion() {
        assertThat(DOCUMENT.path("openapi").asText()).startsWith("3.1.");
        assertThat(DOCUMENT.at("/info/version").asText()).isEqualTo(ServiceInfo.version());
        assertThat(DOCUMENT.at("/info/title").asText()).isEqualTo(ServiceInfo.NAME);
    }

    @Test
    void hasEveryPathThatTheServiceNamesOfItself() {
        List<String> paths = names(DOCUMENT.path("paths"));
        assertThat(paths).contains("/", "/health", "/metrics", "/openapi.json", "/openapi.yaml");
        Http.json(new String(ServiceInfo.json(false, true, List.of()), StandardCharsets.UTF_8))
                .path("endpoints")
                .forEach(endpoint -> assertThat(paths).contains(endpoint.asText()));
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        walk("", DOCUMENT, (at, node) -> {
            if (node.path("$ref").isTextual()) {
                assertThat(ApiDescription.OF_THIS_BUILD.resolve(node).isMissingNode())
                        .as(at + " " + node.path("$ref").asText())
                        .isFalse();
            }
        });
    }

    @Test
    void everyPartIsDescribed() {
        DOCUMENT.path("components").path("schemas").properties().forEach(schema -> {
            assertThat(schema.getValue().path("description").asText())
                    .as(schema.getKey())
                    .isNotBlank();
            schema.getValue()
                    .path("properties")
                    .properties()
                    .forEach(property -> assertThat(
                                    property.getValue().path("description").asText())
                            .as(schema.getKey() + "." + property.getKey())
                            .isNotBlank());
        });
        for (String kind : List.of("responses", "headers", "parameters")) {
            DOCUMENT.path("components")
                    .path(kind)
                    .properties()
                    .forEach(part -> assertThat(
                                    part.getValue().path("description").asText())
                            .as(kind + " " + part.getKey())
                            .isNotBlank());
        }
        DOCUMENT.path("paths").properties().forEach(path -> {
            assertThat(path.getValue().at("/get/summary").asText())
                    .as(path.getKey())
                    .isNotBlank();
            assertThat(path.getValue().at("/get/operationId").asText())
                    .as(path.getKey())
                    .isNotBlank();
        });
    }

    /** A page that executes requests asks for the first. */
    @Test
    void jsonIsTheFirstContentOfEveryAnswerThatHasIt() {
        assertThat(DOCUMENT.at("/components/responses").properties())
                .extracting(response -> names(response.getValue().path("content")))
                .filteredOn(content -> content.contains("application/json"))
                .hasSizeGreaterThan(6)
                .allSatisfy(content -> assertThat(content).startsWith("application/json"));
    }

    /** Missing values are written as null, so that only these may be absent. */
    @Test
    void everyFieldIsRequiredButEight() {
        List<String> optional = new ArrayList<>();
        DOCUMENT.path("components").path("schemas").properties().forEach(schema -> {
            List<String> required = texts(schema.getValue().path("required"));
            names(schema.getValue().path("properties")).stream()
                    .filter(name -> !required.contains(name))
                    .forEach(name -> optional.add(schema.getKey() + "." + name));
        });
        assertThat(optional)
                .containsExactlyInAnyOrder(
                        "HealthCheck.data",
                        "Problem.did_you_mean",
                        "Problem.parameter",
                        "Problem.server_id",
                        "ServerPlacement.peak_times",
                        "ServerPlacement.peaks_total",
                        "Service.sample_data",
                        "Source.calls");
    }

    @Test
    void everyAnswerHasAnExampleAndWhereItIsJsonAValidOne() {
        DOCUMENT.at("/components/responses")
                .properties()
                .forEach(response -> response.getValue()
                        .path("content")
                        .properties()
                        .forEach(content -> {
                            String what = response.getKey() + " " + content.getKey();
                            JsonNode examples = content.getValue().path("examples");
                            assertThat(examples.isEmpty() && !response.getKey().equals("ApiDefinition"))
                                    .as(what)
                                    .isFalse();
                            if (!ApiDescription.isJson(content.getKey())) {
                                return;
                            }
                            examples.forEach(example -> assertThat(ApiDescription.OF_THIS_BUILD.faults(
                                            content.getValue().path("schema"),
                                            example.path("value").toString()))
                                    .as(what)
                                    .isEmpty());
                        }));
    }

    @Test
    void theProblemsOfTheExamplesAreThoseOfTheCode() {
        List<Problem> known = List.of(
                Problem.ofStatus(400),
                Problem.invalidParameter("lab_type", "The parameter lab_type is not percent-encoded UTF-8."),
                Problem.ofStatus(401),
                Problem.ofStatus(404),
                Problem.ofStatus(405),
                Problem.ofStatus(406),
                Problem.ofStatus(412),
                Problem.internal(new IllegalStateException()),
                Problem.of(new UnknownLabTypeException("x")),
                Problem.of(new UndeterminedLabTypeException("x", Duration.ZERO, List.of())),
                Problem.of(new UnknownServerException(99)),
                Problem.of(new UndeterminedServerException(1, Duration.ZERO, List.of())),
                Problem.of(new UnknownInsightException("x")),
                Problem.of(new UnknownLearnerException()),
                Problem.overloaded(),
                Problem.stopping());
        List<String> written = known.stream()
                .map(problem ->
                        new String(problem.toJson("4b8f0c2e-7d1a-4f57-9a53-0c6a1f1d2e3b"), StandardCharsets.UTF_8))
                .toList();
        List<String> examples = new ArrayList<>();
        DOCUMENT.at("/components/responses")
                .forEach(response -> response.path("content")
                        .path(Problem.MEDIA_TYPE)
                        .path("examples")
                        .forEach(example -> examples.add(example.path("value").toString())));

        assertThat(examples).containsAll(written);
        assertThat(examples)
                .filteredOn(example -> !example.contains(":source-unavailable"))
                .allMatch(written::contains);
    }

    @Test
    void closedListsAreThoseOfTheLibrary() {
        assertThat(values("Source", "service"))
                .containsExactlyElementsOf(ids(UpstreamService.values(), UpstreamService::id));
        assertThat(values("Source", "outcome")).containsExactlyElementsOf(ids(Outcome.values(), Outcome::id));
        assertThat(values("SourceError", "code")).containsExactlyElementsOf(ids(ErrorCode.values(), ErrorCode::id));
        assertThat(values("Server", "reporting"))
                .containsExactlyElementsOf(ids(ServerReporting.values(), ServerReporting::id));
        assertThat(values("Server", "state")).containsExactlyElementsOf(ids(ServerState.values(), ServerState::id));
        assertThat(values("Server", "binding_resource"))
                .containsExactlyElementsOf(ids(ServerResource.values(), ServerResource::id));
        assertThat(values("TypeUtilization", "status"))
                .containsExactlyElementsOf(ids(UtilizationStatus.values(), UtilizationStatus::id))
                .isEqualTo(values("LabUtilization", "status"));
        assertThat(values("LabUtilizationReport", "integration_status"))
                .containsExactlyElementsOf(ids(IntegrationStatus.values(), IntegrationStatus::id))
                .isEqualTo(values("ServerAllocationReport", "integration_status"));
        assertThat(values("CorrelationPair", "application"))
                .containsExactlyElementsOf(
                        ids(Correlation.ApplicationMeasure.values(), Correlation.ApplicationMeasure::id));
        assertThat(values("CorrelationPair", "infrastructure"))
                .containsExactlyElementsOf(
                        ids(Correlation.InfrastructureMeasure.values(), Correlation.InfrastructureMeasure::id));
        assertThat(values("PerformanceCorrelationPair", "application"))
                .containsExactlyElementsOf(ids(
                        PerformanceCorrelation.ApplicationMeasure.values(),
                        PerformanceCorrelation.ApplicationMeasure::id));
        assertThat(values("PerformanceCorrelationPair", "infrastructure"))
                .containsExactlyElementsOf(ids(
                        PerformanceCorrelation.InfrastructureMeasure.values(),
                        PerformanceCorrelation.InfrastructureMeasure::id));
        assertThat(values("PerformanceCorrelationPair", "reason")).isEqualTo(values("CorrelationPair", "reason"));
        assertThat(values("LearnerReport", "integration_status"))
                .isEqualTo(values("ServerAllocationReport", "integration_status"));
        for (String field : List.of("state", "reporting", "binding_resource")) {
            assertThat(values("LearnerServer", field)).isEqualTo(values("Server", field));
        }
        assertThat(values("CorrelationPair", "reason"))
                .containsExactlyElementsOf(ids(Correlation.Reason.values(), Correlation.Reason::text));
    }

    @Test
    void closedListsOfTheInsightsAreThoseOfTheLibrary() {
        assertThat(values("Insight", "kind"))
                .containsExactlyElementsOf(ids(InsightKind.values(), InsightKind::id))
                .isEqualTo(values("WithheldInsight", "kind"));
        assertThat(values("Insight", "severity")).containsExactlyElementsOf(ids(Severity.values(), Severity::id));
        assertThat(values("Insight", "state")).containsExactlyElementsOf(ids(InsightState.values(), InsightState::id));
        assertThat(values("Insight", "resource"))
                .containsExactlyElementsOf(ids(ServerResource.values(), ServerResource::id));
        assertThat(texts(DOCUMENT.at("/components/schemas/Insight/properties/reason_codes/items/enum")))
                .containsExactlyElementsOf(ids(ReasonCode.values(), ReasonCode::id));
        assertThat(texts(DOCUMENT.at("/components/schemas/Insight/properties/caveats/items/enum")))
                .containsExactlyElementsOf(ids(Caveat.values(), Caveat::id));
        assertThat(values("InsightConfidence", "level"))
                .containsExactlyElementsOf(ids(ConfidenceLevel.values(), ConfidenceLevel::id));
        assertThat(values("InsightSubject", "type"))
                .containsExactlyElementsOf(ids(SubjectType.values(), SubjectType::id));
        assertThat(values("ServerRow", "state")).containsExactlyElementsOf(ids(ServerState.values(), ServerState::id));
        assertThat(values("ServerRow", "finding")).containsExactlyElementsOf(ids(Finding.values(), Finding::id));
        assertThat(values("FailoverLine", "verdict"))
                .containsExactlyElementsOf(ids(FailoverVerdict.values(), FailoverVerdict::id));
        assertThat(values("ResourceForecast", "status"))
                .containsExactlyElementsOf(ids(ForecastStatus.values(), ForecastStatus::id));
        assertThat(values("Move", "verdict")).containsExactlyElementsOf(ids(MoveVerdict.values(), MoveVerdict::id));
        assertThat(values("LabTypeRow", "status"))
                .containsExactlyElementsOf(ids(UtilizationStatus.values(), UtilizationStatus::id));
    }

    @Test
    void examplesOfHeadersAreAsTheirSchemasSay() {
        DOCUMENT.at("/components/headers")
                .forEach(header -> header.at("/schema/examples").forEach(example -> {
                    assertThat(example.asText()).doesNotContain("\\");
                    assertThat(header.at("/schema/type").asText().equals("integer"))
                            .isEqualTo(example.isInt());
                    if (header.at("/schema").has("pattern")) {
                        assertThat(example.asText())
                                .matches(header.at("/schema/pattern").asText());
                    }
                }));
    }

    @Test
    void namesNoClassOfOurs() {
        assertThat(DOCUMENT.toString()).doesNotContain("org.ar1", "java.", "Schemas");
    }

    private static List<String> values(String schema, String field) {
        JsonNode property = DOCUMENT.at("/components/schemas/" + schema + "/properties/" + field);
        return texts(property.has("enum") ? property.path("enum") : property.at("/anyOf/0/enum"));
    }

    private static <E> List<String> ids(E[] values, Function<E, String> id) {
        return Arrays.stream(values).map(id).toList();
    }

    private static List<String> names(JsonNode object) {
        return Stream.of(object)
                .flatMap(node -> StreamSupport.stream(((Iterable<String>) node::fieldNames).spliterator(), false))
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static void walk(String at, JsonNode node, BiConsumer<String, JsonNode> visitor) {
        visitor.accept(at, node);
        node.properties().forEach(field -> walk(at + "/" + field.getKey(), field.getValue(), visitor));
        if (node.isArray()) {
            node.forEach(element -> walk(at + "[]", element, visitor));
        }
    }
}
