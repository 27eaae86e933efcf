package org.ar1.integration.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.testkit.SampleCampus;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

class CampusApplicationTest {

    @Test
    void answersReportsHealthAndMetrics() throws Exception {
        try (SampleCampus campus = SampleCampus.builder().historyDays(1).start()) {
            SpringApplication application = new SpringApplication(CampusApplication.class);
            application.setDefaultProperties(Map.of("logging.level.root", "OFF"));
            try (ConfigurableApplicationContext running = application.run(arguments(campus))) {
                String base = "http://127.0.0.1:" + running.getEnvironment().getProperty("local.server.port");

                assertThat(get(base + "/integration/lab-utilization")).contains("\"integration_status\":\"success\"");
                assertThat(get(base + "/labs/docker")).contains("\"docker\"");
                assertThat(get(base + "/actuator/health")).contains("lab-monitoring");
                assertThat(get(base + "/actuator/metrics/integration.upstream.attempts"))
                        .contains("integration.upstream.attempts");
            }
        }
    }

    private static String[] arguments(SampleCampus campus) {
        List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--server.address=127.0.0.1"));
        for (UpstreamService service : UpstreamService.values()) {
            arguments.add("--ar1.integration.url." + service.id() + "="
                    + campus.environment().get(service.urlVariable()));
        }
        return arguments.toArray(String[]::new);
    }

    private static String get(String uri) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri))
                .timeout(Duration.ofSeconds(30))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(uri).isEqualTo(200);
        return response.body();
    }
}
