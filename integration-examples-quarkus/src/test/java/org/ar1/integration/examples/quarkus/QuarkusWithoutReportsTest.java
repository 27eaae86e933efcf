package org.ar1.integration.examples.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SampleServices.class)
@TestProfile(QuarkusWithoutReportsTest.Profile.class)
class QuarkusWithoutReportsTest {

    /** An application with the client alone. */
    public static final class Profile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("ar1.integration.web.enabled", "false");
        }
    }

    @TestHTTPResource("/")
    URI server;

    @Test
    void onlyTheResourcesOfTheApplicationAnswer() {
        assertThat(Web.send(server, "GET", "/integration/lab-utilization").status())
                .isEqualTo(404);
        assertThat(Web.send(server, "GET", "/labs/docker").status()).isEqualTo(200);
    }
}
