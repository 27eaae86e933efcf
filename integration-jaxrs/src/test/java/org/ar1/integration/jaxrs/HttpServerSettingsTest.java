package org.ar1.integration.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpServerSettingsTest {

    private static final String LONGEST_ANSWER = "sun.net.httpserver.maxRspTime";
    private static final List<String> PROPERTIES = List.of(
            LONGEST_ANSWER,
            "sun.net.httpserver.nodelay",
            "sun.net.httpserver.maxReqTime",
            "sun.net.httpserver.maxReqHeaders",
            "sun.net.httpserver.maxReqHeaderSize",
            "jdk.httpserver.maxConnections");

    private final Map<String, String> before = new HashMap<>();

    @BeforeEach
    void clear() {
        PROPERTIES.forEach(property -> before.put(property, System.clearProperty(property)));
    }

    @AfterEach
    void restore() {
        before.forEach((property, value) -> {
            if (value == null) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, value);
            }
        });
    }

    @Test
    void everySettingHasAValueOfOurs() {
        HttpServerSettings.apply(Duration.ofSeconds(10));

        assertThat(PROPERTIES).extracting(System::getProperty).doesNotContainNull();
        assertThat(System.getProperty("sun.net.httpserver.nodelay")).isEqualTo("true");
        assertThat(System.getProperty(LONGEST_ANSWER)).isEqualTo("60");
    }

    @Test
    void answersMayTakeLongerThanTheReportDeadline() {
        HttpServerSettings.apply(Duration.ofMinutes(5));

        assertThat(System.getProperty(LONGEST_ANSWER)).isEqualTo("630");
    }

    @Test
    void whatIsSetStays() {
        System.setProperty("sun.net.httpserver.nodelay", "false");

        HttpServerSettings.apply(Duration.ofSeconds(10));

        assertThat(System.getProperty("sun.net.httpserver.nodelay")).isEqualTo("false");
    }

    @Test
    void aLimitThatCutsOffReportsIsLogged() {
        System.setProperty(LONGEST_ANSWER, "10");
        try (CapturedLog log = CapturedLog.of(IntegrationServer.class)) {
            HttpServerSettings.apply(Duration.ofSeconds(10));

            assertThat(log.events())
                    .singleElement()
                    .satisfies(event -> assertThat(event.getFormattedMessage()).contains(LONGEST_ANSWER));
        }
    }
}
