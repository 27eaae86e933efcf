package org.ar1.integration.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** One headless Chromium with a profile of its own, of the distribution; other places by system properties. */
final class Browser implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** axe looks at each of thousands of elements, on machines that do other things too. */
    private static final Duration LONGEST_SCRIPT = Duration.ofMinutes(5);

    /** Collects what the policy of the page refuses, and how long its longest tasks took, from before its first script. */
    private static final String WATCH =
            "window.longTasks = []; new PerformanceObserver((list) => list.getEntries().forEach((one) =>"
                    + " window.longTasks.push(Math.round(one.duration)))).observe({ type: 'longtask', buffered: true });"
                    + "window.refused = []; document.addEventListener('securitypolicyviolation', (event) =>"
                    + " window.refused.push(event.violatedDirective + ' ' + event.blockedURI));"
                    + "window.alert = () => window.refused.push('alert');";

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    static Browser start() {
        try {
            ChromeOptions options = new ChromeOptions();
            options.setBinary(System.getProperty("chromium", "/usr/bin/chromium"));
            options.addArguments(
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--disable-dev-shm-usage",
                    "--hide-scrollbars",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--user-data-dir=" + Files.createTempDirectory("dashboard-browser"));
            LoggingPreferences logs = new LoggingPreferences();
            logs.enable(LogType.BROWSER, Level.ALL);
            options.setCapability("goog:loggingPrefs", logs);
            ChromeDriverService service = new ChromeDriverService.Builder()
                    .usingDriverExecutable(Path.of(System.getProperty("chromedriver", "/usr/bin/chromedriver"))
                            .toFile())
                    .usingAnyFreePort()
                    .build();
            ChromeDriver driver = new ChromeDriver(service, options);
            driver.manage().timeouts().scriptTimeout(LONGEST_SCRIPT);
            driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH));
            Files.createDirectories(SCREENSHOTS);
            return new Browser(driver);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** The reader's choice, such as {@code prefers-color-scheme} and {@code dark}; an empty value lifts it. */
    void prefer(String feature, String value) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", feature, "value", value))));
    }

    /** Forgets the files of pages, so that they are loaded again. */
    void forget() {
        driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
    }

    /** Opens a page and waits for its first figures. */
    void open(URI address) {
        driver.get(address.toString());
        awaitRound(1);
    }

    /** Waits until the page has shown the answers of this many rounds. */
    void awaitRound(int round) {
        await("round " + round, () -> rounds() >= round);
    }

    /** Prints when the page first showed something and how long its longest task has taken; of this machine, not asserted. */
    void printTimes(String view) {
        System.out.println(
                view + ": "
                        + run(
                                "return 'first paint '"
                                        + " + Math.round(performance.getEntriesByName('first-contentful-paint')[0]?.startTime) + ' ms, longest task '"
                                        + " + Math.max(0, ...window.longTasks) + ' ms, ' + document.querySelectorAll('*').length + ' elements'"));
    }

    int rounds() {
        return ((Number) run("return Number(document.documentElement.dataset.rounds ?? 0)")).intValue();
    }

    void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("In vain awaited: " + what + "\n" + text("body"));
            }
            Object waited = driver.executeAsyncScript("setTimeout(arguments[0], 50)");
            assert waited == null;
        }
    }

    Object run(String script, Object... arguments) {
        return Objects.requireNonNullElse(((JavascriptExecutor) driver).executeScript(script, arguments), "");
    }

    Object runAsync(String script) {
        return Objects.requireNonNullElse(driver.executeAsyncScript(script), "");
    }

    @SuppressWarnings("unchecked")
    List<String> strings(String script, Object... arguments) {
        return (List<String>) run(script, arguments);
    }

    WebElement element(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    List<WebElement> elements(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    String text(String css) {
        return String.valueOf(run("return document.querySelector(arguments[0])?.innerText ?? ''", css));
    }

    /** The text of each element that the selector finds, shown or not. */
    List<String> texts(String css) {
        return strings("return [...document.querySelectorAll(arguments[0])].map((one) => one.textContent.trim())", css);
    }

    /** The exact values of the figures within the elements that the selector finds. */
    List<String> values(String css) {
        return strings(
                "return [...document.querySelectorAll(arguments[0])].flatMap((one) => one.matches('data') ? [one] :"
                        + " [...one.querySelectorAll('data')]).map((one) => one.value)",
                css);
    }

    /** Clicks the link of the page that begins with a text, and waits for what it leads to. */
    void follow(String text) {
        int before = rounds();
        elements("main a, #views a").stream()
                .filter(link -> link.getText().startsWith(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No link " + text))
                .click();
        awaitRound(before + 1);
    }

    /** Unfolds everything, and waits until it is there. */
    void openAllDetails() {
        run("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
        await("explanations", () -> !text("main").contains("Asking for the steps"));
        run("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
    }

    /** Nothing was refused by the policy of the page, nobody complained, and no other host was asked. */
    void assertQuiet() {
        assertThat(strings("return window.refused")).isEmpty();
        assertThat(complaints()).isEmpty();
        assertThat(strings("return performance.getEntriesByType('resource').map((one) => one.name)"
                        + ".filter((name) => !name.startsWith(location.origin + '/'))"))
                .isEmpty();
    }

    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    void back() {
        driver.navigate().back();
    }

    void forward() {
        driver.navigate().forward();
    }

    URI address() {
        return URI.create(Objects.requireNonNull(driver.getCurrentUrl()));
    }

    /** What the console said since this was last called, of warnings and worse; problems of HTTP are the page's to show. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .filter(message -> !message.contains("Failed to load resource"))
                .toList();
    }

    /** What is on the screen, as PNG. */
    byte[] picture() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    /** Keeps what is on the screen for people to look at. */
    void screenshot(String name) {
        try {
            Files.write(SCREENSHOTS.resolve(name + ".png"), picture());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
