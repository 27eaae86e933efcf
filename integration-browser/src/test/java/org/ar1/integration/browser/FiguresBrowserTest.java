package org.ar1.integration.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each figure that the page shows is the one of the JSON. */
class FiguresBrowserTest extends OnTheDemo {

    FiguresBrowserTest() {
        super(Map.of());
    }

    @Test
    void theTableOfServersIsTheJsons() throws Exception {
        browser.open(service.page(""));
        List<String> expected = new ArrayList<>();
        for (JsonNode one : service.json("integration/servers?limit=500").path("servers")) {
            JsonNode busiest = one.path("busiest_hour");
            expected.add(one.path("name").asText()
                    + (busiest.isMissingNode() || busiest.isNull()
                            ? ""
                            : " " + number(busiest.path("headroom")) + " " + number(busiest.path("needed")) + " "
                                    + number(busiest.path("maximum"))));
        }

        assertThat(browser.strings("return [...document.querySelectorAll('#servers tbody tr')].map((row) =>"
                        + " [row.querySelector('th').textContent,"
                        + " ...[...row.querySelectorAll('data')].map((one) => one.value)].join(' '))"))
                .isEqualTo(expected);
    }

    private static String number(JsonNode node) {
        return new BigDecimal(node.asText()).stripTrailingZeros().toPlainString();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7})
    void eachHourOfTheWeekIsTheJsons(int server) throws Exception {
        browser.open(service.page("?server=" + server));
        List<String> expected = new ArrayList<>();
        for (JsonNode resource :
                service.json("integration/servers/" + server + "/profile").path("resources")) {
            for (JsonNode cell : resource.path("cells")) {
                expected.add(
                        cell.path("p95").isNull()
                                ? "–not known"
                                : String.valueOf(Math.round(cell.path("p95").asDouble() * 100)));
            }
        }

        assertThat(browser.strings(
                        "return [...document.querySelectorAll('.week tbody td')].map((one) => one.textContent)"))
                .isEqualTo(expected)
                .hasSizeGreaterThanOrEqualTo(2 * 168);
    }

    @Test
    void everyFigureOnThePageIsInTheJson() throws Exception {
        Set<BigDecimal> known = new HashSet<>();
        for (String path : List.of(
                "integration/insights?limit=500",
                "integration/servers?limit=500",
                "integration/lab-types?limit=500",
                "integration/servers/3/profile",
                "integration/servers/3/forecast",
                "integration/servers/7/forecast",
                "integration/servers/3/quiet-windows")) {
            numbers(service.json(path), known);
        }
        for (String view : List.of("", "?server=3", "?all=lab_types", "?all=servers")) {
            browser.open(service.page(view));
            for (String value :
                    browser.strings("return [...document.querySelectorAll('main data')].map((one) => one.value)")) {
                assertThat(known).as(view).contains(new BigDecimal(value).stripTrailingZeros());
            }
        }
    }

    private static void numbers(JsonNode node, Set<BigDecimal> into) {
        if (node.isNumber()) {
            into.add(new BigDecimal(node.asText()).stripTrailingZeros());
        }
        node.forEach(child -> numbers(child, into));
    }

    @Test
    void theInsightsAreTheJsonsInItsOrder() throws Exception {
        browser.open(service.page(""));
        List<String> claims = new ArrayList<>();
        service.json("integration/insights?limit=500").path("insights").forEach(one -> {
            boolean ofLabs = Set.of("idle_lab", "demand_mismatch", "demand_change", "saturation_errors")
                    .contains(one.path("kind").asText());
            boolean ofMoves =
                    Set.of("placement", "imbalance").contains(one.path("kind").asText());
            if (!(ofLabs || ofMoves) || !one.path("severity").asText().equals("info")) {
                claims.add(one.path("claim").asText());
            }
        });

        assertThat(
                        browser.strings(
                                "return [...document.querySelectorAll('#attention summary > bdi')].map((one) => one.textContent)"))
                .isEqualTo(claims);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 7})
    void eachDayOfEachForecastIsTheJsons(int server) throws Exception {
        browser.open(service.page("?server=" + server));
        browser.openAllDetails();
        List<String> expected = new ArrayList<>();
        for (JsonNode forecast :
                service.json("integration/servers/" + server + "/forecast").path("resources")) {
            forecast.path("peaks").forEach(day -> expected.add(line(day, "date", "peak")));
            forecast.path("line").forEach(day -> expected.add(line(day, "date", "level", "low", "high")));
        }

        assertThat(rows("#forecast")).isEqualTo(expected).hasSizeGreaterThan(100);
    }

    @Test
    void theQuietWindowsAreTheJsons() throws Exception {
        browser.open(service.page("?server=1"));
        List<String> expected = new ArrayList<>();
        service.json("integration/servers/1/quiet-windows")
                .path("windows")
                .forEach(window -> expected.add(line(window, "next", "users", "load")));

        assertThat(rows("#quiet")).isEqualTo(expected).isNotEmpty();
    }

    @Test
    void theTableOfLabTypesIsTheJsons() throws Exception {
        browser.open(service.page("?all=lab_types"));
        List<String> expected = new ArrayList<>();
        for (JsonNode type : service.json("integration/lab-types?limit=100").path("lab_types")) {
            List<String> servers = Service.texts(type.path("servers"), "server_id");
            expected.add(type.path("names").path(0).asText() + " " + line(type, "ratio", "events", "errors")
                    + (servers.isEmpty() ? "" : " on " + String.join(" ", servers)));
        }

        assertThat(browser.strings("return [...document.querySelectorAll('#types tbody tr')].map((row) => {"
                        + "const servers = [...row.querySelectorAll('td:last-child a')].map((one) => one.textContent);"
                        + "return [row.querySelector('th').textContent,"
                        + " ...[...row.querySelectorAll('data')].map((one) => one.value)].join(' ')"
                        + " + (servers.length ? ' on ' + servers.join(' ') : ''); })"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker", "terraform", "kubernetes"})
    void thePageOfALabTypeIsTheJsons(String labType) throws Exception {
        browser.open(service.page("?lab_type=" + labType));
        JsonNode row = service.json("integration/lab-types?lab_type=" + labType)
                .path("lab_types")
                .path(0);

        assertThat(String.join(" ", browser.values("#type")))
                .isEqualTo(line(row, "ratio", "events", "users", "errors", "user_minutes", "success_rate"));
        assertThat(browser.texts("#servers tbody th"))
                .containsExactlyInAnyOrderElementsOf(Service.texts(row.path("servers"), "name"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7})
    void thePageOfAServerIsTheJsons(int server) throws Exception {
        browser.open(service.page("?server=" + server));
        JsonNode row = service.json("integration/servers?server=" + server)
                .path("servers")
                .path(0);

        assertThat(String.join(" ", browser.values("#subject")))
                .isEqualTo(line(row.path("busiest_hour"), "headroom", "needed", "maximum") + " "
                        + line(row, "hot_hours_7d", "labs"));
        assertThat(browser.text("#subject h2")).isEqualTo(row.path("name").asText());
        assertThat(browser.texts("#attention summary > bdi"))
                .isEqualTo(Service.texts(
                        service.json("integration/insights?subject=server:" + server)
                                .path("insights"),
                        "claim"));
    }

    @Test
    void theEvidenceOfEachInsightIsTheJsons() throws Exception {
        browser.open(service.page("?all=insights"));
        browser.openAllDetails();
        for (JsonNode insight : service.json("integration/insights?limit=500").path("insights")) {
            List<String> expected = new ArrayList<>();
            evidence(insight.path("evidence"), expected);

            assertThat(browser.strings(
                            "return [...document.querySelectorAll(`[data-insight='${arguments[0]}'] .why > dl > div`)]"
                                    + ".filter((row) => row.querySelector('dt').textContent === 'Figures')"
                                    + ".flatMap((row) => [...row.querySelectorAll('data')]).map((one) => one.value)",
                            insight.path("id").asText()))
                    .as(insight.path("claim").asText())
                    .isEqualTo(expected);
        }
    }

    /** The numbers of a document in its order, without those in lists of nothing else. */
    private static void evidence(JsonNode node, List<String> into) {
        for (JsonNode one : node) {
            if (one.isNumber() && node.isObject()) {
                into.add(number(one));
            } else if (one.isObject() || (one.isArray() && one.path(0).isContainerNode())) {
                evidence(one, into);
            }
        }
    }

    @Test
    void theSourcesAreTheJsons() throws Exception {
        browser.open(service.page(""));
        List<String> expected = new ArrayList<>();
        service.json("integration/insights?limit=500")
                .path("sources")
                .forEach(source -> expected.add(source.path("service").asText() + "/"
                        + source.path("resource").asText()));

        assertThat(browser.texts("#sources tbody th")).isEqualTo(expected);
        assertThat(browser.texts("#sources tbody td:nth-of-type(1)")).allMatch(text -> text.matches("live|cached"));
    }

    /** The rows of the tables of a panel: the time of each, where it has one, and its figures. */
    private List<String> rows(String panel) {
        return browser.strings(
                "return [...document.querySelectorAll(arguments[0] + ' tbody tr')].map((row) =>"
                        + " [row.querySelector('time')?.dateTime, ...[...row.querySelectorAll('data')].map((one) => one.value)]"
                        + ".filter(Boolean).join(' '))",
                panel);
    }

    /** The fields of a document that are not null. */
    private static String line(JsonNode node, String... fields) {
        List<String> texts = new ArrayList<>();
        for (String field : fields) {
            JsonNode value = node.path(field);
            if (!value.isNull() && !value.isMissingNode()) {
                texts.add(value.isNumber() ? number(value) : value.asText());
            }
        }
        return String.join(" ", texts);
    }
}
