package org.ar1.integration.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ar1.integration.examples.DemoServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What a person sees and does on the page of the demo. */
class DashboardBrowserTest {

    private static final List<String> VIEWS =
            List.of("", "?server=3", "?server=7", "?lab_type=docker", "?all=servers", "?all=lab_types", "?server=99");
    private static final String HOSTILE = "<img src=x onerror=alert(1)>\"'&\u202e" + "x".repeat(200);
    private static final int MOST_BYTES = 25 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static DemoServer demo;
    private static URI root;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        demo = DemoServer.start(Map.of("INTEGRATION_API_PORT", "0"));
        root = URI.create("http://127.0.0.1:" + demo.environment().get("INTEGRATION_API_PORT") + "/");
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        browser.close();
        demo.close();
    }

    @BeforeEach
    void usual() {
        browser.size(1440, 900);
        browser.prefer("prefers-color-scheme", "light");
    }

    private static URI page(String query) {
        return root.resolve("dashboard" + query);
    }

    private static JsonNode json(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(root.resolve(path))
                .header("Accept", "application/json")
                .build();
        return JSON.readTree(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private static void openAllDetails() {
        browser.run("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
        browser.await("explanations", () -> !browser.text("main").contains("Asking for the steps"));
    }

    private static void assertQuiet() {
        assertThat(browser.strings("return window.refused")).isEmpty();
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.strings("return performance.getEntriesByType('resource').map((one) => one.name)"
                        + ".filter((name) => !name.startsWith(location.origin + '/'))"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1440, 900, prefers-color-scheme, light",
        "390, 844, prefers-color-scheme, light",
        "1440, 900, prefers-color-scheme, dark",
        "390, 844, prefers-color-scheme, dark",
        "2560, 1440, prefers-color-scheme, light",
        "1440, 900, forced-colors, active"
    })
    void axeFindsNothing(int width, int height, String feature, String value) {
        browser.size(width, height);
        browser.prefer(feature, value);
        for (String view : VIEWS) {
            browser.open(page(view));
            browser.screenshot("page" + view.replaceAll("[^a-z0-9_]", "-") + "-" + width + "-" + value);
            assertThat(Accessibility.faults(browser)).as(view).isEmpty();
            openAllDetails();
            assertThat(Accessibility.faults(browser))
                    .as(view + " with all open")
                    .isEmpty();
            assertQuiet();
        }
    }

    @Test
    void nothingScrollsSideways() {
        for (int width : new int[] {320, 390, 768, 1024, 1440, 2560}) {
            browser.size(width, 900);
            for (String view : VIEWS) {
                browser.open(page(view));
                openAllDetails();
                assertFits(view, width);
            }
        }
    }

    /** Names what is too wide, if the page scrolls sideways. */
    private static void assertFits(String view, int width) {
        long wide = (Long) browser.run("return document.documentElement.scrollWidth");
        assertThat(wide)
                .as("%s at %s: %s", view, width, wide == width ? "" : browser.run("""
                        return [...document.querySelectorAll('body *')]
                          .filter((one) => one.getBoundingClientRect().right > innerWidth && !one.closest('.scroll > *'))
                          .map((one) => `${one.localName}.${one.className} ${one.textContent.slice(0, 60)}`).join('; ')
                        """))
                .isEqualTo(width);
    }

    @Test
    void theOverviewFitsOneScreen() {
        browser.open(page(""));

        assertThat((Long) browser.run("return document.documentElement.scrollHeight"))
                .isLessThanOrEqualTo(900L);
    }

    @Test
    void theTableOfServersIsTheJsons() throws Exception {
        browser.open(page(""));
        List<String> expected = new ArrayList<>();
        for (JsonNode one : json("integration/servers?limit=500").path("servers")) {
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
        browser.open(page("?server=" + server));
        List<String> expected = new ArrayList<>();
        for (JsonNode resource :
                json("integration/servers/" + server + "/profile").path("resources")) {
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
            numbers(json(path), known);
        }
        for (String view : List.of("", "?server=3", "?all=lab_types", "?all=servers")) {
            browser.open(page(view));
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
        browser.open(page(""));
        List<String> claims = new ArrayList<>();
        json("integration/insights?limit=500").path("insights").forEach(one -> {
            boolean ofLabs = Set.of("idle_lab", "demand_mismatch", "demand_change", "saturation_errors")
                    .contains(one.path("kind").asText());
            if (!ofLabs || !one.path("severity").asText().equals("info")) {
                claims.add(one.path("claim").asText());
            }
        });

        assertThat(
                        browser.strings(
                                "return [...document.querySelectorAll('#attention summary > bdi')].map((one) => one.textContent)"))
                .isEqualTo(claims);
    }

    @Test
    void hostileNamesRunNothing() throws Exception {
        try (EditedSite site = new EditedSite(root, (path, body) -> hostile(body))) {
            for (String view : List.of("", "?server=3", "?all=lab_types", "?lab_type=%3Cimg%20src%3Dx%3E")) {
                browser.size(390, 844);
                browser.open(site.uri().resolve("dashboard" + view));
                openAllDetails();
                assertThat(browser.text("body")).contains("<img src=x");
                assertThat(browser.elements("main img, main script")).isEmpty();
                assertFits(view, 390);
                assertThat(Accessibility.faults(browser)).as(view).isEmpty();
                assertQuiet();
            }
            browser.screenshot("hostile-390");
        }
    }

    /** Every name and claim replaced. */
    private static JsonNode hostile(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List.copyOf(object.properties()).forEach(entry -> {
                boolean isName =
                        Set.of("name", "claim", "needs", "says", "message").contains(entry.getKey());
                object.set(
                        entry.getKey(),
                        isName && entry.getValue().isTextual() ? TextNode.valueOf(HOSTILE) : hostile(entry.getValue()));
                if (entry.getKey().equals("names")) {
                    object.putArray("names").add(HOSTILE);
                }
            });
        } else if (node instanceof ArrayNode array) {
            array.forEach(DashboardBrowserTest::hostile);
        }
        return node;
    }

    @Test
    void fourHundredServersAreTheTwelveLowestAndATable() throws Exception {
        try (EditedSite site = new EditedSite(root, (path, body) -> many(body))) {
            browser.open(site.uri().resolve("dashboard"));
            assertThat(browser.elements("#servers tbody tr")).hasSize(12);
            assertThat(browser.text("#servers")).contains("All 400 servers as a table");
            browser.screenshot("many-servers");

            browser.open(site.uri().resolve("dashboard?all=servers"));
            assertThat(browser.elements("#servers tbody tr")).hasSize(400);
            System.out.println("400 servers: first paint in ms: "
                    + browser.run("return performance.getEntriesByName('first-contentful-paint')[0]?.startTime"));
            assertQuiet();
        }
    }

    private static JsonNode many(JsonNode body) {
        if (body.path("servers") instanceof ArrayNode servers && servers.size() > 0) {
            for (int id = 1_000; servers.size() < 400; id++) {
                ObjectNode copy = servers.get(0).deepCopy();
                servers.add(copy.put("server_id", id).put("name", "Server-" + id));
            }
            ((ObjectNode) body).put("total", 400);
        }
        return body;
    }

    @Test
    void theKeyboardReachesAndOpensEverything() {
        browser.open(page(""));
        String wanted = "return [...document.querySelectorAll('a, button, select, summary, .scroll')]"
                + ".filter((one) => one.checkVisibility()).length";
        long controls = (Long) browser.run(wanted);
        browser.run("document.activeElement.blur(); window.met = new Set();");
        for (int i = 0; i < controls + 2; i++) {
            browser.focused().sendKeys(Keys.TAB);
            browser.run("if (document.activeElement !== document.body) window.met.add(document.activeElement)");
        }
        assertThat((Long) browser.run("return window.met.size")).isGreaterThanOrEqualTo(controls);

        WebElement first = browser.element("#attention summary");
        browser.run("arguments[0].focus()", first);
        first.sendKeys(Keys.ENTER);
        browser.await(
                "the steps of an explanation",
                () -> !browser.elements("#attention .steps > li").isEmpty());
        assertThat(browser.focused()).isEqualTo(first);
        assertThat(browser.element("#attention details").getAttribute("open")).isNotNull();
    }

    @Test
    void theFirstTabStopSkipsToThePanels() {
        browser.open(page(""));
        browser.focused().sendKeys(Keys.TAB);

        assertThat(browser.focused().getText()).isEqualTo("Skip to the panels");
        browser.focused().sendKeys(Keys.ENTER);
        assertThat(browser.focused().getAttribute("id")).isEqualTo("main");
    }

    @Test
    void backAndForwardRestoreTheView() {
        browser.open(page(""));
        browser.element("#servers tbody a").click();
        browser.await("a server", () -> !browser.text("#subject").isEmpty() && browser.rounds() >= 2);
        String server = browser.text("#subject h2");
        assertThat(browser.address().getQuery()).startsWith("server=");

        browser.back();
        browser.await("the overview", () -> browser.text("#subject").isEmpty() && browser.rounds() >= 3);
        assertThat(browser.text("#servers h2")).isEqualTo("Servers by headroom");
        browser.forward();
        browser.await("the server", () -> browser.text("#subject h2").equals(server));
    }

    @Test
    void aRefreshKeepsFocusAndWhatIsOpen() {
        browser.open(page(""));
        WebElement summary = browser.element("#attention summary");
        summary.click();
        browser.await(
                "the steps", () -> !browser.elements("#attention .steps > li").isEmpty());
        WebElement link = browser.element("#servers tbody a");
        browser.run("arguments[0].focus()", link);
        int before = browser.rounds();
        browser.run("document.getElementById('refresh').click()");
        browser.awaitRound(before + 1);

        assertThat(browser.focused()).isEqualTo(link);
        assertThat(browser.elements("#attention details[open] .steps > li")).isNotEmpty();
        assertThat(
                        browser.strings(
                                "return performance.getEntriesByType('resource').filter((one) =>"
                                        + " one.name.includes('/integration/insights?') && one.responseStatus === 304).map((one) => one.name)"))
                .as("asked by its entity tag")
                .isNotEmpty();
    }

    @Test
    void aServiceFailsAndRecoversWithoutAReload() {
        browser.open(page(""));
        browser.run("window.same = true");
        switchFault("lab-monitoring", "status-500");
        browser.await("the failure", () -> calls("lab-monitoring/popular").contains("http status"));
        assertThat(browser.complaints()).isEmpty();
        browser.screenshot("failing");
        switchFault("lab-monitoring", "none");
        browser.await("the recovery", () -> {
            browser.run("document.querySelector(\"[data-command='ask-all']\").click()");
            return calls("lab-monitoring/popular").contains("answered");
        });

        assertThat(browser.run("return window.same")).isEqualTo(true);
    }

    /** What the panel of sources says of one. */
    private static String calls(String source) {
        return browser.text("[data-key='source-" + source + "'] td:last-child");
    }

    private static void switchFault(String service, String fault) {
        browser.element("[data-fault='" + service + "'] option[value='" + fault + "']")
                .click();
    }

    @Test
    void thePageSaysThatItsDataAreASample() {
        browser.open(root);

        assertThat(browser.text("#sample")).contains("Sample data");
        assertThat(browser.text("#faults h2")).isEqualTo("Make a service fail");
        assertThat(browser.element("header a[href='docs']").getText()).isEqualTo("API");
    }

    @Test
    void thePageIsSmall() {
        browser.forget();
        browser.open(page(""));

        assertThat((Long) browser.run("const own = (one) => one.name.includes('/dashboard');"
                        + "return [...performance.getEntriesByType('resource'), ...performance.getEntriesByType('navigation')]"
                        + ".filter(own).reduce((sum, one) => sum + one.encodedBodySize, 0)"))
                .isBetween(5_000L, (long) MOST_BYTES);
    }

    @Test
    void anotherZoneStandsInTheAddress() {
        browser.open(page("?server=3&zone=Asia/Kolkata"));

        assertThat(browser.text("#as-of")).contains("Asia/Kolkata");
        assertThat(browser.element("#subject a").getDomAttribute("href")).isEqualTo("?zone=Asia%2FKolkata");
        assertThat(browser.elements("#zone option").stream().map(one -> one.getDomProperty("value")))
                .contains("Asia/Kolkata");
        assertThat(browser.element("body").findElements(By.cssSelector("#subject")))
                .hasSize(1);
    }
}
