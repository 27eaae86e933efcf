package org.ar1.integration.jaxrs;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares what the eight paths answer while sources fail with what they answer in good health: each figure is the same to
 * the last digit, or it is not there, or the answer says that it is less sure.
 */
final class InsightMatrixDocument {

    /** What says how sure an answer is and what it rests on, not what is so. */
    private static final Set<String> NO_FIGURES = Set.of(
            "timestamp",
            "integration_status",
            "sources",
            "report_sources",
            "state",
            "caveats",
            "confidence",
            "counts",
            "total",
            "withheld",
            "retry_after_seconds",
            "join");

    /** A verdict and a reason that say that there is no figure. */
    private static final Set<String> SAYS_NOTHING = Set.of("unknown", "SOURCE_FAILED");

    /** How a source that is slow fails, be it only because the machine is. */
    private static final Set<String> SLOW = Set.of("timeout", "deadline");

    private static final String LAB_TYPES = "/integration/lab-types";

    private static final List<String> KEYS =
            List.of("id", "server_id", "lab_type", "date", "name", "cell", "lab", "figure", "key");

    private final InsightMatrixFault fault;
    private final Set<InsightMatrixSource> failed;
    private final Map<String, HttpResponse<String>> healthy;
    private final Map<String, HttpResponse<String>> actual;
    private final List<String> differences = new ArrayList<>();

    private InsightMatrixDocument(
            InsightMatrixFault fault,
            Set<InsightMatrixSource> failed,
            Map<String, HttpResponse<String>> healthy,
            Map<String, HttpResponse<String>> actual) {
        this.fault = fault;
        this.failed = failed;
        this.healthy = healthy;
        this.actual = actual;
    }

    static List<String> differences(
            InsightMatrixFault fault,
            Set<InsightMatrixSource> failed,
            Map<String, HttpResponse<String>> healthy,
            Map<String, HttpResponse<String>> actual) {
        InsightMatrixDocument document = new InsightMatrixDocument(fault, failed, healthy, actual);
        document.compare();
        return document.differences;
    }

    private void compare() {
        String list = InsightMatrixCampus.PATHS.get(0);
        actual.forEach((path, answer) -> {
            int status = answer.statusCode();
            boolean unsaid = path.equals(InsightMatrixCampus.PATHS.get(1)) && status == 404;
            if (status != 200 && status != 503 && !unsaid) {
                differences.add(path + ": the status is " + status);
            }
            if (status == 503 && answer.headers().firstValue("Retry-After").isEmpty()) {
                differences.add(path + ": there is no Retry-After");
            }
            if (status == 200) {
                JsonNode document = Http.json(answer);
                sources(path, document.path("sources"));
                if (path.equals(list)) {
                    listed(document);
                } else if (path.equals(LAB_TYPES) && failed.contains(InsightMatrixSource.CATALOGUE)) {
                    guessedTypes(document);
                } else {
                    figures(path, Http.json(healthy.get(path)), document, isLessSure(document));
                }
            }
        });
        if (actual.get(list).statusCode() != 200) {
            differences.add("one source fails, and the insights are not given");
        }
    }

    /** Without the catalogue the types of labs are guessed by their names, and nothing is known of the events of a guess. */
    private void guessedTypes(JsonNode document) {
        JsonNode before = Http.json(healthy.get(LAB_TYPES)).path("lab_types");
        for (JsonNode row : document.path("lab_types")) {
            JsonNode same = counterpart(before, row);
            for (String figure : List.of("events", "users", "errors", "success_rate")) {
                figures(LAB_TYPES + "[" + key(row) + "]." + figure, same.path(figure), row.path(figure), false);
            }
        }
    }

    private void sources(String path, JsonNode lines) {
        for (InsightMatrixSource source : failed) {
            for (JsonNode line : lines) {
                if (isLineOf(source, line)) {
                    String outcome = line.path("outcome").asText();
                    String code = line.path("error").path("code").asText();
                    boolean denied =
                            source == InsightMatrixSource.PERFORMANCE_OF_TYPE && fault == InsightMatrixFault.LYING_404;
                    boolean said = outcome.equals("failed") && (fault.codes().contains(code) || SLOW.contains(code));
                    // A 404 of a lab type is an absence where the catalogue does not hold what would be absent.
                    if (!said && !denied && !outcome.equals("skipped")) {
                        differences.add(path + ": " + source + " is " + outcome + " with " + code);
                    }
                }
            }
        }
    }

