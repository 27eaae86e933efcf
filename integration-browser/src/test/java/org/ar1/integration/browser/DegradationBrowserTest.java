package org.ar1.integration.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page says while services fail, and that it recovers without being loaded again. */
class DegradationBrowserTest extends OnTheDemo {

    DegradationBrowserTest() {
        super(Map.of(
                "CACHE_DURATION", "1",
                "HISTORY_CACHE_DURATION", "1",
                "STALE_WHILE_REVALIDATE", "0",
                "INITIAL_BACKOFF", "2",
                "MAX_BACKOFF", "4",
                "MAX_RETRIES", "0"));
    }

    @Test
    void aServiceFailsAndRecoversWithoutAReload() {
        browser.open(service.page(""));
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
    private String calls(String source) {
        return browser.text("[data-key='source-" + source + "'] td:nth-of-type(3)");
    }

    private void switchFault(String service, String fault) {
        browser.element("[data-fault='" + service + "'] option[value='" + fault + "']")
                .click();
    }

    @Test
    void aStaleSourceIsSaidOnThePanelsItConcernsUntilItRecovers() {
        browser.open(service.page(""));
        browser.run("window.same = true");
        switchFault("lab-monitoring", "status-500");
        refreshUntil("stale", () -> browser.text("#labs .fresh").contains("lab-monitoring/popular STALE"));

        assertThat(browser.text("#labs .fresh")).contains("http status");
        assertThat(browser.text("#servers .fresh")).doesNotContain("STALE");
        assertThat(browser.text("#as-of")).contains("lab-monitoring/popular STALE");
        assertThat(browser.texts("[data-key='source-lab-monitoring/popular'] td")
                        .get(0))
                .contains("stale");
        assertThat(calls("lab-monitoring/popular")).contains("; next ");
        assertThat(calls("usage-analytics/trends")).doesNotContain("; next ");
        assertThat(Accessibility.faults(browser)).isEmpty();
        browser.screenshot("stale");

        switchFault("lab-monitoring", "none");
        refreshUntil("recovered", () -> !browser.text("body").contains("STALE"));
        assertThat(calls("lab-monitoring/popular")).doesNotContain("; next ");
        assertThat(browser.run("return window.same")).isEqualTo(true);
    }

    @Test
    void theNextAttemptIsThatOfTheHealthDocument() throws Exception {
        Instant later = Instant.parse("2100-01-02T03:04:05.678Z");
        Instant before = Instant.parse("2020-01-02T03:04:05Z");
        try (EditedSite site = new EditedSite(
                service.root(), (path, body) -> path.equals("/health") ? failing(body, later, before) : body)) {
            browser.open(site.uri().resolve("dashboard"));

            assertThat(calls("usage-analytics/trends")).contains("; next not before 03:04:05");
            assertThat(browser.run("return document.querySelector("
                            + "\"[data-key='source-usage-analytics/trends'] time\").dateTime"))
                    .isEqualTo(later.toString());
            assertThat(calls("usage-analytics/trends-7")).contains("; next as soon as it is needed");
            assertThat(calls("lab-monitoring/popular")).doesNotContain("next");
        }
    }

    private static JsonNode failing(JsonNode health, Instant later, Instant before) {
        for (JsonNode check : health.path("checks")) {
            if (check.path("name").asText().equals("upstream-usage-analytics")) {
                ((ObjectNode) check.path("data"))
                        .put("next_attempt_at.trends", later.toString())
                        .put("next_attempt_at.trends-7", before.toString());
            }
        }
        return health;
    }

    @ParameterizedTest
    @ValueSource(strings = {"silent", "status-500", "refused", "lying-404"})
    void whatNeverAnsweredIsMissingAndNeverZero(String fault) throws Exception {
        try (DemoPage fresh =
                DemoPage.start(Map.of("REPORT_DEADLINE", "3", "REQUEST_TIMEOUT", "1", "MAX_RETRIES", "0"))) {
            Browser page = fresh.browser();
            fresh.service().send("PUT", "demo/faults/performance/" + fault);
            page.open(fresh.service().page(""));

            assertThat(page.text("#servers .fresh")).contains("performance/stats FAILED");
            assertThat(page.text("#as-of")).contains("performance/stats FAILED");
            assertThat(page.text("#servers")).contains("Not known.");
            assertThat(page.values("#servers, #week, #forecast")).isEmpty();
            page.run("document.querySelector('#attention .withheld').open = true");
            page.await("the reasons", () -> page.text("#attention .withheld").contains("source failed"));
            assertThat(Accessibility.faults(page)).isEmpty();
            page.assertQuiet();
            page.screenshot("failed-" + fault);
            page.size(390, 844);
            page.screenshot("failed-" + fault + "-390");
        }
    }

    @Test
    void whereNothingAnswersThePageSaysSo() throws Exception {
        try (DemoPage fresh = DemoPage.start(Map.of("REPORT_DEADLINE", "3", "MAX_RETRIES", "0"))) {
            Browser page = fresh.browser();
            for (String name : Service.texts(fresh.service().json("demo/faults").path("services"), "service")) {
                fresh.service().send("PUT", "demo/faults/" + name + "/refused");
            }
            page.open(fresh.service().page(""));

            assertThat(page.text("#attention")).contains("FAILED").doesNotContain("Nothing.");
            assertThat(page.text("#servers")).contains("Not known.");
            assertThat(page.values("main")).isEmpty();
            assertThat(Accessibility.faults(page)).isEmpty();
            page.screenshot("failed-all");
        }
    }

    private void refreshUntil(String what, BooleanSupplier condition) {
        browser.await(what, () -> {
            int before = browser.rounds();
            browser.run("document.getElementById('refresh').click()");
            browser.awaitRound(before + 1);
            return condition.getAsBoolean();
        });
    }
}
