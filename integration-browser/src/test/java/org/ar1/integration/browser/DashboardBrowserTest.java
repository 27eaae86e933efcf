package org.ar1.integration.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** What a person sees on the page of the demo, whatever the screen, the colours and the names. */
class DashboardBrowserTest extends OnTheDemo {

    private static final List<String> VIEWS = List.of(
            "",
            "?server=3",
            "?server=7",
            "?lab_type=docker",
            "?all=servers",
            "?all=lab_types",
            "?server=99",
            "?lab_type=nothing");
    private static final String HOSTILE = "<img src=x onerror=alert(1)>\"'&\u202e" + "x".repeat(200);
    private static final int MOST_BYTES = 25 * 1024;

    DashboardBrowserTest() {
        super(Map.of());
    }

    @Test
    void axeFindsNothingInTheListOfAllInsights() {
        browser.open(service.page("?all=insights"));
        browser.screenshot("page-all-insights-1440-light");

        assertThat(Accessibility.faults(browser)).isEmpty();
        browser.assertQuiet();
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
            browser.open(service.page(view));
            browser.screenshot("page" + view.replaceAll("[^a-z0-9_]", "-") + "-" + width + "-" + value);
            assertThat(Accessibility.faults(browser)).as(view).isEmpty();
            browser.openAllDetails();
            assertThat(Accessibility.faults(browser))
                    .as(view + " with all open")
                    .isEmpty();
            browser.assertQuiet();
        }
    }

    @Test
    void nothingScrollsSideways() {
        for (int width : new int[] {320, 390, 768, 1024, 1440, 2560}) {
            browser.size(width, 900);
            for (String view : VIEWS) {
                browser.open(service.page(view));
                browser.openAllDetails();
                assertFits(view, width);
            }
        }
    }

    /** Names what is too wide, if the page scrolls sideways. */
    private void assertFits(String view, int width) {
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
        browser.open(service.page(""));

        assertThat((Long) browser.run("return document.documentElement.scrollHeight"))
                .isLessThanOrEqualTo(900L);
    }

    @Test
    void hostileNamesRunNothing() throws Exception {
        try (EditedSite site = new EditedSite(service.root(), (path, body) -> hostile(body))) {
            for (String view : List.of("", "?server=3", "?all=lab_types", "?lab_type=%3Cimg%20src%3Dx%3E")) {
                browser.size(390, 844);
                browser.open(site.uri().resolve("dashboard" + view));
                browser.openAllDetails();
                assertThat(browser.text("body")).contains("<img src=x");
                assertThat(browser.elements("main img, main script")).isEmpty();
                assertFits(view, 390);
                assertThat(Accessibility.faults(browser)).as(view).isEmpty();
                browser.assertQuiet();
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
    void backAndForwardRestoreTheView() {
        browser.open(service.page(""));
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
    void whatWasOpenIsOpenAgainAfterGoingBack() {
        browser.open(service.page(""));
        browser.element("#attention summary").click();
        browser.await(
                "the steps", () -> !browser.elements("#attention .steps > li").isEmpty());
        String opened = browser.text("#attention details[open] summary");
        browser.follow("Servers");
        int before = browser.rounds();
        browser.back();
        browser.awaitRound(before + 1);

        assertThat(browser.text("#attention details[open] summary")).isEqualTo(opened);
        assertThat(browser.elements("#attention details[open] .steps > li")).isNotEmpty();
    }

    @Test
    void anInsightThatTheAddressNamesIsOpen() throws Exception {
        String last = "";
        for (String id :
                Service.texts(service.json("integration/insights?limit=500").path("insights"), "id")) {
            last = id;
        }
        browser.open(service.page("?insight=" + last));

        browser.await(
                "the steps",
                () -> !browser.elements("details[open] .steps > li").isEmpty());
        assertThat(browser.element("details[open]").getDomAttribute("data-insight"))
                .isEqualTo(last);
    }

    @Test
    void aRefreshKeepsFocusAndWhatIsOpen() {
        browser.open(service.page(""));
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
    void thePageSaysThatItsDataAreASample() {
        browser.open(service.root());

        assertThat(browser.text("#sample")).contains("Sample data");
        assertThat(browser.text("#faults h2")).isEqualTo("Make a service fail");
        assertThat(browser.element("header a[href='docs']").getText()).isEqualTo("API");
    }

    @Test
    void thePageIsSmall() {
        browser.forget();
        browser.open(service.page(""));

        assertThat((Long) browser.run("const own = (one) => one.name.includes('/dashboard');"
                        + "return [...performance.getEntriesByType('resource'), ...performance.getEntriesByType('navigation')]"
                        + ".filter(own).reduce((sum, one) => sum + one.encodedBodySize, 0)"))
                .isBetween(5_000L, (long) MOST_BYTES);
    }

    @Test
    void anotherZoneStandsInTheAddress() {
        browser.open(service.page("?server=3&zone=Asia/Kolkata"));

        assertThat(browser.text("#as-of")).contains("Asia/Kolkata");
        assertThat(browser.element("#subject a").getDomAttribute("href")).isEqualTo("?zone=Asia%2FKolkata&all=servers");
        assertThat(browser.elements("#zone option").stream().map(one -> one.getDomProperty("value")))
                .contains("Asia/Kolkata");
        assertThat(browser.element("body").findElements(By.cssSelector("#subject")))
                .hasSize(1);
    }
}
