package org.ar1.integration.spring;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.document.ReportJson;
import org.glassfish.jersey.server.ResourceConfig;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** An application with resources of its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class JerseyApplication {

    @Bean
    ResourceConfig jersey(IntegrationClient client) {
        return new ResourceConfig().registerInstances(new Own(client));
    }

    /** A resource of the application. */
    @Path("/own")
    public static final class Own {

        private final IntegrationClient client;

        Own(IntegrationClient client) {
            this.client = client;
        }

        @GET
        @Path("{labType}")
        @Produces("application/json")
        public byte[] report(@PathParam("labType") String labType) {
            return ReportJson.write(client.labUtilization().report(labType));
        }
    }
}
