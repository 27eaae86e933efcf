package org.ar1.integration.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.config.InvalidConfigException;
import org.ar1.integration.source.UpstreamService;
import org.junit.jupiter.api.Test;

class ApplicationSettingsTest {

    private static IntegrationConfig of(Map<String, String> properties) {
        return ApplicationSettings.of(properties.keySet(), name -> Optional.ofNullable(properties.get(name)));
    }

    @Test
    void aPropertyTakesPrecedenceOverAVariable() {
        IntegrationConfig config = of(Map.of(
                "ar1.integration.url.lab-monitoring", "http://one:1",
                "LAB_MONITORING_URL", "http://two:2",
                "REQUEST_TIMEOUT", "7",
                "ar1.integration.report-deadline", "PT20S",
                "ar1.integration.web.enabled", "false",
                "quarkus.http.port", "0"));

        assertThat(config.url(UpstreamService.LAB_MONITORING)).isEqualTo(URI.create("http://one:1"));
        assertThat(config.requestTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.reportDeadline()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void whatCannotBeUsedIsNamedAsItWasSet() {
        assertThatThrownBy(() -> of(Map.of(
                        "ar1.integration.request-timeout", "long",
                        "MAX_RETRIES", "many",
                        "ar1.integration.urls.performance", "http://one:1")))
                .isInstanceOfSatisfying(
                        InvalidConfigException.class,
                        e -> assertThat(e.problems())
                                .hasSize(3)
                                .anyMatch(problem -> problem.startsWith("ar1.integration.request-timeout "))
                                .anyMatch(problem -> problem.startsWith("MAX_RETRIES "))
                                .anyMatch(problem -> problem.equals("ar1.integration.urls.performance is no setting")));
    }

    @Test
    void aVariableOfMicroProfileConfigIsListedAsAPropertyWithDotsAndIsASetting() {
        Map<String, String> variables = Map.of(
                "AR1_INTEGRATION_REQUEST_TIMEOUT", "7",
                "AR1_INTEGRATION_URL_LAB_MONITORING", "http://one:1",
                "AR1_INTEGRATION_WEB_ENABLED", "true");
        List<String> listed = List.of(
                "AR1_INTEGRATION_REQUEST_TIMEOUT",
                "ar1.integration.request.timeout",
                "ar1.integration.url.lab.monitoring",
                "ar1.integration.web.enabled");

        IntegrationConfig config = ApplicationSettings.of(
                listed,
                name -> Optional.ofNullable(
                        variables.get(name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT))));

        assertThat(config.requestTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.url(UpstreamService.LAB_MONITORING)).isEqualTo(URI.create("http://one:1"));
    }

    @Test
    void withoutMicroProfileConfigTheEnvironmentApplies() {
        assertThat(ApplicationSettings.read())
                .hasToString(IntegrationConfig.fromEnvironment().toString());
    }
}
