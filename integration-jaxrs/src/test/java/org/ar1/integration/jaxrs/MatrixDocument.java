package org.ar1.integration.jaxrs;

import static org.ar1.integration.jaxrs.MatrixSource.ALLOCATIONS;
import static org.ar1.integration.jaxrs.MatrixSource.LAB_PERFORMANCE;
import static org.ar1.integration.jaxrs.MatrixSource.LAB_USAGE;
import static org.ar1.integration.jaxrs.MatrixSource.PEAKS;
import static org.ar1.integration.jaxrs.MatrixSource.POPULAR;
import static org.ar1.integration.jaxrs.MatrixSource.TRENDS;
import static org.ar1.integration.jaxrs.MatrixSource.UTILIZATION;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ar1.integration.jaxrs.MatrixOracle.Fetched;
import org.ar1.integration.jaxrs.MatrixOracle.Line;

/**
 * Compares a document with the one of the same campus in good health: what a source says is there to the last digit, or
 * it is not there at all.
 */
final class MatrixDocument {

    private static final List<String> BLOCKS =
            List.of("lab_usage", "infrastructure_insights", "disagreements", "correlation", "labs", "infrastructure");

    private final MatrixOracle oracle;
    private final JsonNode healthy;
    private final Instant warmUp;
    private final Instant now;
    private final List<String> differences = new ArrayList<>();

    private MatrixDocument(MatrixOracle oracle, JsonNode healthy, Instant warmUp, Instant now) {
        this.oracle = oracle;
        this.healthy = healthy;
        this.warmUp = warmUp;
        this.now = now;
    }

    static List<String> differences(
            MatrixOracle oracle, JsonNode healthy, JsonNode actual, Instant warmUp, Instant now) {
        MatrixDocument document = new MatrixDocument(oracle, healthy, warmUp, now);
        document.compare(actual);
        return document.differences;
    }

    private void compare(JsonNode actual) {
        same("timestamp", now, Instant.parse(actual.path("timestamp").asText()));
        same(
                "integration_status",
                oracle.integrationStatus(),
                actual.path("integration_status").asText());
        JsonNode expected = expected();
        for (String block : BLOCKS) {
            same(block, expected.path(block), actual.path(block));
        }
        List<String> listed = new ArrayList<>();
        actual.path("sources").forEach(line -> listed.add(line.path("resource").asText()));
        List<String> due =
                oracle.endpoint().sources().stream().map(MatrixSource::resource).toList();
        same("sources", due, listed);
        if (due.equals(listed)) {
            for (int i = 0; i < due.size(); i++) {
                MatrixSource source = oracle.endpoint().sources().get(i);
                line(source, oracle.line(source), actual.path("sources").get(i));
            }
        }
    }

    private void line(MatrixSource source, Line expected, JsonNode actual) {
        String name = "source " + source.resource() + ": ";
        same(name + "service", source.service().id(), actual.path("service").asText());
        oneOf(name + "outcome", expected.outcomes(), actual.path("outcome").asText());
        JsonNode error = actual.path("error");
        if (expected.codes().isEmpty()) {
            same(name + "error", true, error.isNull());
        } else {
            oneOf(name + "error", expected.codes(), error.path("code").asText());
            same(name + "has a message", false, error.path("message").asText().isBlank());
        }
        if (expected.fetched() == Fetched.NEVER) {
            same(name + "fetched_at", true, actual.path("fetched_at").isNull());
            same(name + "age_seconds", true, actual.path("age_seconds").isNull());
        } else {
            Instant fetched = expected.fetched() == Fetched.NOW ? now : warmUp;
            same(
                    name + "fetched_at",
                    fetched.toString(),
                    actual.path("fetched_at").asText());
            same(
                    name + "age_seconds",
                    (double) Duration.between(fetched, now).toSeconds(),
                    actual.path("age_seconds").asDouble());
        }
        if (source.isAskedPerKey()) {
            calls(name, source, expected, actual.path("calls"));
        }
    }

