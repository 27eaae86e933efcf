package org.ar1.integration.jaxrs;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.ar1.integration.LabUtilizationAdapter;
import org.ar1.integration.ServerAllocationAdapter;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.ReportJson;
import org.ar1.integration.report.ServerAllocationReport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The resources. They answer their failures themselves instead of throwing them, so that no exception mapper is needed
 * and those of the surrounding application never see them. Public inside, because JAX-RS implementations call them by
 * reflection.
 */
final class Resources {

    private static final Logger LOGGER = LoggerFactory.getLogger(IntegrationFeature.class);

    /** A path below the application's base that one of the reports answers. */
    static final Pattern REPORT_PATH = Pattern.compile("/?integration/(lab-utilization|server-allocation)(/[^/]*)?/?");

    private Resources() {}

    /** Marks a resource as one of these. */
    interface Own {}

    /** What the service is. */
    @Path("/")
    public static final class Root implements Own {

        private final byte[] json;

        Root(boolean sampleData) {
            this.json = ServiceInfo.json(sampleData);
        }

        @GET
        @Produces(MediaType.APPLICATION_JSON)
        public Response get() {
            return Response.ok(json.clone(), MediaType.APPLICATION_JSON_TYPE).build();
        }
    }

    /** Who uses which lab type. */
    @Path("/integration/lab-utilization")
    public static final class LabUtilization implements Own {

        private final LabUtilizationAdapter adapter;

        LabUtilization(LabUtilizationAdapter adapter) {
            this.adapter = adapter;
        }

        @GET
        @Produces(MediaType.APPLICATION_JSON)
        public Response all() {
            return answer(() -> document(adapter.report()));
        }

        @GET
        @Path("{lab_type}")
        @Produces(MediaType.APPLICATION_JSON)
        public Response one(@Context UriInfo uri) {
            return answer(() -> document(ofLabType(uri, adapter::report)));
        }

        private static Response document(LabUtilizationReport report) {
            return respond(report.integrationStatus(), report.retryAfter(), ReportJson.write(report));
        }
    }

    /** Which lab type runs on which servers. */
    @Path("/integration/server-allocation")
    public static final class ServerAllocation implements Own {

        private final ServerAllocationAdapter adapter;

        ServerAllocation(ServerAllocationAdapter adapter) {
            this.adapter = adapter;
        }

        @GET
        @Produces(MediaType.APPLICATION_JSON)
        public Response all() {
            return answer(() -> document(adapter.report()));
        }

        @GET
        @Path("{lab_type}")
        @Produces(MediaType.APPLICATION_JSON)
        public Response one(@Context UriInfo uri) {
            return answer(() -> document(ofLabType(uri, adapter::report)));
        }

        private static Response document(ServerAllocationReport report) {
            return respond(report.integrationStatus(), report.retryAfter(), ReportJson.write(report));
        }
    }

    private static <R> R ofLabType(UriInfo uri, Function<String, R> report) {
        String labType = PathLabType.last(uri.getRequestUri().getRawPath());
        try {
            return report.apply(labType);
        } catch (IllegalArgumentException e) {
            LOGGER.debug("A lab type was refused", e);
            throw new InvalidParameterException(
                    PathLabType.PARAMETER, "The parameter " + PathLabType.PARAMETER + " cannot be used.");
        }
    }

    private static Response respond(IntegrationStatus status, @Nullable Duration retryAfter, byte[] document) {
        Response.ResponseBuilder response = status == IntegrationStatus.FAILED
                ? Response.status(503).header(HttpHeaders.RETRY_AFTER, Problem.seconds(retryAfter))
                : Response.ok();
        return response.entity(document).type(MediaType.APPLICATION_JSON_TYPE).build();
    }

    private static Response answer(Supplier<Response> answer) {
        try {
            return answer.get();
        } catch (Throwable failure) { // an Error too must not end as an empty answer
            Problem problem = Problem.of(failure);
            return Response.status(problem.status()).entity(problem).build();
        }
    }
}
