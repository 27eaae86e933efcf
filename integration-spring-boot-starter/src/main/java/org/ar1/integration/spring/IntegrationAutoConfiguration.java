package org.ar1.integration.spring;

import org.ar1.integration.IntegrationClient;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.event.IntegrationListener;
import org.ar1.integration.spi.HttpTransport;
import org.ar1.integration.spi.IntegrationCache;
import org.ar1.integration.spi.LabTypeResolver;
import org.ar1.integration.spi.RetryPolicy;
import org.ar1.integration.spi.SharedCache;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * The client, closed with the application. It takes the beans that the application has of a transport, a cache, a
 * shared cache, a retry policy, a resolver and any number of listeners, and is left out if the application has a client.
 */
@AutoConfiguration
@EnableConfigurationProperties(IntegrationProperties.class)
public class IntegrationAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean({IntegrationConfig.class, IntegrationClient.class})
    IntegrationConfig integrationConfig(IntegrationProperties properties, Environment environment) {
        return ConfigFromProperties.of(properties, environment);
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    IntegrationClient integrationClient(
            IntegrationConfig config,
            ObjectProvider<HttpTransport> transport,
            ObjectProvider<IntegrationCache> cache,
            ObjectProvider<SharedCache> sharedCache,
            ObjectProvider<RetryPolicy> retryPolicy,
            ObjectProvider<LabTypeResolver> labTypeResolver,
            ObjectProvider<IntegrationListener> listeners,
            ObjectProvider<IntegrationClientCustomizer> customizers) {
        IntegrationClient.Builder builder = IntegrationClient.builder().config(config);
        transport.ifAvailable(builder::transport);
        cache.ifAvailable(builder::cache);
        sharedCache.ifAvailable(builder::sharedCache);
        retryPolicy.ifAvailable(builder::retryPolicy);
        labTypeResolver.ifAvailable(builder::labTypeResolver);
        listeners.orderedStream().forEach(builder::listener);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }
}