    /** Each lab type and each server has the same fate. */
    private void calls(String name, MatrixSource source, Line expected, JsonNode actual) {
        int due = 0;
        for (JsonNode line : healthy.path("sources")) {
            if (line.path("resource").asText().equals(source.resource())) {
                due = line.path("calls").path("live").asInt();
            }
        }
        int found = 0;
        for (String outcome : expected.outcomes()) {
            found += actual.path(outcome).asInt();
        }
        int all = 0;
        for (JsonNode count : actual) {
            all += count.asInt();
        }
        int wanted = expected.outcomes().equals(Set.of("skipped")) ? 1 : due;
        same(name + "calls " + expected.outcomes(), wanted, found);
        same(name + "calls", wanted, all);
    }

    /** The healthy document without what is missing. */
    private JsonNode expected() {
        ObjectNode document = healthy.deepCopy();
        if (oracle.endpoint().isOfUse()) {
            withoutUse(document);
        } else {
            withoutServers(document);
        }
        return document;
    }

    private void withoutUse(ObjectNode document) {
        if (lacks(TRENDS)) {
            document.putObject("lab_usage");
        } else if (lacks(LAB_USAGE)) {
            document.path("lab_usage").forEach(usage -> ((ObjectNode) usage).putNull("detail"));
        }
        ObjectNode insights = (ObjectNode) document.path("infrastructure_insights");
        if (lacks(POPULAR)) {
            insights.putArray("popular_labs");
        }
        if (lacks(UTILIZATION)) {
            insights.putObject("utilization_status");
        }
        if (lacks(TRENDS) || lacks(POPULAR)) {
            document.putArray("disagreements");
            document.path("correlation")
                    .path("pairs")
                    .forEach(pair -> ((ObjectNode) pair)
                            .putNull("rho")
                            .putNull("p")
                            .put("n", 0)
                            .put("reason", "fewer than five pairs"));
        }
        if (lacks(TRENDS)) {
            ((ObjectNode) document.path("correlation")).putNull("application_window_days");
        }
    }

    private void withoutServers(ObjectNode document) {
        if (lacks(LAB_PERFORMANCE)) {
            document.path("labs").forEach(lab -> ((ObjectNode) lab).putNull("performance"));
        }
        if (lacks(PEAKS)) {
            for (JsonNode lab : document.path("labs")) {
                ObjectNode infrastructure = (ObjectNode) lab.path("infrastructure");
                infrastructure.putArray("peak_times");
                infrastructure.putNull("peaks_total");
                for (JsonNode server : infrastructure.path("servers")) {
                    if (server.has("peak_times")) {
                        ((ObjectNode) server).putNull("peaks_total").putArray("peak_times");
                    }
                }
            }
        }
        if (lacks(oracle.endpoint().history())) {
            ((ObjectNode) document.path("correlation")).putNull("infrastructure_window_weeks");
            document.path("infrastructure").path("servers").forEach(server -> ((ObjectNode) server).putNull("history"));
        }
        if (lacks(ALLOCATIONS)) {
            document.path("labs").forEach(lab -> ((ObjectNode) lab).putNull("infrastructure"));
            ObjectNode infrastructure = (ObjectNode) document.path("infrastructure");
            infrastructure.putObject("servers");
            infrastructure.putObject("allocation_map");
        }
        if (lacks(ALLOCATIONS) && lacks(MatrixSource.CATALOGUE)) {
            document.putObject("labs");
        }
    }

    private boolean lacks(MatrixSource source) {
        return !oracle.hasValue(source);
    }

    private void same(String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            differences.add(what + ": expected " + brief(expected) + " but was " + brief(actual));
        }
    }

    private void oneOf(String what, Set<String> expected, String actual) {
        if (!expected.contains(actual)) {
            differences.add(what + ": expected " + String.join(" or ", expected) + " but was " + actual);
        }
    }

    private static String brief(Object value) {
        String text = value.toString();
        return text.length() <= 1000 ? text : text.substring(0, 1000) + "...";
    }
}
