package org.ar1.integration.jaxrs.openapi;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the standalone server answers outside of JAX-RS, in words that the generator reads. Never a resource. */
@Tag(ref = "service")
@Path("/")
abstract class ServerPaths {

    @Operation(operationId = "openApiJson", summary = "This document as JSON")
    @Parameter(ref = "If-None-Match")
    @Parameter(ref = "X-Request-Id")
    @APIResponse(responseCode = "200", ref = "ApiDefinition")
    @APIResponse(responseCode = "304", ref = "NotModified")
    @APIResponse(responseCode = "405", ref = "MethodNotAllowed")
    @APIResponse(responseCode = "500", ref = "InternalError")
    @APIResponse(responseCode = "503", ref = "Unavailable")
    @GET
    @Path("openapi.json")
    @Produces(MediaType.APPLICATION_JSON)
    abstract Response openApiJson();

    @Operation(operationId = "openApiYaml", summary = "This document as YAML")
    @Parameter(ref = "If-None-Match")
    @Parameter(ref = "X-Request-Id")
    @APIResponse(responseCode = "200", ref = "ApiDefinition")
    @APIResponse(responseCode = "304", ref = "NotModified")
    @APIResponse(responseCode = "405", ref = "MethodNotAllowed")
    @APIResponse(responseCode = "500", ref = "InternalError")
    @APIResponse(responseCode = "503", ref = "Unavailable")
    @GET
    @Path("openapi.yaml")
    @Produces("application/yaml")
    abstract Response openApiYaml();
}
