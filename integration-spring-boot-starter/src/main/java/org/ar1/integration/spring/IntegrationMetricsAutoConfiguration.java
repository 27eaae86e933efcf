package org.ar1.integration.spring;

import io.micrometer.core.instrument.MeterRegistry;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.micrometer.MicrometerListener;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/** The meters of the client in the registry of the application. A client of the application has its own listeners. */
@AutoConfiguration(
        before = IntegrationAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnSingleCandidate(MeterRegistry.class)
@ConditionalOnMissingBean({IntegrationClient.class, MicrometerListener.class})
public class IntegrationMetricsAutoConfiguration {

    @Bean
    MicrometerListener integrationMicrometerListener(MeterRegistry registry) {
        return new MicrometerListener(registry);
    }
}
