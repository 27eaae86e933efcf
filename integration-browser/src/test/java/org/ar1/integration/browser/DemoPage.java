package org.ar1.integration.browser;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.ar1.integration.examples.DemoServer;

/** The demo, and a browser before it. */
final class DemoPage implements AutoCloseable {

    private final DemoServer demo;
    private final Service service;
    private final Browser browser;

    private DemoPage(DemoServer demo, Browser browser) {
        this.demo = demo;
        this.service =
                new Service(URI.create("http://127.0.0.1:" + demo.environment().get("INTEGRATION_API_PORT") + "/"));
        this.browser = browser;
    }

    /** Starts both; settings besides the demo's own, on a port of its own. */
    static DemoPage start(Map<String, String> settings) throws Exception {
        Map<String, String> all = new HashMap<>(settings);
        all.put("INTEGRATION_API_PORT", "0");
        DemoPage page = new DemoPage(DemoServer.start(all), Browser.start());
        page.usual();
        return page;
    }

    /** The screen and the colours that tests begin with. */
    void usual() {
        browser.size(1440, 900);
        browser.prefer("prefers-color-scheme", "light");
    }

    Service service() {
        return service;
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        demo.close();
    }
}
