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
import java.util.regex.Pattern;
import org.ar1.integration.LabUtilizationAdapter;
import org.ar1.integration.ServerAllocationAdapter;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.ReportCsv;
import org.ar1.integration.report.ReportJson;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.spi.TraceContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
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
    @Tag(ref = "service")
    @APIResponse(responseCode = "400", ref = "BadRequest")
    @APIResponse(responseCode = "405", ref = "MethodNotAllowed")
    @APIResponse(responseCode = "406", ref = "NotAcceptable")
    @APIResponse(responseCode = "500", ref = "InternalError")
    @Path("/")
    public static final class Root implements Own {

        private final Document document;

        Root(boolean sampleData, List<String> besides) {
            this.document = Document.of(MediaType.APPLICATION_JSON_TYPE, ServiceInfo.json(sampleData, besides));
        }

        @Operation(
                operationId = "service",
                summary = "What the service is",
                description = "Name, version and endpoints; no upstream service is asked.")
        @Parameter(ref = "If-None-Match")
        @Parameter(ref = "X-Request-Id")
        @APIResponse(responseCode = "200", ref = "Service")
        @APIResponse(responseCode = "304", ref = "NotModified")
        @APIResponse(responseCode = "503", ref = "Unavailable")
        @GET
        @Produces(MediaType.APPLICATION_JSON)
        public Response get(@Context HttpHeaders headers) {
            return respond(document, headers, CacheStatus.Refresh.NONE);
        }
    }

    /** Who uses which lab type. */
    @Tag(ref = "reports")
    @SecurityRequirement(name = "bearer")
    @APIResponse(responseCode = "400", ref = "BadRequest")
    @APIResponse(responseCode = "401", ref = "Unauthorized")
    @APIResponse(responseCode = "405", ref = "MethodNotAllowed")
    @APIResponse(responseCode = "406", ref = "NotAcceptable")
    @APIResponse(responseCode = "500", ref = "InternalError")
    @Path("/integration/lab-utilization")
    public static final class LabUtilization implements Own {

        private final LabUtilizationAdapter adapter;
        private final RefreshGate gate;

        LabUtilization(LabUtilizationAdapter adapter, RefreshGate gate) {
            this.adapter = adapter;
            this.gate = gate;
        }

        @Operation(
                operationId = "labUtilization",
                summary = "Every lab type: who uses which lab type",
                description = "Built from the cache and the upstream services, with what is there "
                        + "when the deadline of the service is over.")
        @Parameter(ref = "If-None-Match")
        @Parameter(ref = "X-Request-Id")
        @Parameter(ref = "traceparent")
        @Parameter(ref = "refresh")
        @APIResponse(responseCode = "200", ref = "LabUtilization")
        @APIResponse(responseCode = "304", ref = "NotModified")
        @APIResponse(responseCode = "503", ref = "LabUtilizationFailed")
        @GET
        @Produces({MediaType.APPLICATION_JSON, Form.TEXT_CSV})
        public Response all(@Context UriInfo uri, @Context HttpHeaders headers) {
            return answer(
                    gate,
                    uri,
                    headers,
                    refresh -> document(refresh ? adapter.refreshedReport() : adapter.report(), headers));
        }

        @Operation(
                operationId = "labUtilizationOfLabType",
                summary = "One lab type: the same document, filtered",
                description = "A lab type that some source knows is answered with 200, with empty "
                        + "blocks where there is nothing on it.")
        @Parameter(ref = "lab_type")
        @Parameter(ref = "If-None-Match")
        @Parameter(ref = "X-Request-Id")
        @Parameter(ref = "traceparent")
        @Parameter(ref = "refresh")
        @APIResponse(responseCode = "200", ref = "LabUtilization")
        @APIResponse(responseCode = "304", ref = "NotModified")
        @APIResponse(responseCode = "404", ref = "UnknownLabType")
        @APIResponse(responseCode = "503", ref = "LabUtilizationFailed")
        @GET
        @Path("{lab_type}")
        @Produces({MediaType.APPLICATION_JSON, Form.TEXT_CSV})
        public Response one(@Context UriInfo uri, @Context HttpHeaders headers) {
            return answer(
                    gate,
                    uri,
                    headers,
                    refresh -> document(ofLabType(uri, refresh ? adapter::refreshedReport : adapter::report), headers));
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
    @Tag(ref = "reports")
    @SecurityRequirement(name = "bearer")
    @APIResponse(responseCode = "400", ref = "BadRequest")
    @APIResponse(responseCode = "401", ref = "Unauthorized")
    @APIResponse(responseCode = "405", ref = "MethodNotAllowed")
    @APIResponse(responseCode = "406", ref = "NotAcceptable")
    @APIResponse(responseCode = "500", ref = "InternalError")
    @Path("/integration/server-allocation")
    public static final class ServerAllocation implements Own {

        private final ServerAllocationAdapter adapter;
        private final RefreshGate gate;

        ServerAllocation(ServerAllocationAdapter adapter, RefreshGate gate) {
            this.adapter = adapter;
            this.gate = gate;
        }

        @Operation(
                operationId = "serverAllocation",
                summary = "Every lab type: which lab type runs on which servers",
                description = "Built from the cache and the upstream services, with what is there "
                        + "when the deadline of the service is over.")
        @Parameter(ref = "If-None-Match")
        @Parameter(ref = "X-Request-Id")
        @Parameter(ref = "traceparent")
        @Parameter(ref = "refresh")
        @APIResponse(responseCode = "200", ref = "ServerAllocation")
        @APIResponse(responseCode = "304", ref = "NotModified")
        @APIResponse(responseCode = "503", ref = "ServerAllocationFailed")
        @GET
        @Produces({MediaType.APPLICATION_JSON, Form.TEXT_CSV})
        public Response all(@Context UriInfo uri, @Context HttpHeaders headers) {
            return answer(
                    gate,
                    uri,
                    headers,
                    refresh -> document(refresh ? adapter.refreshedReport() : adapter.report(), headers));
        }

        @Operation(
                operationId = "serverAllocationOfLabType",
                summary = "One lab type: the same document, filtered",
                description = "A lab type that some source knows is answered with 200, with empty "
                        + "blocks where there is nothing on it.")
        @Parameter(ref = "lab_type")
        @Parameter(ref = "If-None-Match")
        @Parameter(ref = "X-Request-Id")
        @Parameter(ref = "traceparent")
        @Parameter(ref = "refresh")
        @APIResponse(responseCode = "200", ref = "ServerAllocation")
        @APIResponse(responseCode = "304", ref = "NotModified")
        @APIResponse(responseCode = "404", ref = "UnknownLabType")
        @APIResponse(responseCode = "503", ref = "ServerAllocationFailed")
        @GET
        @Path("{lab_type}")
        @Produces({MediaType.APPLICATION_JSON, Form.TEXT_CSV})
        public Response one(@Context UriInfo uri, @Context HttpHeaders headers) {
            return answer(
                    gate,
                    uri,
                    headers,
                    refresh -> document(ofLabType(uri, refresh ? adapter::refreshedReport : adapter::report), headers));
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

    private static Response respond(Document document, HttpHeaders headers, CacheStatus.Refresh refresh) {
        List<String> ifNoneMatch = headers.getRequestHeader(HttpHeaders.IF_NONE_MATCH);
        return CachingHeaders.answer(
                document,
                ifNoneMatch == null ? List.of() : ifNoneMatch,
                refresh,
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    /** The document in the caller's trace; it is asked for with whether its sources are to be asked again. */
    private static Response answer(
            RefreshGate gate, UriInfo uri, HttpHeaders headers, Function<Boolean, Document> document) {
        try {
            CacheStatus.Refresh refresh = gate.wish(uri.getQueryParameters().get(RefreshGate.PARAMETER));
            Document made = TraceContext.call(
                    TraceParent.valid(headers.getHeaderString(TraceParent.HEADER)),
                    () -> document.apply(refresh == CacheStatus.Refresh.DONE));
            return respond(made, headers, refresh);
        } catch (Throwable failure) { // an Error too must not end as an empty answer
            Problem problem = Problem.of(failure);
            return Response.status(problem.status()).entity(problem).build();
        }
    }
}
