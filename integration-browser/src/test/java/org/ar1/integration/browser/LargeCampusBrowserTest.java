package org.ar1.integration.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.jaxrs.server.ServerConfig;
import org.ar1.integration.testkit.SampleCampus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of a campus of 400 servers and 2,000 lab types: no view holds more than a page of rows. */
class LargeCampusBrowserTest {

    private static final int SERVERS = 400;
    private static final int LAB_TYPES = 2_000;
    private static final int ROWS = 100;
    private static final int MOST_ELEMENTS = 6_000;

    private static SampleCampus campus;
    private static IntegrationServer server;
    private static Service service;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        campus = SampleCampus.builder()
                .labs(LAB_TYPES)
                .servers(SERVERS)
                .historyDays(15)
                .start();
        Map<String, String> settings = new HashMap<>(campus.environment());
        settings.put("INTEGRATION_API_PORT", "0");
        settings.put("REPORT_DEADLINE", "120");
        server = IntegrationServer.builder()
                .config(IntegrationConfig.fromEnvironment(settings))
                .server(ServerConfig.fromEnvironment(settings))
                .start();
        service = new Service(server.uri());
        assertThat(service.json("integration/insights")
                        .path("integration_status")
                        .asText())
                .isEqualTo("success");
        browser = Browser.start();
        browser.size(1440, 900);
        browser.prefer("prefers-color-scheme", "light");
    }

    @AfterAll
    static void stop() {
        browser.close();
        server.close();
        campus.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?server=3",
                "?lab_type=lab-01500",
                "?all=servers",
                "?all=lab_types",
                "?all=lab_types&sort=-ratio&from=1900",
                "?all=insights"
            })
    void noViewHoldsMoreThanAPageOfRows(String view) {
        browser.open(service.page(view));
        browser.run("document.getElementById('refresh').click()");
        browser.awaitRound(2);
        browser.printTimes("400 servers, 2,000 lab types " + view);

        assertThat(browser.elements("tbody tr[data-key^=server-], tbody tr[data-key^=type-]")
                        .size())
                .isLessThanOrEqualTo(ROWS + 12);
        assertThat((Long) browser.run("return document.querySelectorAll('*').length"))
                .isLessThan(MOST_ELEMENTS);
        assertThat(Accessibility.faults(browser)).isEmpty();
        browser.assertQuiet();
        browser.screenshot("large" + view.replaceAll("[^a-z0-9_]", "-"));
    }

    @Test
    void theOverviewHasTheTwelveServersWithLeastHeadroom() throws Exception {
        browser.open(service.page(""));

        assertThat(browser.texts("#servers tbody th"))
                .isEqualTo(Service.texts(
                        service.json("integration/servers?limit=12").path("servers"), "name"));
        assertThat(browser.text("#servers")).contains("12 of 400", "All 400 servers as a table");
    }

    @Test
    void theTablesAreReadPageByPageAndBack() throws Exception {
        browser.open(service.page("?all=lab_types"));
        assertThat(browser.text(".pages")).contains("1 to 100 of 2");
        List<String> first = browser.texts("#types tbody th");

        browser.follow("Next");
        assertThat(browser.address().getQuery()).isEqualTo("all=lab_types&from=100");
        assertThat(browser.texts("#types tbody th")).hasSize(ROWS).doesNotContainAnyElementsOf(first);
        browser.follow("Last");
        int total = service.json("integration/lab-types?limit=1").path("total").asInt();
        assertThat(browser.text(".pages")).contains(" to " + total + " of " + total);
        browser.follow("First");
        assertThat(browser.texts("#types tbody th")).isEqualTo(first);

        int before = browser.rounds();
        browser.back();
        browser.awaitRound(before + 1);
        assertThat(browser.text(".pages")).contains(" to " + total + " of " + total);
    }

    @Test
    void theHeadOfAColumnSortsAllRowsAndNotOnlyThoseShown() throws Exception {
        browser.open(service.page("?all=lab_types"));

        browser.follow("Errors");
        assertThat(browser.texts("#types tbody td:nth-of-type(4) data"))
                .isEqualTo(errors(service.json("integration/lab-types?limit=100&sort=-errors")));
        browser.follow("Errors");
        assertThat(browser.texts("#types tbody td:nth-of-type(4) data"))
                .isEqualTo(errors(service.json("integration/lab-types?limit=100&sort=errors")));
        assertThat(browser.element("th[aria-sort]").getAttribute("aria-sort")).isEqualTo("ascending");
    }

    private static List<String> errors(JsonNode table) {
        return Service.texts(table.path("lab_types"), "errors");
    }

    @Test
    void aLabTypeThatNoPageShowsHasAPageOfItsOwn() throws Exception {
        browser.open(service.page("?lab_type=lab-01500"));
        JsonNode row = service.json("integration/lab-types?lab_type=lab-01500")
                .path("lab_types")
                .path(0);

        assertThat(browser.text("#type h2")).isEqualTo(row.path("names").path(0).asText());
        assertThat(browser.texts("#servers tbody th")).isEqualTo(Service.texts(row.path("servers"), "name"));
    }

    @Test
    void hundredsOfInsightsAndOfThoseWithheldAreShownInPart() throws Exception {
        try (EditedSite site = new EditedSite(service.root(), (path, body) -> manyInsights(body))) {
            browser.open(site.uri().resolve("dashboard"));
            browser.printTimes("500 insights, 1,200 withheld");
            browser.run("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
            browser.await(
                    "what is withheld",
                    () -> browser.text("#attention .withheld").contains("more, at"));

            assertThat(browser.elements("#attention .insights > li")).hasSize(40);
            assertThat(browser.elements("#attention .withheld li")).hasSize(41);
            assertThat(browser.text("#attention")).contains("All 3000 as a list");
            URI all = site.uri().resolve("dashboard?all=insights&from=100");
            browser.open(all);
            assertThat(browser.text(".pages")).contains("of 3000");
        }
    }

    private static JsonNode manyInsights(JsonNode body) {
        if (body.path("insights") instanceof ArrayNode insights && body.has("counts")) {
            JsonNode first = insights.get(0).deepCopy();
            for (int id = 0; insights.size() < 500; id++) {
                insights.add(((ObjectNode) first.deepCopy()).put("id", String.format("busiest_hour-%016x", id)));
            }
            ((ObjectNode) body).put("total", 3_000);
            ArrayNode withheld = ((ObjectNode) body).putArray("withheld");
            for (int id = 0; id < 1_200; id++) {
                ObjectNode one = withheld.addObject().put("kind", "busiest_hour");
                one.putObject("subject").put("type", "server").put("key", id).put("name", "Server-" + id);
                one.putArray("reason_codes").add("NO_CAPACITY");
            }
        }
        return body;
    }
}
