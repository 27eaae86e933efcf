package org.ar1.integration.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.document.ReportJson;
import org.ar1.integration.source.UnknownLabTypeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The service that this library replaces, and this library, on the same data. Whoever reads the older documents finds
 * all of it in the newer ones; the differences named here are all there are, and all on purpose.
 */
class ReferenceAnswersTest {

    /** What the documents have got in addition; what is in it is described by {@link DocumentShapeTest}. */
    private static final List<String> ADDED_TO_LAB_UTILIZATION = List.of(
            "/lab_usage/*/time_period_days",
            "/lab_usage/*/detail",
            "/infrastructure_insights/utilization_status/*/avg_time",
            "/infrastructure_insights/utilization_status/*/normalized_usage",
            "/infrastructure_insights/utilization_status/*/labs",
            "/correlation",
            "/disagreements",
            "/join",
            "/sources");

    private static final List<String> ADDED_TO_SERVER_ALLOCATION = List.of(
            "/labs/*/infrastructure/peaks_total",
            "/labs/*/infrastructure/servers",
            "/infrastructure/servers/*/utilization",
            "/infrastructure/servers/*/headroom",
            "/infrastructure/servers/*/binding_resource",
            "/infrastructure/servers/*/state",
            "/infrastructure/servers/*/reporting",
            "/infrastructure/servers/*/last_checked",
            "/infrastructure/servers/*/history",
            "/correlation",
            "/join",
            "/sources");

    /** Numbers that came as text, as MySQL sends sums. */
    private static final String MINUTES = "/infrastructure_insights/popular_labs/*/user_minutes is a number";

    private static final String PEAK_USERS = "/labs/*/infrastructure/peak_times/*/users is a number";

    @RegisterExtension
    static final FakeServices SERVICES = new FakeServices();

    @BeforeEach
    void replay() {
        SERVICES.replayEverything();
    }

    @AfterEach
    void nothingElseIsAsked() {
        assertThat(SERVICES.unexpected()).isEmpty();
    }

    /** A client at the time of the older answer. */
    private static IntegrationClient clientAt(JsonNode reference) {
        Instant then = Instant.parse(reference.get("timestamp").textValue() + "Z");
        return SERVICES.client(SERVICES.builder().clock(() -> then));
    }

    private static JsonNode utilization(JsonNode reference, String... labType) {
        try (IntegrationClient client = clientAt(reference)) {
            return json(ReportJson.write(
                    labType.length == 0
                            ? client.labUtilization().report()
                            : client.labUtilization().report(labType[0])));
        }
    }

    private static JsonNode allocation(JsonNode reference, String... labType) {
        try (IntegrationClient client = clientAt(reference)) {
            return json(ReportJson.write(
                    labType.length == 0
                            ? client.serverAllocation().report()
                            : client.serverAllocation().report(labType[0])));
        }
    }

