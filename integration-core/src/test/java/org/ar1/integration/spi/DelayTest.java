package org.ar1.integration.spi;

import org.ar1.integration.internal.call.HttpRuntime;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

class DelayTest extends DelayContract {

    private final HttpRuntime runtime = new HttpRuntime(null, null, null, Duration.ofSeconds(5));

    @Override
    protected Delay delay() {
        return runtime.delay();
    }

    @AfterEach
    void close() {
        runtime.close();
    }
}
