/**
 * The API description, of which the build makes {@code openapi.json} and {@code openapi.yaml}: what the operations have
 * in common, the schemas and the examples. What is true of one operation stands at its method. Nothing of it runs.
 */
@OpenAPIDefinition(
        info = @Info(title = "Integration Service", version = "set by the build", description = """
            Joins what six services of a training campus know into two reports.

            - Missing is null or absent, never 0; a zero is written only where a source answered zero.
            - `sources` says how each source was had. A report of which a part is missing is still answered with 200; \
            one with nothing to show with 503 and `Retry-After`.
            - Every error is a problem (RFC 9457, `application/problem+json`); decide by its `type`.
            - A service that was set up with tokens answers 401 to who bears none at every path but `/`, `/docs`, this \
            document and health, which tells them less; at paths that this document does not have, too.
            - Every path that has GET has HEAD and OPTIONS too.
            - A request that is malformed is answered with 400, one with an unknown method with 501, one of another version \
            than HTTP/1 with 505, each as a problem, whatever its path.
            - New fields, values of `type` and paths may come; ignore what you do not know.
            """),
        servers = @Server(url = "/", description = "The service that this document comes from."),
        tags = {
            @Tag(name = "reports", description = "The joined reports."),
            @Tag(name = "service", description = "The service itself.")
        },
        components =
                @Components(
                        securitySchemes =
                                @SecurityScheme(
                                        securitySchemeName = "bearer",
                                        type = SecuritySchemeType.HTTP,
                                        scheme = "bearer",
                                        description =
                                                "A token that the operator gave out (RFC 6750). Only asked for by a "
                                                        + "service that was set up with tokens."),
                        parameters = {
                            @Parameter(
                                    name = HttpHeaders.IF_NONE_MATCH,
                                    in = ParameterIn.HEADER,
                                    description = "The ETag of what the caller has; 304 if it is still right.",
                                    schema = @Schema(implementation = String.class)),
                            @Parameter(
                                    name = HttpHeaders.IF_MATCH,
                                    in = ParameterIn.HEADER,
                                    description = "* for any version. Entity tags here are weak and never match (RFC "
                                            + "9110, 13.1.1): any other value gives 412.",
                                    schema = @Schema(implementation = String.class)),
                            @Parameter(
                                    name = "lab_type",
                                    in = ParameterIn.PATH,
                                    required = true,
                                    description =
                                            "A lab type, percent-encoded UTF-8; matched exactly after decoding, a "
                                                    + "plus is a plus.",
                                    schema = @Schema(implementation = String.class, minLength = 1),
                                    examples = @ExampleObject(name = "docker", value = "docker")),
                            @Parameter(
                                    name = "refresh",
                                    in = ParameterIn.QUERY,
                                    description = "true: have the sources asked again, however fresh their values "
                                            + "are; at most once in ten seconds for each report and each lab type of "
                                            + "it, by all callers together. Who comes sooner is answered as usual, and "
                                            + "Cache-Status says refresh-limited. A source that failed is left alone "
                                            + "until it is its time.",
                                    schema = @Schema(implementation = Boolean.class, defaultValue = "false")),
                            @Parameter(
                                    name = "format",
                                    in = ParameterIn.QUERY,
                                    description = "The form of the answer, where no Accept header can be set; goes "
                                            + "before that header. csv also gives the answer a file name, with the day "
                                            + "of the report, in Content-Disposition.",
                                    schema =
                                            @Schema(
                                                    implementation = String.class,
                                                    enumeration = {"csv", "json"})),
                            @Parameter(
                                    name = "bom",
                                    in = ParameterIn.QUERY,
                                    description = "true: begin a table with a byte order mark, by which Excel knows "
                                            + "UTF-8. Without effect on JSON.",
                                    schema = @Schema(implementation = Boolean.class, defaultValue = "false")),
                            @Parameter(
                                    name = "X-Request-Id",
                                    in = ParameterIn.HEADER,
                                    description =
                                            "A name for this request in the answer and the log; replaced by a new "
                                                    + "one unless it has this pattern.",
                                    schema =
                                            @Schema(implementation = String.class, pattern = "^[A-Za-z0-9._-]{1,64}$")),
                            @Parameter(
                                    name = "traceparent",
                                    in = ParameterIn.HEADER,
                                    description = "The trace of the request (W3C Trace Context), which goes on to the "
                                            + "upstream services; replaced by a new one unless it is valid.",
                                    schema =
                                            @Schema(
                                                    implementation = String.class,
                                                    pattern = "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}"))
                        },
                        headers = {
                            @Header(
                                    name = HttpHeaders.ETAG,
                                    description =
                                            "Stands for the data, for If-None-Match: it changes with them, and not "
                                                    + "with timestamp or sources.",
                                    required = true,
                                    schema =
                                            @Schema(
                                                    implementation = String.class,
                                                    examples = "W/\"9f86d081884c7d65\"")),
                            @Header(
                                    name = "Age",
                                    description = "The age of the oldest source, in whole seconds.",
                                    schema = @Schema(implementation = Integer.class, minimum = "0", examples = "42")),
                            @Header(
                                    name = "Cache-Status",
                                    description =
                                            "Whether the sources came from memory (RFC 9211), with a count of each outcome; "
                                                    + "refresh-limited before it when refresh=true came too soon.",
                                    schema = @Schema(implementation = String.class, examples = "ar1-integration; hit")),
                            @Header(
                                    name = HttpHeaders.CONTENT_DISPOSITION,
                                    description = "A file name for the table; only with format=csv.",
                                    schema =
                                            @Schema(
                                                    implementation = String.class,
                                                    examples =
                                                            "attachment; filename=\"lab-utilization-2026-11-23.csv\"")),
                            @Header(
                                    name = HttpHeaders.VARY,
                                    description = "The request headers that the answer depends on.",
                                    schema =
                                            @Schema(
                                                    implementation = String.class,
                                                    examples = "Accept, Accept-Encoding")),
                            @Header(
                                    name = HttpHeaders.CACHE_CONTROL,
                                    description = "How long the answer may be kept without asking.",
                                    required = true,
                                    schema = @Schema(implementation = String.class, examples = "no-cache")),
                            @Header(
                                    name = "X-Request-Id",
                                    description =
                                            "The id of the request: the one it brought if that was harmless, else a "
                                                    + "new one. The log has it too.",
                                    required = true,
                                    schema =
                                            @Schema(
                                                    implementation = String.class,
                                                    pattern = "^[A-Za-z0-9._-]{1,64}$",
                                                    examples = "nightly-report.17")),
                            @Header(
                                    name = HttpHeaders.RETRY_AFTER,
                                    description = "When asking again makes sense, in whole seconds from now.",
                                    required = true,
                                    schema = @Schema(implementation = Integer.class, minimum = "1", examples = "30")),
                            @Header(
                                    name = "Content-Security-Policy",
                                    description =
                                            "What a browser may load and run for the answer: nothing, but for the page at /docs.",
                                    required = true,
                                    schema =
                                            @Schema(
                                                    implementation = String.class,
                                                    examples = "default-src 'none'; frame-ancestors 'none'")),
                            @Header(
                                    name = "Cross-Origin-Resource-Policy",
                                    description =
                                            "Whose pages may embed the answer: cross-origin when pages of other origins may read it.",
                                    required = true,
                                    schema = @Schema(implementation = String.class, examples = "same-origin")),
                            @Header(
                                    name = "Referrer-Policy",
                                    description = "That a browser tells nobody where it came from.",
                                    required = true,
                                    schema = @Schema(implementation = String.class, examples = "no-referrer")),
                            @Header(
                                    name = "X-Content-Type-Options",
                                    description = "That a browser must not guess another media type.",
                                    required = true,
                                    schema = @Schema(implementation = String.class, examples = "nosniff")),
                            @Header(
                                    name = "X-Frame-Options",
                                    description = "That no page may frame the answer.",
                                    required = true,
                                    schema = @Schema(implementation = String.class, examples = "DENY")),
                            @Header(
                                    name = "X-Sample-Data",
                                    description =
                                            "true when the service runs on sample data and nothing in the answer is real; else absent.",
                                    schema = @Schema(implementation = String.class, examples = "true")),
                            @Header(
                                    name = HttpHeaders.WWW_AUTHENTICATE,
                                    description =
                                            "That a bearer token is wanted, with error=\"invalid_token\" when the one "
                                                    + "that was brought is not valid.",
                                    required = true,
                                    schema =
                                            @Schema(
                                                    implementation = String.class,
                                                    pattern = "^Bearer realm=\"[^\"]+\"(, error=\"invalid_token\")?$",
                                                    examples = "Bearer realm=\"Integration Service\"")),
                            @Header(
                                    name = HttpHeaders.ALLOW,
                                    description = "The methods that the path has, separated by commas.",
                                    required = true,
                                    schema = @Schema(implementation = String.class, examples = "GET, HEAD, OPTIONS"))
                        },
                        responses = {
                            @APIResponse(
                                    name = "ApiDefinition",
                                    description = "This document.",
                                    headers = {
                                        @Header(name = "X-Request-Id", ref = "X-Request-Id"),
                                        @Header(name = HttpHeaders.VARY, ref = HttpHeaders.VARY),
                                        @Header(name = HttpHeaders.ETAG, ref = HttpHeaders.ETAG),
                                        @Header(name = HttpHeaders.CACHE_CONTROL, ref = HttpHeaders.CACHE_CONTROL)
                                    },
                                    content = {
                                        @Content(
                                                mediaType = MediaType.APPLICATION_JSON,
                                                schema = @Schema(implementation = CommonSchemas.ApiDefinition.class)),
                                        @Content(
                                                mediaType = "application/yaml",
                                                schema = @Schema(implementation = CommonSchemas.ApiDefinition.class))
                                    }),
                            @APIResponse(
                                    name = "NotModified",
                                    description =
                                            "The data are still those that the header If-None-Match names; no content. Age "
                                                    + "and Cache-Status say how old they are now.",
                                    headers = {
                                        @Header(
                                                name = HttpHeaders.CONTENT_DISPOSITION,
                                                ref = HttpHeaders.CONTENT_DISPOSITION),
                                        @Header(name = "X-Request-Id", ref = "X-Request-Id"),
                                        @Header(name = HttpHeaders.VARY, ref = HttpHeaders.VARY),
                                        @Header(name = "Age", ref = "Age"),
                                        @Header(name = "Cache-Status", ref = "Cache-Status"),
                                        @Header(name = HttpHeaders.ETAG, ref = HttpHeaders.ETAG),
                                        @Header(name = HttpHeaders.CACHE_CONTROL, ref = HttpHeaders.CACHE_CONTROL)
                                    }),
                            @APIResponse(
                                    name = "Service",
                                    description = "What the service is.",
                                    headers = {
                                        @Header(name = "X-Request-Id", ref = "X-Request-Id"),
                                        @Header(name = HttpHeaders.CACHE_CONTROL, ref = HttpHeaders.CACHE_CONTROL),
                                        @Header(name = HttpHeaders.ETAG, ref = HttpHeaders.ETAG),
                                        @Header(name = HttpHeaders.VARY, ref = HttpHeaders.VARY)
                                    },
                                    content = {
                                        @Content(
                                                mediaType = MediaType.APPLICATION_JSON,
                                                schema = @Schema(implementation = CommonSchemas.Service.class),
                                                examples = {
                                                    @ExampleObject(name = "service", value = ProblemExamples.SERVICE)
                                                })
                                    }),
                            @APIResponse(
                                    name = "LabUtilization",
                                    description = "The report; integration_status is success or partial.",
                                    headers = {
                                        @Header(
                                                name = HttpHeaders.CONTENT_DISPOSITION,
                                                ref = HttpHeaders.CONTENT_DISPOSITION),
                                        @Header(name = "X-Request-Id", ref = "X-Request-Id"),
                                        @Header(name = HttpHeaders.CACHE_CONTROL, ref = HttpHeaders.CACHE_CONTROL),
                                        @Header(name = HttpHeaders.ETAG, ref = HttpHeaders.ETAG),
                                        @Header(name = HttpHeaders.VARY, ref = HttpHeaders.VARY),
                                        @Header(name = "Age", ref = "Age"),
                                        @Header(name = "Cache-Status", ref = "Cache-Status")
                                    },
                                    content = {
                                        @Content(
                                                mediaType = "text/csv",
                                                schema =
                                                        @Schema(
                                                                implementation = String.class,
                                                                description =
                                                                        "The table of the report: a header row, then a row a lab type or a lab type and server."),
                                                examples = {
                                                    @ExampleObject(
                                                            name = "docker",
                                                            value = ReportExamples.LAB_UTILIZATION_CSV)
                                                }),
                                        @Content(
                                                mediaType = MediaType.APPLICATION_JSON,
                                                schema =
                                                        @Schema(
                                                                implementation =
                                                                        LabUtilizationSchemas.LabUtilizationReport
                                                                                .class),
                                                examples = {
                                                    @ExampleObject(
                                                            name = "docker",
                                                            value = ReportExamples.LAB_UTILIZATION)
                                                })
                                    }),
                            @APIResponse(
                                    name = "ServerAllocation",
                                    description = "The report; integration_status is success or partial.",
                                    headers = {
                                        @Header(
                                                name = HttpHeaders.CONTENT_DISPOSITION,
                                                ref = HttpHeaders.CONTENT_DISPOSITION),
                                        @Header(name = "X-Request-Id", ref = "X-Request-Id"),
                                        @Header(name = HttpHeaders.CACHE_CONTROL, ref = HttpHeaders.CACHE_CONTROL),
                                        @Header(name = HttpHeaders.ETAG, ref = HttpHeaders.ETAG),
                                        @Header(name = HttpHeaders.VARY, ref = HttpHeaders.VARY),
                                        @Header(name = "Age", ref = "Age"),
                                        @Header(name = "Cache-Status", ref = "Cache-Status")
                                    },
                                    content = {
                                        @Content(
                                                mediaType = "text/csv",
                                                schema =
                                                        @Schema(
                                                                implementation = String.class,
                                                                description =
                                                                        "The table of the report: a header row, then a row a lab type or a lab type and server."),
                                                examples = {
                                                    @ExampleObject(
                                                            name = "docker",
                                                            value = ReportExamples.SERVER_ALLOCATION_CSV)
                                                }),
                                        @Content(
                                                mediaType = MediaType.APPLICATION_JSON,
                                                schema =
                                                        @Schema(
                                                                implementation =
                                                                        ServerAllocationSchemas.ServerAllocationReport
                                                                                .class),
                                                examples = {
                                                    @ExampleObject(
                                                            name = "docker",
                                                            value = ReportExamples.SERVER_ALLOCATION)
                                                })
                                    }),
                            @APIResponse(
                                    name = "LabUtilizationFailed",
                                    description =
                                            "The report failed (integration_status is failed, in text/csv what there is of "
                                                    + "the table), or a problem.",
                                    headers = {
                                        @Header(name = "X-Request-Id", ref = "X-Request-Id"),
                                        @Header(name = HttpHeaders.CACHE_CONTROL, ref = HttpHeaders.CACHE_CONTROL),
                                        @Header(name = HttpHeaders.VARY, ref = HttpHeaders.VARY),
                                        @Header(name = "Age", ref = "Age"),
                                        @Header(name = "Cache-Status", ref = "Cache-Status"),
                                        @Header(name = HttpHeaders.RETRY_AFTER, ref = HttpHeaders.RETRY_AFTER)
                                    },
                                    content = {
                                        @Content(
                                                mediaType = "text/csv",
                                                schema =
                                                        @Schema(
                                                                implementation = String.class,
                                                                description =
                                                                        "The table of the report: a header row, then a row a lab type or a lab type and server."),
                                                examples = {
                                                    @ExampleObject(
                                                            name = "docker",
                                                            value = ReportExamples.LAB_UTILIZATION_CSV)
                                                }),
                                        @Content(
                                                mediaType = MediaType.APPLICATION_JSON,
                                                schema =
                                                        @Schema(
                                                                implementation =
                                                                        LabUtilizationSchemas.LabUtilizationReport
                                                                                .class),
                                                examples = {
                                                    @ExampleObject(
                                                            name = "failed",
                                                            value = ReportExamples.LAB_UTILIZATION_FAILED)
                                                }),
                                        @Content(
                                                mediaType = "application/problem+json",
                                                schema = @Schema(implementation = CommonSchemas.Problem.class),
                                                examples = {
                                                    @ExampleObject(
                                                            name = "undetermined-lab-type",
                                                            value = ProblemExamples.UNDETERMINED),
                                                    @ExampleObject(
                                                            name = "source-unavailable",
                                                            value = ProblemExamples.UNAVAILABLE_SOURCE),
                                                    @ExampleObject(
                                                            name = "overloaded",
                                                            value = ProblemExamples.OVERLOADED),
                                                    @ExampleObject(name = "stopping", value = ProblemExamples.STOPPING)
                                                })
                                    }),
                            @APIResponse(
                                    name = "ServerAllocationFailed",
                                    description =
                                            "The report failed (integration_status is failed, in text/csv what there is of "
                                                    + "the table), or a problem.",
                                    headers = {
                                        @Header(name = "X-Request-Id", ref = "X-Request-Id"),
                                        @Header(name = HttpHeaders.CACHE_CONTROL, ref = HttpHeaders.CACHE_CONTROL),
                                        @Header(name = HttpHeaders.VARY, ref = HttpHeaders.VARY),
                                        @Header(name = "Age", ref = "Age"),
                                        @Header(name = "Cache-Status", ref = "Cache-Status"),
                                        @Header(name = HttpHeaders.RETRY_AFTER, ref = HttpHeaders.RETRY_AFTER)
                                    },
                                    content = {
                                        @Content(
                                                mediaType = "text/csv",
                                                schema =
                                                        @Schema(
                                                                implementation = String.class,
                                                                description =
                                                                        "The table of the report: a header row, then a row a lab type or a lab type and server."),
                                                examples = {
                                                    @ExampleObject(
                                                            name = "docker",
                                                            value = ReportExamples.SERVER_ALLOCATION_CSV)
                                                }),
                                        @Content(
                                                mediaType = MediaType.APPLICATION_JSON,
                                                schema =
                                                        @Schema(
                                                                implementation =
                                                                        ServerAllocationSchemas.ServerAllocationReport
                                                                                .class),
                                                examples = {
                                                    @ExampleObject(
                                                            name = "failed",
                                                            value = ReportExamples.SERVER_ALLOCATION_FAILED)
                                                }),
                                        @Content(
                                                mediaType = "application/problem+json",
                                                schema = @Schema(implementation = CommonSchemas.Problem.class),
                                                examples = {
                                                    @ExampleObject(
                                                            name = "undetermined-lab-type",
                                                            value = ProblemExamples.UNDETERMINED),
                                                    @ExampleObject(
                                                            name = "source-unavailable",
                                                            value = ProblemExamples.UNAVAILABLE_SOURCE),
                                                    @ExampleObject(
                                                            name = "overloaded",
                                                            value = ProblemExamples.OVERLOADED),
                                                    @ExampleObject(name = "stopping", value = ProblemExamples.STOPPING)
                                                })
                                    }),
                            @APIResponse(
                                    name = "BadRequest",
                                    description = "The request is malformed, or a parameter cannot be used.",
                                    headers = {
                                        @Header(name = "X-Request-Id", ref = "X-Request-Id"),
                                        @Header(name = HttpHeaders.CACHE_CONTROL, ref = HttpHeaders.CACHE_CONTROL)
                                    },
                                    content = {
                                        @Content(
                                                mediaType = "application/problem+json",
                                                schema = @Schema(implementation = CommonSchemas.Problem.class),
                                                examples = {
                                                    @ExampleObject(
                                                            name = "bad-request",
                                                            value = ProblemExamples.BAD_REQUEST),
                                                    @ExampleObject(
                                                            name = "invalid-parameter",
                                                            value = ProblemExamples.INVALID_PARAMETER)
                                                })
                                    }),
                            @APIResponse(
                                    name = "Health",
                                    description = "Every check is up.",
                                    headers = {
                                        @Header(name = "X-Request-Id", ref = "X-Request-Id"),
                                        @Header(name = HttpHeaders.CACHE_CONTROL, ref = HttpHeaders.CACHE_CONTROL),
                                        @Header(name = HttpHeaders.VARY, ref = HttpHeaders.VARY)
                                    },
                                    content = {
                                        @Content(
                                                mediaType = MediaType.APPLICATION_JSON,
                                                schema = @Schema(implementation = CommonSchemas.Health.class),
                                                examples = {@ExampleObject(name = "up", value = ProblemExamples.HEALTH)
                                                })
                                    }),
                            @APIResponse(
                                    name = "HealthDown",
                                    description = "A check is down: the service is stopping.",
                                    headers = {
                                        @Header(name = "X-Request-Id", ref = "X-Request-Id"),
                                        @Header(name = HttpHeaders.CACHE_CONTROL, ref = HttpHeaders.CACHE_CONTROL),
                                        @Header(name = HttpHeaders.VARY, ref = HttpHeaders.VARY)
                                    },
                                    content = {
                                        @Content(
                                                mediaType = MediaType.APPLICATION_JSON,
                                                schema = @Schema(implementation = CommonSchemas.Health.class),
                                                examples = {
                                                    @ExampleObject(name = "down", value = ProblemExamples.HEALTH_DOWN)
                                                })
                                    }),
                            @APIResponse(
                                    name = "Metrics",
                                    description = "The metrics, as Prometheus text, or OpenMetrics for who accepts it.",
                                    headers = {
                                        @Header(name = "X-Request-Id", ref = "X-Request-Id"),
                                        @Header(name = HttpHeaders.CACHE_CONTROL, ref = HttpHeaders.CACHE_CONTROL),
                                        @Header(name = HttpHeaders.VARY, ref = HttpHeaders.VARY)
                                    },
                                    content = {
                                        @Content(
                                                mediaType = "text/plain; version=0.0.4; charset=utf-8",
                                                schema = @Schema(implementation = String.class),
                                                examples = {
                                                    @ExampleObject(name = "age", value = ProblemExamples.METRICS)
                                                }),
                                        @Content(
                                                mediaType =
                                                        "application/openmetrics-text; version=1.0.0; charset=utf-8",
                                                schema = @Schema(implementation = String.class),
                                                examples = {
                                                    @ExampleObject(
                                                            name = "age",
                                                            value = ProblemExamples.METRICS + "# EOF\n")
                                                })
                                    }),
                            @APIResponse(
                                    name = "Unauthorized",
                                    description =
                                            "The service was set up with tokens, and the request bears none that is valid.",
                                    headers = {
                                        @Header(name = "X-Request-Id", ref = "X-Request-Id"),
                                        @Header(name = HttpHeaders.CACHE_CONTROL, ref = HttpHeaders.CACHE_CONTROL),
                                        @Header(name = HttpHeaders.WWW_AUTHENTICATE, ref = HttpHeaders.WWW_AUTHENTICATE)
                                    },
                                    content = {
                                        @Content(
                                                mediaType = "application/problem+json",
                                                schema = @Schema(implementation = CommonSchemas.Problem.class),
                                                examples = {
                                                    @ExampleObject(
                                                            name = "unauthorized",
                                                            value = ProblemExamples.UNAUTHORIZED)
                                                })
                                    }),
                            @APIResponse(
                                    name = "NotFound",
                                    description = "There is nothing at this path: the answer of every path that this "
                                            + "document does not have.",
                                    headers = {
                                        @Header(name = "X-Request-Id", ref = "X-Request-Id"),
                                        @Header(name = HttpHeaders.CACHE_CONTROL, ref = HttpHeaders.CACHE_CONTROL)
                                    },
                                    content = {
                                        @Content(
                                                mediaType = "application/problem+json",
                                                schema = @Schema(implementation = CommonSchemas.Problem.class),
                                                examples = {
                                                    @ExampleObject(
                                                            name = "not-found",
                                                            value = ProblemExamples.NOT_FOUND)
                                                })
                                    }),
                            @APIResponse(
                                    name = "UnknownLabType",
                                    description = "No source knows the lab type, all having answered.",
                                    headers = {
                                        @Header(name = "X-Request-Id", ref = "X-Request-Id"),
                                        @Header(name = HttpHeaders.CACHE_CONTROL, ref = HttpHeaders.CACHE_CONTROL)
                                    },
                                    content = {
                                        @Content(
                                                mediaType = "application/problem+json",
                                                schema = @Schema(implementation = CommonSchemas.Problem.class),
                                                examples = {
                                                    @ExampleObject(
                                                            name = "unknown-lab-type",
                                                            value = ProblemExamples.UNKNOWN_LAB_TYPE)
                                                })
                                    }),
                            @APIResponse(
                                    name = "MethodNotAllowed",
                                    description = "The answer to another method at this path.",
                                    headers = {
                                        @Header(name = "X-Request-Id", ref = "X-Request-Id"),
                                        @Header(name = HttpHeaders.CACHE_CONTROL, ref = HttpHeaders.CACHE_CONTROL),
                                        @Header(name = HttpHeaders.ALLOW, ref = HttpHeaders.ALLOW)
                                    },
                                    content = {
                                        @Content(
                                                mediaType = "application/problem+json",
                                                schema = @Schema(implementation = CommonSchemas.Problem.class),
                                                examples = {
                                                    @ExampleObject(
                                                            name = "method-not-allowed",
                                                            value = ProblemExamples.METHOD_NOT_ALLOWED)
                                                })
                                    }),
                            @APIResponse(
                                    name = "NotAcceptable",
                                    description = "The header Accept excludes what there is.",
                                    headers = {
                                        @Header(name = "X-Request-Id", ref = "X-Request-Id"),
                                        @Header(name = HttpHeaders.CACHE_CONTROL, ref = HttpHeaders.CACHE_CONTROL)
                                    },
                                    content = {
                                        @Content(
                                                mediaType = "application/problem+json",
                                                schema = @Schema(implementation = CommonSchemas.Problem.class),
                                                examples = {
                                                    @ExampleObject(
                                                            name = "not-acceptable",
                                                            value = ProblemExamples.NOT_ACCEPTABLE)
                                                })
                                    }),
                            @APIResponse(
                                    name = "PreconditionFailed",
                                    description = "The header If-Match names nothing that is there.",
                                    headers = {
                                        @Header(name = "X-Request-Id", ref = "X-Request-Id"),
                                        @Header(name = HttpHeaders.CACHE_CONTROL, ref = HttpHeaders.CACHE_CONTROL)
                                    },
                                    content = {
                                        @Content(
                                                mediaType = "application/problem+json",
                                                schema = @Schema(implementation = CommonSchemas.Problem.class),
                                                examples = {
                                                    @ExampleObject(
                                                            name = "precondition-failed",
                                                            value = ProblemExamples.PRECONDITION_FAILED)
                                                })
                                    }),
                            @APIResponse(
                                    name = "InternalError",
                                    description = "An error of the service itself; never one of an upstream service.",
                                    headers = {
                                        @Header(name = "X-Request-Id", ref = "X-Request-Id"),
                                        @Header(name = HttpHeaders.CACHE_CONTROL, ref = HttpHeaders.CACHE_CONTROL)
                                    },
                                    content = {
                                        @Content(
                                                mediaType = "application/problem+json",
                                                schema = @Schema(implementation = CommonSchemas.Problem.class),
                                                examples = {
                                                    @ExampleObject(
                                                            name = "internal-error",
                                                            value = ProblemExamples.INTERNAL_ERROR)
                                                })
                                    }),
                            @APIResponse(
                                    name = "Unavailable",
                                    description = "The service is overloaded or about to stop.",
                                    headers = {
                                        @Header(name = "X-Request-Id", ref = "X-Request-Id"),
                                        @Header(name = HttpHeaders.CACHE_CONTROL, ref = HttpHeaders.CACHE_CONTROL),
                                        @Header(name = HttpHeaders.RETRY_AFTER, ref = HttpHeaders.RETRY_AFTER)
                                    },
                                    content = {
                                        @Content(
                                                mediaType = "application/problem+json",
                                                schema = @Schema(implementation = CommonSchemas.Problem.class),
                                                examples = {
                                                    @ExampleObject(
                                                            name = "overloaded",
                                                            value = ProblemExamples.OVERLOADED),
                                                    @ExampleObject(name = "stopping", value = ProblemExamples.STOPPING)
                                                })
                                    })
                        }))
@NullMarked
package org.ar1.integration.jaxrs.openapi;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.servers.Server;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.NullMarked;
