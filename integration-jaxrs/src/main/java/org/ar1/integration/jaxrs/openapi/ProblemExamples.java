package org.ar1.integration.jaxrs.openapi;

/** What the service says of itself, and its problems. */
final class ProblemExamples {

    static final String SERVICE = """
            {
              "service": "Integration Service",
              "version": "1.0.0",
              "status": "running",
              "endpoints": [
                "/integration/lab-utilization",
                "/integration/lab-utilization/{lab_type}",
                "/integration/server-allocation",
                "/integration/server-allocation/{lab_type}",
                "/health",
                "/health/live",
                "/health/ready",
                "/health/started",
                "/metrics",
                "/docs",
                "/openapi.json",
                "/openapi.yaml"
              ]
            }
            """;

    static final String BAD_REQUEST = """
            {
              "type": "urn:ar1:integration:problem:bad-request",
              "title": "Bad request",
              "status": 400,
              "detail": "The request is malformed.",
              "request_id": "4b8f0c2e-7d1a-4f57-9a53-0c6a1f1d2e3b"
            }
            """;

    static final String INVALID_PARAMETER = """
            {
              "type": "urn:ar1:integration:problem:invalid-parameter",
              "title": "Invalid parameter",
              "status": 400,
              "detail": "The parameter lab_type is not percent-encoded UTF-8.",
              "parameter": "lab_type",
              "request_id": "4b8f0c2e-7d1a-4f57-9a53-0c6a1f1d2e3b"
            }
            """;

    static final String PRECONDITION_FAILED = """
            {
              "type": "urn:ar1:integration:problem:precondition-failed",
              "title": "Precondition failed",
              "status": 412,
              "detail": "The If-Match header names nothing that is there; the entity tags here are weak, and never match.",
              "request_id": "4b8f0c2e-7d1a-4f57-9a53-0c6a1f1d2e3b"
            }
            """;

    static final String UNAUTHORIZED = """
            {
              "type": "urn:ar1:integration:problem:unauthorized",
              "title": "Unauthorized",
              "status": 401,
              "detail": "The path is for those who bear a token that is valid: Authorization: Bearer, and the token.",
              "request_id": "4b8f0c2e-7d1a-4f57-9a53-0c6a1f1d2e3b"
            }
            """;

    static final String HEALTH = """
            {
              "status": "UP",
              "checks": [
                {
                  "name": "accepting-requests",
                  "status": "UP",
                  "data": { "stopping": false, "requests_in_flight": 1, "requests_limit": 192 }
                },
                {
                  "name": "upstream-performance",
                  "status": "UP",
                  "data": {
                    "observed": true,
                    "circuit_breaker": "open",
                    "last_outcome": "timeout",
                    "last_attempt_age_seconds": 3,
                    "last_good_answer_age_seconds": 64
                  }
                }
              ]
            }
            """;

    static final String HEALTH_DOWN = """
            { "status": "DOWN", "checks": [ { "name": "accepting-requests", "status": "DOWN" } ] }
            """;

    static final String METRICS = """
            # HELP integration_source_age_seconds The age of the value that was read last
            # TYPE integration_source_age_seconds gauge
            integration_source_age_seconds{resource="catalogue",service="user-progress"} 12.5
            """;

    static final String NOT_FOUND = """
            {
              "type": "urn:ar1:integration:problem:not-found",
              "title": "Not found",
              "status": 404,
              "detail": "There is nothing at this path.",
              "request_id": "4b8f0c2e-7d1a-4f57-9a53-0c6a1f1d2e3b"
            }
            """;

    static final String UNKNOWN_LAB_TYPE = """
            {
              "type": "urn:ar1:integration:problem:unknown-lab-type",
              "title": "Unknown lab type",
              "status": 404,
              "detail": "No source knows this lab type.",
              "request_id": "4b8f0c2e-7d1a-4f57-9a53-0c6a1f1d2e3b"
            }
            """;

    static final String METHOD_NOT_ALLOWED = """
            {
              "type": "urn:ar1:integration:problem:method-not-allowed",
              "title": "Method not allowed",
              "status": 405,
              "detail": "The resource does not have this method; the Allow header lists those that it has.",
              "request_id": "4b8f0c2e-7d1a-4f57-9a53-0c6a1f1d2e3b"
            }
            """;

    static final String NOT_ACCEPTABLE = """
            {
              "type": "urn:ar1:integration:problem:not-acceptable",
              "title": "Not acceptable",
              "status": 406,
              "detail": "The resource is not available in a form that the Accept header allows.",
              "request_id": "4b8f0c2e-7d1a-4f57-9a53-0c6a1f1d2e3b"
            }
            """;

    static final String INTERNAL_ERROR = """
            {
              "type": "urn:ar1:integration:problem:internal-error",
              "title": "Internal error",
              "status": 500,
              "detail": "The request could not be answered; the log has the reason under the request id.",
              "request_id": "4b8f0c2e-7d1a-4f57-9a53-0c6a1f1d2e3b"
            }
            """;

    static final String UNDETERMINED = """
            {
              "type": "urn:ar1:integration:problem:undetermined-lab-type",
              "title": "Undetermined lab type",
              "status": 503,
              "detail": "Whether this lab type exists cannot be told now: a source that may know it did not answer.",
              "request_id": "4b8f0c2e-7d1a-4f57-9a53-0c6a1f1d2e3b"
            }
            """;

    static final String UNAVAILABLE_SOURCE = """
            {
              "type": "urn:ar1:integration:problem:source-unavailable",
              "title": "Source unavailable",
              "status": 503,
              "detail": "A source that is needed did not answer.",
              "request_id": "4b8f0c2e-7d1a-4f57-9a53-0c6a1f1d2e3b"
            }
            """;

    static final String OVERLOADED = """
            {
              "type": "urn:ar1:integration:problem:overloaded",
              "title": "Overloaded",
              "status": 503,
              "detail": "Too many requests are being answered at once.",
              "request_id": "4b8f0c2e-7d1a-4f57-9a53-0c6a1f1d2e3b"
            }
            """;

    static final String STOPPING = """
            {
              "type": "urn:ar1:integration:problem:stopping",
              "title": "Stopping",
              "status": 503,
              "detail": "The service is about to stop.",
              "request_id": "4b8f0c2e-7d1a-4f57-9a53-0c6a1f1d2e3b"
            }
            """;

    private ProblemExamples() {}
}
