package org.ar1.integration.jaxrs;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.ar1.integration.LabUtilizationAdapter;
import org.ar1.integration.ServerAllocationAdapter;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.ReportCsv;
import org.ar1.integration.report.ReportJson;
import org.ar1.integration.report.ServerAllocationReport;
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

        private final Document document;

        Root(boolean sampleData) {
            this.document = Document.of(MediaType.APPLICATION_JSON_TYPE, ServiceInfo.json(sampleData));
        }

        @GET
        @Produces(MediaType.APPLICATION_JSON)
        public Response get(@Context HttpHeaders headers) {
            return respond(document, headers);
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
        @Produces({MediaType.APPLICATION_JSON, Form.TEXT_CSV})
        public Response all(@Context HttpHeaders headers) {
            return answer(() -> respond(document(adapter.report(), headers), headers));
        }

        @GET
        @Path("{lab_type}")
        @Produces({MediaType.APPLICATION_JSON, Form.TEXT_CSV})
        public Response one(@Context UriInfo uri, @Context HttpHeaders headers) {
            return answer(() -> respond(document(ofLabType(uri, adapter::report), headers), headers));
        }

        private static Document document(LabUtilizationReport report, HttpHeaders headers) {
            Form form = Form.preferred(headers.getAcceptableMediaTypes());
            return Document.ofReport(
                    form.type(),
                    report.integrationStatus(),
                    report.retryAfter(),
                    report.sources(),
                    form == Form.CSV ? ReportCsv.write(report) : ReportJson.write(report));
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
        @Produces({MediaType.APPLICATION_JSON, Form.TEXT_CSV})
        public Response all(@Context HttpHeaders headers) {
            return answer(() -> respond(document(adapter.report(), headers), headers));
        }

        @GET
        @Path("{lab_type}")
        @Produces({MediaType.APPLICATION_JSON, Form.TEXT_CSV})
        public Response one(@Context UriInfo uri, @Context HttpHeaders headers) {
            return answer(() -> respond(document(ofLabType(uri, adapter::report), headers), headers));
        }

        private static Document document(ServerAllocationReport report, HttpHeaders headers) {
            Form form = Form.preferred(headers.getAcceptableMediaTypes());
            return Document.ofReport(
                    form.type(),
                    report.integrationStatus(),
                    report.retryAfter(),
                    report.sources(),
                    form == Form.CSV ? ReportCsv.write(report) : ReportJson.write(report));
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

    private static Response respond(Document document, HttpHeaders headers) {
        List<String> ifNoneMatch = headers.getRequestHeader(HttpHeaders.IF_NONE_MATCH);
        return CachingHeaders.answer(
                document,
                ifNoneMatch == null ? List.of() : ifNoneMatch,
                CacheStatus.Refresh.NONE,
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
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
