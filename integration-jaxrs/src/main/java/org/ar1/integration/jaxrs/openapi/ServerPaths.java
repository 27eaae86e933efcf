package org.ar1.integration.jaxrs.openapi;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the standalone server answers outside of JAX-RS, in words that the generator reads. Never a resource. */
@Tag(ref = "service")
@Path("/")
abstract class ServerPaths {

    @Operation(operationId = "openApiJson", summary = "This document as JSON")
    @Parameter(ref = "If-Match")
    @Parameter(ref = "If-None-Match")
    @Parameter(ref = "X-Request-Id")
    @APIResponse(responseCode = "200", ref = "ApiDefinition")
    @APIResponse(responseCode = "304", ref = "NotModified")
    @APIResponse(responseCode = "412", ref = "PreconditionFailed")
    @APIResponse(responseCode = "405", ref = "MethodNotAllowed")
    @APIResponse(responseCode = "500", ref = "InternalError")
    @APIResponse(responseCode = "503", ref = "Unavailable")
    @GET
    @Path("openapi.json")
    @Produces(MediaType.APPLICATION_JSON)
    abstract Response openApiJson();

    @Operation(operationId = "openApiYaml", summary = "This document as YAML")
    @Parameter(ref = "If-Match")
    @Parameter(ref = "If-None-Match")
    @Parameter(ref = "X-Request-Id")
    @APIResponse(responseCode = "200", ref = "ApiDefinition")
    @APIResponse(responseCode = "304", ref = "NotModified")
    @APIResponse(responseCode = "412", ref = "PreconditionFailed")
    @APIResponse(responseCode = "405", ref = "MethodNotAllowed")
    @APIResponse(responseCode = "500", ref = "InternalError")
    @APIResponse(responseCode = "503", ref = "Unavailable")
    @GET
    @Path("openapi.yaml")
    @Produces("application/yaml")
    abstract Response openApiYaml();

    @Operation(
            operationId = "health",
            summary = "How the service is doing",
            description = "All checks, in the format of MicroProfile Health, under any load.")
    @SecurityRequirementsSet
    @SecurityRequirementsSet(@SecurityRequirement(name = "bearer"))
    @Parameter(ref = "X-Request-Id")
    @APIResponse(responseCode = "200", ref = "Health")
    @APIResponse(responseCode = "412", ref = "PreconditionFailed")
    @APIResponse(responseCode = "405", ref = "MethodNotAllowed")
    @APIResponse(responseCode = "500", ref = "InternalError")
    @APIResponse(responseCode = "503", ref = "HealthDown")
    @GET
    @Path("health")
    @Produces(MediaType.APPLICATION_JSON)
    abstract Response health();

    @Operation(
            operationId = "healthLive",
            summary = "Whether the process is worth keeping",
            description = "Answers as long as the process can answer.")
    @SecurityRequirementsSet
    @SecurityRequirementsSet(@SecurityRequirement(name = "bearer"))
    @Parameter(ref = "X-Request-Id")
    @APIResponse(responseCode = "200", ref = "Health")
    @APIResponse(responseCode = "412", ref = "PreconditionFailed")
    @APIResponse(responseCode = "405", ref = "MethodNotAllowed")
    @APIResponse(responseCode = "500", ref = "InternalError")
    @APIResponse(responseCode = "503", ref = "HealthDown")
    @GET
    @Path("health/live")
    @Produces(MediaType.APPLICATION_JSON)
    abstract Response healthLive();

    @Operation(
            operationId = "healthReady",
            summary = "Whether requests should be sent here",
            description =
                    "Down only while the service stops; a failing upstream service is data of a check that is up.")
    @SecurityRequirementsSet
    @SecurityRequirementsSet(@SecurityRequirement(name = "bearer"))
    @Parameter(ref = "X-Request-Id")
    @APIResponse(responseCode = "200", ref = "Health")
    @APIResponse(responseCode = "412", ref = "PreconditionFailed")
    @APIResponse(responseCode = "405", ref = "MethodNotAllowed")
    @APIResponse(responseCode = "500", ref = "InternalError")
    @APIResponse(responseCode = "503", ref = "HealthDown")
    @GET
    @Path("health/ready")
    @Produces(MediaType.APPLICATION_JSON)
    abstract Response healthReady();

    @Operation(
            operationId = "healthStarted",
            summary = "Whether starting is over",
            description = "Up from the moment the service listens.")
    @SecurityRequirementsSet
    @SecurityRequirementsSet(@SecurityRequirement(name = "bearer"))
    @Parameter(ref = "X-Request-Id")
    @APIResponse(responseCode = "200", ref = "Health")
    @APIResponse(responseCode = "412", ref = "PreconditionFailed")
    @APIResponse(responseCode = "405", ref = "MethodNotAllowed")
    @APIResponse(responseCode = "500", ref = "InternalError")
    @APIResponse(responseCode = "503", ref = "HealthDown")
    @GET
    @Path("health/started")
    @Produces(MediaType.APPLICATION_JSON)
    abstract Response healthStarted();

    @Operation(
            operationId = "metrics",
            summary = "Metrics for Prometheus",
            description = "Under any load; no upstream service is asked. Absent where the server is embedded without"
                    + " Micrometer's Prometheus registry.")
    @SecurityRequirement(name = "bearer")
    @Parameter(ref = "X-Request-Id")
    @APIResponse(responseCode = "200", ref = "Metrics")
    @APIResponse(responseCode = "400", ref = "BadRequest")
    @APIResponse(responseCode = "406", ref = "NotAcceptable")
    @APIResponse(responseCode = "412", ref = "PreconditionFailed")
    @APIResponse(responseCode = "401", ref = "Unauthorized")
    @APIResponse(responseCode = "405", ref = "MethodNotAllowed")
    @APIResponse(responseCode = "500", ref = "InternalError")
    @GET
    @Path("metrics")
    @Produces(MediaType.TEXT_PLAIN)
    abstract Response metrics();
}
