package org.ar1.integration.examples.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(SampleServices.class)
@TestProfile(QuarkusPathTest.Profile.class)
class QuarkusPathTest {

    /** All resources of the application below a path. */
    public static final class Profile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.rest.path", "/api/v1");
        }
    }

    @TestHTTPResource("/")
    URI server;

    @ParameterizedTest
    @CsvSource({
        "/api/v1/integration/lab-utilization, 200",
        "/api/v1/integration/lab-utilization/docker, 200",
        "/api/v1/integration/servers/3/forecast, 200",
        "/api/v1/labs/docker, 200",
        "/integration/lab-utilization, 404",
    })
    void theReportsAreBelowThePathOfTheApplication(String path, int status) {
        assertThat(Web.send(server, "GET", path).status()).isEqualTo(status);
    }
}