    private static JsonNode json(byte[] document) {
        try {
            return Recording.JSON.readTree(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The older list in the newer order: labs with equal user-minutes by name. */
    private static JsonNode withTiesByName(JsonNode reference) {
        ArrayNode list = (ArrayNode) reference.at("/infrastructure_insights/popular_labs");
        List<JsonNode> labs = new ArrayList<>();
        list.forEach(labs::add);
        labs.sort(Comparator.<JsonNode>comparingInt(
                        lab -> -lab.get("user_minutes").asInt())
                .thenComparing(lab -> lab.get("name").textValue()));
        ((ObjectNode) reference.get("infrastructure_insights"))
                .set("popular_labs", Recording.JSON.createArrayNode().addAll(labs));
        return reference;
    }

    @Test
    void labUtilizationOfAllLabTypes() {
        JsonNode reference = withTiesByName(Recording.reference("lab-utilization"));
        DocumentComparison comparison = new DocumentComparison(reference, utilization(reference));
        assertThat(comparison.differences())
                .containsExactlyInAnyOrder(
                        "/timestamp was \"2026-11-23T02:47:13.894059\" and is \"2026-11-23T02:47:13.894Z\"",
                        "/lab_usage/filesystem is missing", // zeros that no service had stated
                        MINUTES);
        assertThat(comparison.additions()).containsExactlyInAnyOrderElementsOf(ADDED_TO_LAB_UTILIZATION);
    }

    @Test
    void popularLabsAreInOrderOfUseThenOfName() {
        JsonNode reference = Recording.reference("lab-utilization");
        assertThat(utilization(reference)
                        .at("/infrastructure_insights/popular_labs")
                        .findValuesAsText("name"))
                .containsExactly("Linux Basics", "Kubernetes", "Networking", "Filesystem", "Docker");
        assertThat(reference.at("/infrastructure_insights/popular_labs").findValuesAsText("name"))
                .containsExactly("Linux Basics", "Networking", "Kubernetes", "Filesystem", "Docker");
    }

    @Test
    void labUtilizationOfOneLabType() {
        JsonNode reference = Recording.reference("lab-utilization_docker");
        DocumentComparison comparison = new DocumentComparison(reference, utilization(reference, "docker"));
        assertThat(comparison.differences())
                .containsExactlyInAnyOrder(
                        "/timestamp was \"2026-11-23T02:47:13.931445\" and is \"2026-11-23T02:47:13.931Z\"", MINUTES);
        assertThat(comparison.additions()).containsExactlyInAnyOrderElementsOf(ADDED_TO_LAB_UTILIZATION);
    }

    @Test
    void labUtilizationOfALabTypeThatNobodyUsed() {
        JsonNode reference = Recording.reference("lab-utilization_filesystem");
        DocumentComparison comparison = new DocumentComparison(reference, utilization(reference, "filesystem"));
        assertThat(comparison.differences())
                .containsExactlyInAnyOrder(
                        "/timestamp was \"2026-11-23T02:47:13.983965\" and is \"2026-11-23T02:47:13.983Z\"",
                        "/lab_usage/filesystem is missing", // zeros that no service had stated
                        MINUTES);
        assertThat(comparison.additions())
                .containsExactlyInAnyOrderElementsOf(ADDED_TO_LAB_UTILIZATION.stream()
                        .filter(path -> !path.startsWith("/lab_usage"))
                        .toList());
    }

    @Test
    void serverAllocationOfAllLabTypes() {
        JsonNode reference = Recording.reference("server-allocation");
        DocumentComparison comparison = new DocumentComparison(reference, allocation(reference));
        assertThat(comparison.differences())
                .containsExactlyInAnyOrder(
                        "/timestamp was \"2026-11-23T02:47:14.083355\" and is \"2026-11-23T02:47:14.083Z\"",
                        PEAK_USERS);
        // The older service left out lab types without performance figures.
        assertThat(comparison.additions())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                ADDED_TO_SERVER_ALLOCATION.stream(),
                                Stream.of("/labs/filesystem", "/labs/operating-systems"))
                        .toList());
    }

    @Test
    void serverAllocationOfOneLabType() {
        JsonNode reference = Recording.reference("server-allocation_docker");
        DocumentComparison comparison = new DocumentComparison(reference, allocation(reference, "docker"));
        assertThat(comparison.differences())
                .containsExactlyInAnyOrder(
                        "/timestamp was \"2026-11-23T02:47:14.133180\" and is \"2026-11-23T02:47:14.133Z\"",
                        "/infrastructure/servers/2 is missing", // not a server of this lab type
                        PEAK_USERS);
        assertThat(comparison.additions()).containsExactlyInAnyOrderElementsOf(ADDED_TO_SERVER_ALLOCATION);
    }

    @Test
    void aLabTypeWithoutPerformanceHasItsPlaceOnly() {
        JsonNode reference = Recording.reference("server-allocation");
        JsonNode labs = allocation(reference).get("labs");
        assertThat(labs.at("/filesystem/name").textValue()).isEqualTo("Filesystem");
        assertThat(labs.at("/filesystem/performance").isNull()).isTrue();
        assertThat(labs.at("/filesystem/infrastructure/server_id").intValue()).isEqualTo(1);
        assertThat(labs.at("/operating-systems/name").textValue()).isEqualTo("Operating Systems");
        assertThat(labs.at("/operating-systems/performance").isNull()).isTrue();
        assertThat(labs.at("/operating-systems/infrastructure").isNull()).isTrue();
    }

    @Test
    void aLabTypeThatNobodyKnowsIsNoDocument() {
        assertThat(Recording.reference("lab-utilization_nope").has("lab_usage")).isTrue();
        assertThat(Recording.reference("server-allocation_nope").has("labs")).isTrue();
        IntegrationClient client = SERVICES.client();
        assertThatThrownBy(() -> client.labUtilization().report("nope"))
                .isInstanceOfSatisfying(
                        UnknownLabTypeException.class,
                        unknown -> assertThat(unknown.labType()).isEqualTo("nope"));
        assertThatThrownBy(() -> client.serverAllocation().report("nope"))
                .isInstanceOfSatisfying(
                        UnknownLabTypeException.class,
                        unknown -> assertThat(unknown.labType()).isEqualTo("nope"));
    }

    @Test
    void aComparisonSeesWhatIsWrong() {
        JsonNode older = json("{\"a\":1.0,\"b\":{\"c\":[1,\"2\"]},\"d\":null,\"e\":\"x\"}".getBytes(UTF_8));
        JsonNode newer = json("{\"a\":1,\"b\":{\"c\":[3,2],\"f\":0},\"d\":0}".getBytes(UTF_8));
        DocumentComparison comparison = new DocumentComparison(older, newer);
        assertThat(comparison.differences())
                .isEqualTo(
                        Set.of("/b/c/0 was 1 and is 3", "/b/c/* is a number", "/d was null and is 0", "/e is missing"));
        assertThat(comparison.additions()).containsExactly("/b/f");
    }
}
