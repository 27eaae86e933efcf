package org.ar1.integration.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.testkit.SampleCampus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** A Spring MVC and a Jersey application with one client, at a path of their own. */
class MvcAndJerseyTest {

    private static final String MOUNT = "/labs/reports";
    private static SampleCampus campus;
    private static IntegrationClient client;
    private static ConfigurableApplicationContext mvc;
    private static ConfigurableApplicationContext jersey;

    @SpringBootConfiguration(proxyBeanMethods = false)
    @Import(MvcApplication.class)
    static class Mvc {
        @Bean(destroyMethod = "")
        IntegrationClient shared() {
            return client;
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @Import(JerseyApplication.class)
    static class Jersey {
        @Bean(destroyMethod = "")
        IntegrationClient shared() {
            return client;
        }
    }

    @BeforeAll
    static void start() {
        campus = SampleCampus.builder().historyDays(8).start();
        client = IntegrationClient.create(IntegrationConfig.fromEnvironment(campus.environment()));
        Web.settle(client);
        Map<String, Object> properties =
                Map.of("ar1.integration.web.enabled", "true", "ar1.integration.web.path", MOUNT);
        mvc = Web.start(Mvc.class, properties, "org.glassfish");
        jersey = Web.start(Jersey.class, properties, "org.springframework.web.servlet");
    }

    @AfterAll
    static void stop() {
        mvc.close();
        jersey.close();
        client.close();
        campus.close();
    }

    private static Map<String, String> withoutTimes(Map<String, String> headers) {
        Map<String, String> fields = new TreeMap<>(headers);
        fields.keySet().removeIf(name -> name.equalsIgnoreCase("date") || name.equalsIgnoreCase("age"));
        return fields;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/lab-utilization||",
                "GET|/lab-utilization/||",
                "GET|/lab-utilization/docker||",
                "GET|/lab-utilization/a;b=c||",
                "GET|/lab-utilization/no%20type||",
                "GET|/lab-utilization?format=csv&bom=true||",
                "GET|/lab-utilization?format=xml||",
                "GET|/lab-utilization|Accept|text/csv",
                "GET|/lab-utilization|Accept|image/png",
                "GET|/lab-utilization|Accept|application/json, , text/csv;q=0.5",
                "GET|/lab-utilization|If-None-Match|*",
                "GET|/lab-utilization|If-Match|\"x\"",
                "GET|/lab-utilization|Accept-Encoding|gzip",
                "GET|/server-allocation||",
                "GET|/insights?limit=1&severity=critical,warning||",
                "GET|/insights?limit=1|Accept|application/x-ndjson",
                "GET|/insights?no_such=1||",
                "GET|/servers/3/profile?format=csv||",
                "GET|/servers/x/forecast||",
                "GET|/servers/3/quiet-windows?hours=4||",
                "GET|/placement?lab_type=docker&from=3&to=5||",
                "GET|/lab-types?limit=2&offset=1||",
                "HEAD|/lab-utilization||",
                "HEAD|/insights?no_such=1||",
                "POST|/lab-utilization||",
                "DELETE|/insights||",
                "OPTIONS|/insights||",
            })
    void bothAnswerTheSameBytesAndHeaderFields(String method, String target, String header, String value) {
        String[] headers = header == null
                ? new String[] {"X-Request-Id", "mine"}
                : new String[] {"X-Request-Id", "mine", header, value};

        Web.Answer fromMvc = Web.send(mvc, method, MOUNT + target, headers);
        Web.Answer fromJersey = Web.send(jersey, method, MOUNT + target, headers);

        assertThat(fromJersey.status()).isEqualTo(fromMvc.status());
        assertThat(fromJersey.body()).isEqualTo(fromMvc.body());
        assertThat(withoutTimes(fromJersey.headers())).isEqualTo(withoutTimes(fromMvc.headers()));
        assertThat(fromMvc.header("X-Request-Id")).isEqualTo("mine");
    }

    @Test
    void anExceptionOfTheApplicationsOwnCodeIsTheSameProblem() {
        Web.Answer fromMvc = Web.get(mvc, "/own/no-such-type", "X-Request-Id", "mine");
        Web.Answer fromJersey = Web.get(jersey, "/own/no-such-type", "X-Request-Id", "mine");

        assertThat(fromJersey.status()).isEqualTo(404);
        assertThat(fromJersey.body()).isEqualTo(fromMvc.body()).contains("problem:unknown-lab-type");
        assertThat(withoutTimes(fromJersey.headers())).isEqualTo(withoutTimes(fromMvc.headers()));
    }

    @Test
    void nothingIsMountedElsewhere() {
        assertThat(Web.get(mvc, "/integration/lab-utilization").status()).isEqualTo(404);
        assertThat(Web.get(jersey, "/integration/lab-utilization").status()).isEqualTo(404);
    }
}
