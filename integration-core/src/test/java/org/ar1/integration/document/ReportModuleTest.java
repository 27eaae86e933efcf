package org.ar1.integration.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ar1.integration.InsightRequest;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.insight.InsightView;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.testkit.SampleCampus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReportModuleTest {

    private static SampleCampus campus;
    private static IntegrationClient client;

    /** Each value that the module writes, by its document. */
    private static final Map<Object, String> DOCUMENTS = new LinkedHashMap<>();

    private final ObjectMapper mapper =
            JsonMapper.builder().addModule(new ReportModule()).build();

    @BeforeAll
    static void readEverything() {
        campus = SampleCampus.start();
        client = IntegrationClient.create(IntegrationConfig.fromEnvironment(campus.environment()));
        document(client.labUtilization().report(), ReportJson::write);
        document(client.labUtilization().report("docker"), ReportJson::write);
        document(client.serverAllocation().report(), ReportJson::write);
        document(client.learners().report("468c9e7a-33f0-4223-b2ec-45c8ec2a4e2a"), ReportJson::write);
        document(client.insights().report(), InsightJson::write);
        var table = client.insights().servers();
        document(table, InsightJson::servers);
        document(table.value().get(0), server -> InsightJson.serverLines(List.of(server)));
        long server = table.value().get(0).serverId();
        InsightRequest standard = InsightRequest.standard();
        String id = client.insights().report().insights().get(0).heading().id();
        document(client.insights().explain(id), InsightJson::write);
        document(client.insights().report().insights().get(0), insight -> InsightJson.lines(List.of(insight)));
        document(client.insights().profile(server, standard), InsightJson::profile);
        document(client.insights().forecast(server, standard), view -> InsightJson.forecast(view, server));
        document(client.insights().quietWindows(server, 2, standard), InsightJson::quietWindows);
        document(client.insights().placement("docker", server, server + 1, standard), InsightJson::move);
        var all = client.campus().report();
        document(all, CampusJson::write);
        document(all.labTypes().get("docker"), type -> CampusJson.labTypeLines(List.of(type)));
    }

    private interface Writing<T> {
        byte[] bytes(T value);
    }

    private static <T> void document(T value, Writing<T> writing) {
        DOCUMENTS.put(value, new String(writing.bytes(value), UTF_8).strip());
    }

    @AfterAll
    static void close() {
        client.close();
        campus.close();
    }

    private static LabUtilizationReport report() {
        return DOCUMENTS.keySet().stream()
                .filter(LabUtilizationReport.class::isInstance)
                .map(LabUtilizationReport.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyValueIsWrittenAsTheLibraryWritesIt() {
        assertThat(DOCUMENTS)
                .allSatisfy((value, document) -> assertThat(written(value))
                        .as(value.getClass().getSimpleName())
                        .isEqualTo(document));
    }

    private String written(Object value) {
        return written(mapper, value);
    }

    /** Of the bytes, because texts may hold other characters where bytes have escapes. */
    private static String written(ObjectMapper mapper, Object value) {
        try {
            return new String(mapper.writeValueAsBytes(value), UTF_8);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyTypeOfTheModuleHasADocumentHere() {
        assertThat(ReportModule.types()).allSatisfy(type -> {
            if (!type.getSimpleName().equals("Withheld")) {
                assertThat(DOCUMENTS.keySet()).anyMatch(type::isInstance);
            }
        });
    }

    @Test
    void valuesThatStandInOtherValuesAreWrittenAlike() {
        for (Map.Entry<Object, String> document : DOCUMENTS.entrySet()) {
            Object value = document.getKey();
            String json = document.getValue();

            assertThat(written(new Around(7, value))).isEqualTo("{\"before\":7,\"inside\":" + json + "}");
            assertThat(written(List.of(value, value))).isEqualTo("[" + json + "," + json + "]");
            assertThat(written(Map.of("k", value))).isEqualTo("{\"k\":" + json + "}");
        }
    }

    private record Around(int before, Object inside) {}

    private record Typed(LabUtilizationReport report) {}

    @Test
    void aReportOfADeclaredTypeIsWrittenAlike() {
        assertThat(written(new Typed(report()))).isEqualTo("{\"report\":" + DOCUMENTS.get(report()) + "}");
    }

    @Test
    void aTreeHasTheSameMembers() {
        assertThat(DOCUMENTS)
                .allSatisfy((value, document) -> assertThat(written(mapper.valueToTree(value)))
                        .as(value.getClass().getSimpleName())
                        .isEqualTo(document));
    }

    @Test
    void settingsOfTheMapperChangeNoNamesAndDropNothing() {
        ObjectMapper other = JsonMapper.builder()
                .addModule(new ReportModule())
                .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.NON_EMPTY))
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .activateDefaultTyping(BasicPolymorphicTypeValidator.builder()
                        .allowIfBaseType(Object.class)
                        .build())
                .build();

        assertThat(written(other, report())).isEqualTo(DOCUMENTS.get(report()));
        assertThat(written(other, new Typed(report()))).isEqualTo("{\"Report\":" + DOCUMENTS.get(report()) + "}");
    }

    @Test
    void realNumbersAreShortestOnEveryJdk() throws IOException {
        SimpleModule numbers = new SimpleModule();
        numbers.addSerializer(Double.class, new StdSerializer<>(Double.class) {
            private static final long serialVersionUID = 1L;

            @Override
            public void serialize(Double value, JsonGenerator out, SerializerProvider provider) throws IOException {
                AnyJson.writeReal(out, value);
            }
        });

        assertThat(JsonMapper.builder()
                        .addModule(numbers)
                        .build()
                        .writeValueAsString(List.of(0.5, 2.0E-3, 60.0, Double.valueOf("2e23"))))
                .isEqualTo("[0.5,0.002,60,2.0E23]");
    }

    @Test
    void servicesFindTheModule() {
        assertThat(ObjectMapper.findModules()).hasAtLeastOneElementOfType(ReportModule.class);
        assertThat(written(JsonMapper.builder().findAndAddModules().build(), report()))
                .isEqualTo(DOCUMENTS.get(report()));
    }

    @Test
    void aMapperWithoutTheModuleIsLeftAlone() {
        assertThat(new ObjectMapper().getRegisteredModuleIds()).isEmpty();
    }

    @Test
    void twoModulesCountAsOne() {
        assertThat(((MapperBuilder<?, ?>) JsonMapper.builder().addModules(new ReportModule(), new ReportModule()))
                        .build()
                        .getRegisteredModuleIds())
                .hasSize(1);
    }

    @Test
    void aViewOfAnythingElseIsRefusedByName() {
        InsightView<Integer> view = client.insights().servers().map(List::size);

        assertThat(catchThrowable(() -> mapper.writeValueAsString(view)))
                .hasMessageContaining("no JSON for an InsightView of a Integer");
    }
}
