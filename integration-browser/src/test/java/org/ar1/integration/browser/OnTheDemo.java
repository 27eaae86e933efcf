package org.ar1.integration.browser;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Tests of the page over one demo and one browser for the class; each begins with the usual screen and colours. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnTheDemo {

    private final Map<String, String> settings;
    private DemoPage demo;
    Service service;
    Browser browser;

    /**
     * Starts nothing yet.
     *
     * @param settings settings besides the demo's own
     */
    OnTheDemo(Map<String, String> settings) {
        this.settings = settings;
    }

    @BeforeAll
    void start() throws Exception {
        demo = DemoPage.start(settings);
        service = demo.service();
        browser = demo.browser();
    }

    @AfterAll
    void stop() {
        demo.close();
    }

    @BeforeEach
    void usual() {
        demo.usual();
    }
}
