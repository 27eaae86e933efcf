package org.ar1.integration.spring;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.jaxrs.server.health.KnownHealth;
import org.ar1.integration.jaxrs.server.health.UpstreamHealth;
import org.ar1.integration.source.UpstreamService;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The contributor {@code integration} to the application's health: what the last calls showed of each service. Each is
 * up, because an application answers reports without it too; the details say how it is doing.
 */
@AutoConfiguration(after = IntegrationAutoConfiguration.class)
@ConditionalOnBean(IntegrationClient.class)
public class IntegrationHealthAutoConfiguration {

    private static final String NAME = "integration";
    private static final String BEAN = NAME + "HealthContributor";

    /** The indicators of all services, which share what the client was asked for last. */
    static <T> Map<String, T> indicators(
            IntegrationClient client, Function<Supplier<Map<String, Object>>, T> indicator) {
        KnownHealth known = KnownHealth.of(client);
        return Arrays.stream(UpstreamService.values())
                .collect(Collectors.toMap(
                        UpstreamService::id,
                        service -> indicator.apply(
                                () -> UpstreamHealth.data(known.now().get(service), Instant.now()))));
    }

    /** With the packages of Spring Boot 3. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(
            name = {
                "org.springframework.boot.actuate.health.CompositeHealthContributor",
                "org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator"
            })
    static class OnSpringBoot3 {

        @Bean(BEAN)
        @org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator(NAME)
        @ConditionalOnMissingBean(name = BEAN)
        org.springframework.boot.actuate.health.CompositeHealthContributor contributor(IntegrationClient client) {
            return org.springframework.boot.actuate.health.CompositeHealthContributor.fromMap(indicators(
                    client, details -> (org.springframework.boot.actuate.health.HealthIndicator)
                            () -> org.springframework.boot.actuate.health.Health.up()
                                    .withDetails(details.get())
                                    .build()));
        }
    }

    /** With the packages of Spring Boot 4. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.health.contributor.CompositeHealthContributor")
    static class OnSpringBoot4 {

        @Bean(BEAN)
        @org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator(NAME)
        @ConditionalOnMissingBean(name = BEAN)
        org.springframework.boot.health.contributor.CompositeHealthContributor contributor(IntegrationClient client) {
            return org.springframework.boot.health.contributor.CompositeHealthContributor.fromMap(indicators(
                    client, details -> (org.springframework.boot.health.contributor.HealthIndicator)
                            () -> org.springframework.boot.health.contributor.Health.up()
                                    .withDetails(details.get())
                                    .build()));
        }
    }
}
