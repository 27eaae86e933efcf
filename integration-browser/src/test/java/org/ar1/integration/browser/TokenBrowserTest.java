package org.ar1.integration.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.ar1.integration.examples.DemoServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The page of a service that answers only to those who bear a token. */
class TokenBrowserTest {

    private static final String TOKEN = "secret-of-the-test";

    @Test
    void aTokenIsAskedForAndKeptInMemoryAlone(@TempDir Path directory) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(TOKEN.getBytes(StandardCharsets.UTF_8));
        Path file = Files.writeString(
                directory.resolve("tokens"), "reader " + HexFormat.of().formatHex(digest) + "\n");
        Map<String, String> settings =
                Map.of("INTEGRATION_API_PORT", "0", "INTEGRATION_API_TOKENS_FILE", file.toString());
        try (DemoServer demo = DemoServer.start(settings);
                Browser browser = Browser.start()) {
            browser.size(1440, 900);
            String port = demo.environment().get("INTEGRATION_API_PORT");
            browser.open(java.net.URI.create("http://127.0.0.1:" + port + "/"));
            assertThat(browser.focused().getAttribute("id")).isEqualTo("token");
            assertThat(browser.text("#token-form")).contains("only to callers with a token");
            assertThat(Accessibility.faults(browser)).isEmpty();
            browser.screenshot("token");

            browser.focused().sendKeys(TOKEN, Keys.ENTER);
            browser.await(
                    "figures", () -> !browser.elements("#servers tbody tr").isEmpty());
            assertThat(browser.element("#token-form").isDisplayed()).isFalse();
            assertThat(browser.run("return localStorage.length + sessionStorage.length"))
                    .isEqualTo(0L);
            assertThat(browser.run("return document.cookie + location.href + document.documentElement.outerHTML")
                            .toString())
                    .doesNotContain(TOKEN);

            browser.open(browser.address());
            assertThat(browser.element("#token-form").isDisplayed()).isTrue();
        }
    }
}
