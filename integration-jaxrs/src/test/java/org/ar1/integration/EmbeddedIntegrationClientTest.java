package org.ar1.integration;

import java.util.List;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.event.IntegrationListener;

class EmbeddedIntegrationClientTest extends IntegrationClientContract {

    @Override
    IntegrationClient client(IntegrationConfig config, List<IntegrationListener> listeners) {
        IntegrationClient.Builder builder = IntegrationClient.builder().config(config);
        listeners.forEach(builder::listener);
        return builder.build();
    }
}
