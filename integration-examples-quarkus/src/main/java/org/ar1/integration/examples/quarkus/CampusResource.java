package org.ar1.integration.examples.quarkus;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.report.LabUtilizationReport;

/**
 * One report from a resource of the application's own. The property {@code ar1.integration.web.enabled} has all reports
 * answered below {@code /integration}; no code is needed for that.
 */
@Path("/labs")
public class CampusResource {

    private final IntegrationClient client;

    CampusResource(IntegrationClient client) {
        this.client = client;
    }

    @GET
    @Path("{labType}")
    public LabUtilizationReport labType(@PathParam("labType") String labType) {
        return client.labUtilization().report(labType);
    }
}
