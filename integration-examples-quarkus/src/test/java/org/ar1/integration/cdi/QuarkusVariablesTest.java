package org.ar1.integration.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.source.UpstreamService;
import org.junit.jupiter.api.Test;

/** Settings through the MicroProfile Config of Quarkus. */
class QuarkusVariablesTest {

    @Test
    void aVariableWithTheNameOfAPropertySetsIt() {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(
                        Map.of(
                                "AR1_INTEGRATION_REQUEST_TIMEOUT", "7",
                                "AR1_INTEGRATION_URL_LAB_MONITORING", "http://one:1",
                                "AR1_INTEGRATION_WEB_ENABLED", "true"),
                        300))
                .build();

        IntegrationConfig read =
                ApplicationSettings.of(config.getPropertyNames(), name -> config.getOptionalValue(name, String.class));

        assertThat(read.requestTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(read.url(UpstreamService.LAB_MONITORING)).isEqualTo(URI.create("http://one:1"));
        assertThat(config.getOptionalValue("ar1.integration.web.enabled", String.class))
                .contains("true");
    }
}
