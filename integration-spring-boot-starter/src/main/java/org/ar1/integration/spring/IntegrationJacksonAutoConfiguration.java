package org.ar1.integration.spring;

import com.fasterxml.jackson.databind.Module;
import org.ar1.integration.document.ReportModule;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reports that a controller returns are written as the library writes them, by Jackson 2 and by Jackson 3. */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration",
            "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
            "org.springframework.boot.jackson2.autoconfigure.Jackson2AutoConfiguration"
        })
public class IntegrationJacksonAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(ReportModule.class)
    Module integrationReportModule() {
        return new ReportModule();
    }

    /** For the mappers of Spring Boot 4. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "tools.jackson.databind.JacksonModule")
    static class OnJackson3 {

        @Bean
        @ConditionalOnMissingBean(Jackson3ReportModule.class)
        tools.jackson.databind.JacksonModule integrationJackson3ReportModule() {
            return new Jackson3ReportModule();
        }
    }
}