    private static boolean isLineOf(InsightMatrixSource source, JsonNode line) {
        String resource = line.path("resource").asText();
        return line.path("service").asText().equals(source.service().id())
                && (resource.equals(source.resource())
                        || (source == InsightMatrixSource.TRENDS && resource.startsWith("trends")));
    }

    /** A 404 of a lab type that the catalogue holds passes for an absence. */
    private boolean isLessSure(JsonNode document) {
        return (fault == InsightMatrixFault.LYING_404 && failed.contains(InsightMatrixSource.PERFORMANCE_OF_TYPE))
                || document.path("state").asText().equals("widened")
                || !document.path("caveats").isEmpty()
                || document.path("insight").path("state").asText().equals("widened");
    }

    private void listed(JsonNode document) {
        JsonNode before = Http.json(healthy.get(InsightMatrixCampus.PATHS.get(0)));
        Map<String, JsonNode> known = new TreeMap<>();
        before.path("insights").forEach(insight -> known.put(insight.path("id").asText(), insight));
        Set<String> withheld = new HashSet<>();
        document.path("withheld").forEach(none -> {
            for (JsonNode reason : none.path("reason_codes")) {
                if (Set.of("SOURCE_FAILED", "TOO_MANY_SERVERS").contains(reason.asText())) {
                    withheld.add(none.path("kind").asText());
                }
            }
        });
        Set<String> due = new HashSet<>();
        failed.forEach(source -> due.addAll(source.kinds()));
        // Without the allocations it is not known whose peaks to ask for.
        if (failed.contains(InsightMatrixSource.ALLOCATIONS)) {
            due.addAll(InsightMatrixSource.PEAKS.kinds());
        }
        if (!withheld.containsAll(due) || !due.containsAll(withheld)) {
            differences.add("withheld for a source: " + withheld + ", but due are " + due);
        }
        for (JsonNode insight : document.path("insights")) {
            String id = insight.path("id").asText();
            if (due.contains(insight.path("kind").asText())) {
                differences.add(id + " is listed and withheld");
            } else if (known.containsKey(id)) {
                figures(id, known.get(id), insight, isLessSure(insight));
            } else if (!isLessSure(insight)) {
                differences.add(id + " is listed, but not in good health");
            }
        }
    }

    /** Nothing that was not said in good health. */
    private void figures(String where, JsonNode expected, JsonNode found, boolean lessSure) {
        if (found.isNull() || found.equals(expected) || SAYS_NOTHING.contains(found.asText())) {
            return;
        }
        if (found.isObject()) {
            boolean unsure = lessSure || isLessSure(found);
            found.properties().forEach(field -> {
                if (!NO_FIGURES.contains(field.getKey())) {
                    figures(where + "." + field.getKey(), expected.path(field.getKey()), field.getValue(), unsure);
                }
            });
        } else if (found.isArray()) {
            for (JsonNode element : found) {
                figures(where + "[" + key(element) + "]", counterpart(expected, element), element, lessSure);
            }
        } else if (!lessSure) {
            differences.add(where + ": " + found + ", but in good health " + expected);
        }
    }

    private static JsonNode counterpart(JsonNode expected, JsonNode element) {
        for (JsonNode other : expected) {
            if (element.isObject() ? key(element).equals(key(other)) : element.equals(other)) {
                return other;
            }
        }
        return expected.path(expected.size());
    }

    private static String key(JsonNode element) {
        StringBuilder key = new StringBuilder();
        for (String name : List.of("weekday", "hour", "resource", "at")) {
            key.append(element.path(name).asText()).append(' ');
        }
        for (String name : KEYS) {
            key.append(element.path(name).asText()).append(' ');
        }
        return key.toString().strip();
    }
}
