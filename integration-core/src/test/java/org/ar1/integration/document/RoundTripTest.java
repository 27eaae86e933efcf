package org.ar1.integration.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ar1.integration.insight.Explanation;
import org.ar1.integration.insight.InsightReport;
import org.ar1.integration.insight.InsightView;
import org.ar1.integration.insight.Move;
import org.ar1.integration.insight.QuietWindows;
import org.ar1.integration.insight.ResourceProfile;
import org.ar1.integration.insight.ServerCapacity;
import org.ar1.integration.insight.ServerForecast;
import org.ar1.integration.insight.WeeklyProfile;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.LearnerReport;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.upstream.ServerResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoundTripTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int VALUES = 60;

    /** Every document, by how a value of it is made, written and read. */
    @SuppressWarnings("ImmutableEnumChecker") // functions without a state
    enum Kind {
        LAB_UTILIZATION(
                values -> values.of(LabUtilizationReport.class),
                value -> ReportJson.write((LabUtilizationReport) value),
                ReportJson::readLabUtilization),
        SERVER_ALLOCATION(
                values -> values.of(ServerAllocationReport.class),
                value -> ReportJson.write((ServerAllocationReport) value),
                ReportJson::readServerAllocation),
        LEARNER(
                values -> values.of(LearnerReport.class),
                value -> ReportJson.write((LearnerReport) value),
                ReportJson::readLearner),
        INSIGHTS(
                values -> values.of(InsightReport.class),
                value -> InsightJson.write((InsightReport) value),
                InsightJson::read),
        EXPLANATION(
                values -> values.view(values.of(Explanation.class)),
                value -> InsightJson.write(RoundTripTest.<Explanation>view(value)),
                InsightJson::readExplanation),
        SERVERS(
                values -> values.view(List.of(values.of(ServerCapacity.class), values.of(ServerCapacity.class))),
                value -> InsightJson.servers(RoundTripTest.<List<ServerCapacity>>view(value)),
                InsightJson::readServers),
        PROFILE(
                RoundTripTest::profile,
                value -> InsightJson.profile(RoundTripTest.<WeeklyProfile>view(value)),
                InsightJson::readProfile),
        FORECAST(
                values -> values.view(Map.of(ServerResource.DISK, values.of(ServerForecast.class))),
                value -> InsightJson.forecast(RoundTripTest.<Map<ServerResource, ServerForecast>>view(value), 0),
                InsightJson::readForecast),
        QUIET_WINDOWS(
                values -> values.view(values.of(QuietWindows.class)),
                value -> InsightJson.quietWindows(RoundTripTest.<QuietWindows>view(value)),
                InsightJson::readQuietWindows),
        MOVE(
                values -> values.view(values.of(Move.class)),
                value -> InsightJson.move(RoundTripTest.<Move>view(value)),
                InsightJson::readMove);

        private final Function<RandomValues, Object> maker;
        private final Function<Object, byte[]> writer;
        private final Function<byte[], Object> reader;

        Kind(Function<RandomValues, Object> maker, Function<Object, byte[]> writer, Function<byte[], Object> reader) {
            this.maker = maker;
            this.writer = writer;
            this.reader = reader;
        }
    }

    @SuppressWarnings("unchecked") // each kind makes values of its own type
    private static <T> InsightView<T> view(Object value) {
        return (InsightView<T>) value;
    }

    private static InsightView<WeeklyProfile> profile(RandomValues values) {
        InsightView<?> head = values.of(InsightView.class);
        Map<ServerResource, ResourceProfile> resources = new LinkedHashMap<>();
        resources.put(ServerResource.MEMORY, values.of(ResourceProfile.class));
        return head.map(any -> new WeeklyProfile(7, head.zone(), head.window(), resources));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatIsReadEqualsWhatWasWritten(Kind kind) {
        for (int seed = 0; seed < VALUES; seed++) {
            Object value = kind.maker.apply(new RandomValues(seed));
            byte[] document = kind.writer.apply(value);
            Object read = kind.reader.apply(document);
            assertThat(read).as("seed %d", seed).isEqualTo(value);
            assertThat(new String(kind.writer.apply(read), UTF_8))
                    .as("seed %d", seed)
                    .isEqualTo(new String(document, UTF_8));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void unknownMembersAreIgnoredWhereverTheyAre(Kind kind) throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            Object value = kind.maker.apply(new RandomValues(seed));
            JsonNode tree = MAPPER.readTree(kind.writer.apply(value));
            ((ObjectNode) tree).putObject("a_member_of_a_later_version").put("of", 1);
            tree.findParents("outcome").forEach(source -> ((ObjectNode) source).putArray("later"));
            assertThat(kind.reader.apply(MAPPER.writeValueAsBytes(tree))).isEqualTo(value);
        }
    }

    @Test
    void membersThatDoNotAgreeAreNamedByWhereTheyAre() throws Exception {
        InsightReport report = (InsightReport) Stream.iterate(0, seed -> seed + 1)
                .map(seed -> Kind.INSIGHTS.maker.apply(new RandomValues(seed)))
                .filter(made -> !((InsightReport) made).insights().isEmpty())
                .findFirst()
                .orElseThrow();
        JsonNode tree = MAPPER.readTree(InsightJson.write(report));
        ((ObjectNode) tree.path("insights").path(0)).put("kind", "quiet_window");
        byte[] document = MAPPER.writeValueAsBytes(tree);

        assertThatThrownBy(() -> InsightJson.read(document))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageStartingWith("insights.0");
    }

    /** Each value of a document in turn is replaced by another; it is read, or refused by name. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatIsMalformedIsRefusedByName(Kind kind) throws Exception {
        byte[] document = kind.writer.apply(kind.maker.apply(new RandomValues(3)));
        int places = places(MAPPER.readTree(document)).size();
        assertThat(places).isPositive();
        List<JsonNode> others = List.of(
                MAPPER.getNodeFactory().textNode("\u202eother"),
                MAPPER.getNodeFactory().numberNode(1e300),
                MAPPER.getNodeFactory().booleanNode(true),
                MAPPER.getNodeFactory().objectNode(),
                MAPPER.getNodeFactory().arrayNode().add(-1),
                MAPPER.getNodeFactory().nullNode());
        int refused = 0;
        for (int i = 0; i < places; i++) {
            for (JsonNode other : others) {
                JsonNode tree = MAPPER.readTree(document);
                places(tree).get(i).accept(other);
                byte[] changed = MAPPER.writeValueAsBytes(tree);
                try {
                    assertThat(kind.reader.apply(changed)).isNotNull();
                } catch (InvalidDocumentException e) {
                    refused++;
                    assertThat(e.getMessage())
                            .isEqualTo(e.field() + " is " + e.value() + ", but must be " + e.expected());
                    assertThat(e.getMessage()).doesNotContain("\u202e").hasSizeLessThan(1500);
                }
            }
        }
        assertThat(refused).isGreaterThan(places);
    }

    private static List<Consumer<JsonNode>> places(JsonNode tree) {
        List<Consumer<JsonNode>> places = new ArrayList<>();
        if (tree instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                places.add(other -> object.set(name, other));
                places.addAll(places(object.get(name)));
            }
        } else if (tree instanceof ArrayNode array && !array.isEmpty()) {
            places.add(other -> array.set(0, other));
            places.addAll(places(array.get(0)));
        }
        return places;
    }

    private static InvalidDocumentException refusal(byte[] document) {
        return catchThrowableOfType(InvalidDocumentException.class, () -> ReportJson.readLabUtilization(document));
    }

    @Test
    void aDocumentThatIsCutOffIsRefusedAtEveryLength() {
        byte[] document = ReportJson.write(new RandomValues(5).of(LabUtilizationReport.class));
        for (int length = 0; length < document.length; length += 1 + length / 50) {
            assertThat(refusal(Arrays.copyOf(document, length)))
                    .as("%d bytes", length)
                    .isNotNull();
        }
    }

    @Test
    void theMessageNamesTheFieldTheValueAndWhatWasExpected() throws Exception {
        JsonNode tree = MAPPER.readTree(ReportJson.write(withSources()));
        ((ObjectNode) tree.get("sources").get(0)).put("outcome", "lively");

        InvalidDocumentException refusal = refusal(MAPPER.writeValueAsBytes(tree));

        assertThat(refusal.field()).isEqualTo("sources.0.outcome");
        assertThat(refusal.value()).isEqualTo("\"lively\"");
        assertThat(refusal.expected()).isEqualTo("one of live, cached, stale, failed, skipped");
    }

    @Test
    void aMemberThatIsMissingIsNamed() throws Exception {
        JsonNode tree = MAPPER.readTree(ReportJson.write(withSources()));
        ((ObjectNode) tree).remove("join");

        assertThat(refusal(MAPPER.writeValueAsBytes(tree))).hasMessage("join is missing, but must be an object");
    }

    @Test
    void repeatedMembersDeepNestingAndFurtherTextAreRefused() {
        assertThat(refusal("{\"timestamp\":1,\"timestamp\":2}".getBytes(UTF_8))).isNotNull();
        assertThat(refusal(("{\"a\":" + "[".repeat(100_000)).getBytes(UTF_8))).isNotNull();
        assertThat(refusal("{} {}".getBytes(UTF_8))).isNotNull();
        assertThat(refusal("<html>".getBytes(UTF_8)).field()).isEqualTo("the document");
    }

    @Test
    void aDocumentThatIsTooLargeIsRefusedUnread() {
        assertThat(refusal(new byte[(64 << 20) + 1]))
                .hasMessage("the document is of 67108865 bytes, but must be of at most 67108864 bytes");
    }

    private static LabUtilizationReport withSources() {
        for (int seed = 0; ; seed++) {
            LabUtilizationReport report = new RandomValues(seed).of(LabUtilizationReport.class);
            if (!report.sources().isEmpty()) {
                return report;
            }
        }
    }
}
