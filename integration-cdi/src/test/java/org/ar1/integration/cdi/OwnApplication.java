package org.ar1.integration.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.document.ReportJson;
import org.ar1.integration.testkit.SampleCampus;

/** An application of RESTEasy and Weld whose resources are below a path of its own. */
@ApplicationPath("/api/v1")
public class OwnApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(IntegrationResource.class, IntegrationExceptionMapper.class, Labs.class);
    }

    /** The settings, and the sample services to which they lead. */
    @ApplicationScoped
    public static class Settings {

        static SampleCampus campus;

        @Produces
        IntegrationConfig config() {
            return IntegrationConfig.fromEnvironment(campus.environment());
        }
    }

    /** A resource of the application. */
    @ApplicationScoped
    @Path("/labs")
    public static class Labs {

        @Inject
        IntegrationClient client;

        @GET
        @Path("{labType}")
        public byte[] labType(@PathParam("labType") String labType) {
            return ReportJson.write(client.labUtilization().report(labType));
        }
    }
}
