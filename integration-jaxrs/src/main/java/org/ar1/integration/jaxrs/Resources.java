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
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The resources. They answer their failures themselves instead of throwing them, so that no exception mapper is needed
 * and those of the surrounding application never see them. Public inside, because JAX-RS implementations call them by
 * reflection.
 */
final class Resources {

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

        private final Supplier<Answers> answers;

        Root(Supplier<Answers> answers) {
            this.answers = answers;
        }

        @Operation(
                operationId = "service",
                summary = "What the service is",
                description = "Name, version and endpoints; no upstream service is asked.")
        @Parameter(ref = "If-Match")
        @Parameter(ref = "If-None-Match")
        @Parameter(ref = "X-Request-Id")
        @APIResponse(responseCode = "200", ref = "Service")
        @APIResponse(responseCode = "304", ref = "NotModified")
        @APIResponse(responseCode = "412", ref = "PreconditionFailed")
        @APIResponse(responseCode = "503", ref = "Unavailable")
        @GET
        @Produces(MediaType.APPLICATION_JSON)
        public Response get(@Context HttpHeaders headers) {
            return Resources.answer(() -> CachingHeaders.answer(
                    answers.get().service(), conditions(headers), CacheStatus.Refresh.NONE, Instant.now()));
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

        private final Supplier<Answers> answers;

        LabUtilization(Supplier<Answers> answers) {
            this.answers = answers;
        }

        @Operation(
                operationId = "labUtilization",
                summary = "Every lab type: who uses which lab type",
                description = "Built from the cache and the upstream services, with what is there "
                        + "when the deadline of the service is over.")
        @Parameter(ref = "If-Match")
        @Parameter(ref = "If-None-Match")
        @Parameter(ref = "X-Request-Id")
        @Parameter(ref = "traceparent")
        @Parameter(ref = "refresh")
        @Parameter(ref = "format")
        @Parameter(ref = "bom")
        @APIResponse(responseCode = "200", ref = "LabUtilization")
        @APIResponse(responseCode = "304", ref = "NotModified")
        @APIResponse(responseCode = "412", ref = "PreconditionFailed")
        @APIResponse(responseCode = "503", ref = "LabUtilizationFailed")
        @GET
        @Produces({MediaType.APPLICATION_JSON, Form.TEXT_CSV})
        public Response all(@Context UriInfo uri, @Context HttpHeaders headers) {
            return answer(answers.get().labUtilization(), null, uri, headers);
        }

        @Operation(
                operationId = "labUtilizationOfLabType",
                summary = "One lab type: the same document, filtered",
                description = "A lab type that some source knows is answered with 200, with empty "
                        + "blocks where there is nothing on it.")
        @Parameter(ref = "lab_type")
        @Parameter(ref = "If-Match")
        @Parameter(ref = "If-None-Match")
        @Parameter(ref = "X-Request-Id")
        @Parameter(ref = "traceparent")
        @Parameter(ref = "refresh")
        @Parameter(ref = "format")
        @Parameter(ref = "bom")
        @APIResponse(responseCode = "200", ref = "LabUtilization")
        @APIResponse(responseCode = "304", ref = "NotModified")
        @APIResponse(responseCode = "412", ref = "PreconditionFailed")
        @APIResponse(responseCode = "404", ref = "UnknownLabType")
        @APIResponse(responseCode = "503", ref = "LabUtilizationFailed")
        @GET
        @Path("{lab_type}")
        @Produces({MediaType.APPLICATION_JSON, Form.TEXT_CSV})
        public Response one(@Context UriInfo uri, @Context HttpHeaders headers) {
            String labType = PathLabType.last(uri.getRequestUri().getRawPath());
            return answer(answers.get().labUtilization(), labType, uri, headers);
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

        private final Supplier<Answers> answers;

        ServerAllocation(Supplier<Answers> answers) {
            this.answers = answers;
        }

        @Operation(
                operationId = "serverAllocation",
                summary = "Every lab type: which lab type runs on which servers",
                description = "Built from the cache and the upstream services, with what is there "
                        + "when the deadline of the service is over.")
        @Parameter(ref = "If-Match")
        @Parameter(ref = "If-None-Match")
        @Parameter(ref = "X-Request-Id")
        @Parameter(ref = "traceparent")
        @Parameter(ref = "refresh")
        @Parameter(ref = "format")
        @Parameter(ref = "bom")
        @APIResponse(responseCode = "200", ref = "ServerAllocation")
        @APIResponse(responseCode = "304", ref = "NotModified")
        @APIResponse(responseCode = "412", ref = "PreconditionFailed")
        @APIResponse(responseCode = "503", ref = "ServerAllocationFailed")
        @GET
        @Produces({MediaType.APPLICATION_JSON, Form.TEXT_CSV})
        public Response all(@Context UriInfo uri, @Context HttpHeaders headers) {
            return answer(answers.get().serverAllocation(), null, uri, headers);
        }

        @Operation(
                operationId = "serverAllocationOfLabType",
                summary = "One lab type: the same document, filtered",
                description = "A lab type that some source knows is answered with 200, with empty "
                        + "blocks where there is nothing on it.")
        @Parameter(ref = "lab_type")
        @Parameter(ref = "If-Match")
        @Parameter(ref = "If-None-Match")
        @Parameter(ref = "X-Request-Id")
        @Parameter(ref = "traceparent")
        @Parameter(ref = "refresh")
        @Parameter(ref = "format")
        @Parameter(ref = "bom")
        @APIResponse(responseCode = "200", ref = "ServerAllocation")
        @APIResponse(responseCode = "304", ref = "NotModified")
        @APIResponse(responseCode = "412", ref = "PreconditionFailed")
        @APIResponse(responseCode = "404", ref = "UnknownLabType")
        @APIResponse(responseCode = "503", ref = "ServerAllocationFailed")
        @GET
        @Path("{lab_type}")
        @Produces({MediaType.APPLICATION_JSON, Form.TEXT_CSV})
        public Response one(@Context UriInfo uri, @Context HttpHeaders headers) {
            String labType = PathLabType.last(uri.getRequestUri().getRawPath());
            return answer(answers.get().serverAllocation(), labType, uri, headers);
        }
    }

    private static Response answer(
            ReportAnswers<?> answers, @Nullable String labType, UriInfo uri, HttpHeaders headers) {
        return answer(() -> answers.answer(new ReportAnswers.Question(
                labType,
                values(headers, HttpHeaders.ACCEPT),
                conditions(headers),
                uri.getQueryParameters(),
                TraceParent.valid(headers.getHeaderString(TraceParent.HEADER)))));
    }

    private static Response answer(Supplier<Answer> answer) {
        try {
            return response(answer.get());
        } catch (Throwable failure) { // an Error too must not end as an empty answer
            Problem problem = Problem.of(failure);
            return Response.status(problem.status()).entity(problem).build();
        }
    }

    private static Conditions conditions(HttpHeaders headers) {
        return new Conditions(values(headers, HttpHeaders.IF_MATCH), values(headers, HttpHeaders.IF_NONE_MATCH));
    }

    private static List<String> values(HttpHeaders headers, String name) {
        return Objects.requireNonNullElse(headers.getRequestHeader(name), List.of());
    }

    private static Response response(Answer answer) {
        Response.ResponseBuilder response = Response.status(answer.status());
        answer.fields().forEach(response::header);
        if (answer.content() != null) {
            response.entity(answer.content()).type(answer.content().type());
        }
        return response.build();
    }
}
