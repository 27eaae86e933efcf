package org.ar1.integration.jaxrs.openapi;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the documents have in common, as the API describes it. Never instantiated. */
final class CommonSchemas {

    private CommonSchemas() {}

    @Schema(name = "Service", description = "What the service is.")
    record Service(
            @Schema(required = true, description = "The name of the service.")
            String service,

            @Schema(required = true, description = "The version of the service.")
            String version,

            @Schema(
                    required = true,
                    enumeration = {"running"},
                    description = "Always \"running\".")
            String status,

            @Schema(
                    name = "sample_data",
                    description =
                            "True when the reports are about a sample campus and nothing in them is real; else absent.")
            Boolean sampleData,

            @Schema(required = true, description = "The paths that are answered, as templates.")
            List<String> endpoints) {}

    @Schema(name = "Health", description = "How the service is doing, in the format of MicroProfile Health.")
    record Health(
            @Schema(
                    required = true,
                    enumeration = {"UP", "DOWN"},
                    description = "DOWN when one of the checks is.")
            String status,

            @Schema(required = true, description = "What was looked at; each name once.")
            List<HealthCheck> checks) {}

    @Schema(name = "HealthCheck", description = "One thing that was looked at.")
    record HealthCheck(
            @Schema(required = true, description = "What it is.")
            String name,

            @Schema(
                    required = true,
                    enumeration = {"UP", "DOWN"},
                    description = "UP, unless the service itself is unable.")
            String status,

            @Schema(
                    type = SchemaType.OBJECT,
                    additionalProperties = Schema.True.class,
                    description = "Strings, numbers and booleans; absent where there is nothing to say, and for who "
                            + "may not read the reports.")
            Object data) {}

    @Schema(
            name = "ApiDefinition",
            additionalProperties = Schema.True.class,
            description = "An OpenAPI document; its own specification says what is in it.")
    record ApiDefinition(
            @Schema(required = true, description = "The version of the OpenAPI specification.")
            String openapi,

            @Schema(
                    required = true,
                    type = SchemaType.OBJECT,
                    additionalProperties = Schema.True.class,
                    description = "What the API is.")
            Object info,

            @Schema(
                    required = true,
                    type = SchemaType.OBJECT,
                    additionalProperties = Schema.True.class,
                    description = "The operations by path.")
            Object paths) {}

    @Schema(name = "Problem", description = "An error (RFC 9457), in words of the service itself.")
    record Problem(
            @Schema(
                    required = true,
                    format = "uri-reference",
                    description = "What kind of problem it is: a stable URI to decide by.")
            String type,

            @Schema(required = true, description = "The kind of problem in a few words, for people.")
            String title,

            @Schema(required = true, minimum = "400", maximum = "599", description = "The HTTP status code.")
            int status,

            @Schema(required = true, description = "One sentence on this occurrence, for people.")
            String detail,

            @Schema(description = "The parameter at fault; absent when there is none.")
            String parameter,

            @Schema(
                    required = true,
                    pattern = "^[A-Za-z0-9._-]{1,64}$",
                    description = "The id of the request, as in the header X-Request-Id; the log of the service has "
                            + "it too.")
            String requestId) {}

    @Schema(name = "Join", description = "How well the lab names of the infrastructure side match the catalogue.")
    record Join(
            @Schema(
                    required = true,
                    nullable = true,
                    minimum = "0",
                    description = "Number of different names that the catalogue holds; null when the catalogue "
                            + "could not be had.")
            Integer matched,

            @Schema(
                    required = true,
                    description = "The names that the catalogue does not hold, verbatim, by code point.")
            List<String> unmatched,

            @Schema(
                    required = true,
                    nullable = true,
                    minimum = "0",
                    maximum = "1",
                    description = "Matched names by all names, a fraction from 0 to 1; null when there are no names "
                            + "or no catalogue.")
            Double coverage) {}

    @Schema(
            name = "Source",
            description = "How one source of the report was had. A resource that is asked once per lab type "
                    + "or server is one line: the worst outcome, the oldest times, the sum of the " + "attempts.")
    record Source(
            @Schema(
                    required = true,
                    enumeration = {
                        "lab-monitoring",
                        "performance",
                        "resource-allocation",
                        "user-progress",
                        "performance-reporting",
                        "usage-analytics"
                    },
                    description = "The upstream service.")
            String service,

            @Schema(required = true, description = "The resource of the service that was asked.")
            String resource,

            @Schema(
                    required = true,
                    enumeration = {"live", "cached", "stale", "failed", "skipped"},
                    description = "live: fetched for this report; cached: fresh in the cache; stale: the last good "
                            + "value after a failed refresh; failed: nothing to show; skipped: needed but not "
                            + "attempted.")
            String outcome,

            @Schema(
                    required = true,
                    nullable = true,
                    format = "date-time",
                    description = "When the (oldest) value left the upstream service, UTC; null when there is none.")
            String fetchedAt,

            @Schema(
                    required = true,
                    nullable = true,
                    format = "date-time",
                    description = "The (oldest) time that the data itself states, UTC; null when it states none.")
            String dataAsOf,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Seconds from fetched_at to the timestamp of the report, to the millisecond; null "
                            + "when there is no value.")
            Double ageSeconds,

            @Schema(required = true, minimum = "0", description = "Number of calls that this report made.")
            int attempts,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Why the source is stale or failed; null when there is no reason to give.")
            SourceError error,

            @Schema(description = "Counts of the calls; absent for a resource that is asked once.")
            CallCounts calls) {}

    @Schema(name = "SourceError", description = "Why a source could not be read.")
    record SourceError(
            @Schema(
                    required = true,
                    enumeration = {
                        "connect",
                        "timeout",
                        "http_status",
                        "decode",
                        "too_large",
                        "circuit_open",
                        "deadline",
                        "unresponsive",
                        "unknown_lab",
                        "internal"
                    },
                    description = "The reason, to decide by.")
            String code,

            @Schema(required = true, description = "The reason for people; never an answer of the upstream service.")
            String message) {}

    @Schema(
            name = "CallCounts",
            description = "How the calls of a resource went that is asked once per lab type or server.")
    record CallCounts(
            @Schema(required = true, minimum = "0", description = "Calls answered for this report.")
            int live,

            @Schema(required = true, minimum = "0", description = "Calls answered by the cache.")
            int cached,

            @Schema(required = true, minimum = "0", description = "Calls that fell back to the last good value.")
            int stale,

            @Schema(required = true, minimum = "0", description = "Calls with nothing to show.")
            int failed,

            @Schema(required = true, minimum = "0", description = "Calls needed but not attempted.")
            int skipped,

            @Schema(
                    required = true,
                    maxItems = 20,
                    description = "The lab types, or the ids of the servers, whose calls are stale, failed or skipped:"
                            + " the first 20.")
            List<String> failing,

            @Schema(required = true, minimum = "0", description = "The number of further ones.")
            int failingMore) {}
}
