package org.ar1.integration.spring;

import org.ar1.integration.IntegrationClient;
import org.ar1.integration.jaxrs.IntegrationRequests;
import org.glassfish.jersey.server.ResourceConfig;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The reports in a Jersey application, if {@code ar1.integration.web.enabled} is true, and problem details for the
 * library's exceptions.
 */
@AutoConfiguration(
        after = IntegrationAutoConfiguration.class,
        beforeName = {
            "org.springframework.boot.autoconfigure.jersey.JerseyAutoConfiguration",
            "org.springframework.boot.jersey.autoconfigure.JerseyAutoConfiguration"
        })
@ConditionalOnClass(ResourceConfig.class)
@ConditionalOnBean(ResourceConfig.class)
public class IntegrationJerseyAutoConfiguration {

    private static void customize(ResourceConfig config, IntegrationClient client, IntegrationProperties properties) {
        config.register(new IntegrationExceptionMapper());
        if (properties.web().enabled()) {
            JerseyReports.register(
                    config, IntegrationRequests.over(client), properties.web().path());
        }
    }

    /** With the packages of Spring Boot 3. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.autoconfigure.jersey.ResourceConfigCustomizer")
    static class OnSpringBoot3 {

        @Bean
        org.springframework.boot.autoconfigure.jersey.ResourceConfigCustomizer integrationReportsCustomizer(
                IntegrationClient client, IntegrationProperties properties) {
            return config -> customize(config, client, properties);
        }
    }

    /** With the packages of Spring Boot 4. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.jersey.autoconfigure.ResourceConfigCustomizer")
    static class OnSpringBoot4 {

        @Bean
        org.springframework.boot.jersey.autoconfigure.ResourceConfigCustomizer integrationReportsCustomizer(
                IntegrationClient client, IntegrationProperties properties) {
            return config -> customize(config, client, properties);
        }
    }
}
