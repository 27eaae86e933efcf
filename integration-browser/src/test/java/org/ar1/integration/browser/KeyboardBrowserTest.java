package org.ar1.integration.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Everything that a pointer does, the keyboard does. */
class KeyboardBrowserTest extends OnTheDemo {

    KeyboardBrowserTest() {
        super(Map.of());
    }

    @Test
    void theKeyboardReachesAndOpensEverything() {
        browser.open(service.page(""));
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
        browser.open(service.page(""));
        browser.focused().sendKeys(Keys.TAB);

        assertThat(browser.focused().getText()).isEqualTo("Skip to the panels");
        browser.focused().sendKeys(Keys.ENTER);
        assertThat(browser.focused().getAttribute("id")).isEqualTo("main");
    }

    /** Presses Tab until something has the focus. */
    private void tabTo(String css) {
        for (int i = 0; i < 300; i++) {
            browser.focused().sendKeys(Keys.TAB);
            if ((Boolean) browser.run("return document.activeElement.matches(arguments[0])", css)) {
                return;
            }
        }
        throw new AssertionError("Not reached by Tab: " + css);
    }

    /** What the key begins, and the page shows. */
    private void press(String css, CharSequence key) {
        int before = browser.rounds();
        tabTo(css);
        browser.focused().sendKeys(key);
        browser.awaitRound(before + 1);
    }

    @Test
    void everyControlWorksByTheKeyboard() {
        browser.open(service.page(""));

        press("#refresh", Keys.SPACE);
        press("#views a[href='?all=lab_types']", Keys.ENTER);
        press("#types thead th:nth-of-type(3) a", Keys.ENTER);
        assertThat(browser.address().getQuery()).isEqualTo("all=lab_types&sort=-ratio");
        press("#types tbody th a", Keys.ENTER);
        assertThat(browser.address().getQuery()).startsWith("lab_type=");
        press("#servers tbody th a", Keys.ENTER);
        assertThat(browser.address().getQuery()).startsWith("server=");
        press("#zone", "UTC");
        assertThat(browser.address().getQuery()).contains("zone=UTC");
        press("#views a[href^='?']", Keys.ENTER);
        assertThat(browser.element("[aria-current=page]").getText()).isNotEmpty();
    }

    @Test
    void whatIsFoldedOpensByTheKeyboard() {
        browser.open(service.page("?server=4"));

        tabTo("#forecast summary");
        browser.focused().sendKeys(Keys.SPACE);
        browser.await(
                "the figures", () -> !browser.elements("#forecast tbody tr").isEmpty());
        assertThat(browser.focused().getText()).isEqualTo("The figures of this chart");
        browser.focused().sendKeys(Keys.SPACE);
        browser.await("no figures", () -> browser.text("#forecast tbody").isEmpty());
    }

    @Test
    void theTablesThatScrollDoSoByTheKeyboard() {
        browser.size(390, 844);
        browser.open(service.page("?server=3"));

        tabTo("#week .scroll");
        browser.focused().sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
        browser.await("scrolled", () ->
                (Boolean) browser.run("return document.querySelector('#week .scroll').scrollLeft > 0"));
    }

    @Test
    void aFaultIsSwitchedOnAndOffByTheKeyboard() throws Exception {
        browser.open(service.page(""));

        press("[data-fault=user-progress]", "refused");
        assertThat(fault("user-progress")).isEqualTo("refused");
        press("[data-fault=user-progress]", "none");
        assertThat(fault("user-progress")).isEqualTo("none");
        press("[data-command=ask-all]", Keys.ENTER);
    }

    private String fault(String name) throws Exception {
        for (JsonNode one : service.json("demo/faults").path("services")) {
            if (one.path("service").asText().equals(name)) {
                return one.path("fault").asText();
            }
        }
        return "";
    }
}
