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
import org.jspecify.annotations.Nullable;

/**
 * The resources. They answer their failures themselves instead of throwing them, so that no exception mapper is needed
 * and those of the surrounding application never see them. Public inside, because JAX-RS implementations call them by
 * reflection.
 */
final class Resources {

    private Resources() {}

    /** Marks a resource as one of these. */
    interface Own {}

    /** What the service is. */
    @Path("/")
    public static final class Root implements Own {

        private final Supplier<Answers> answers;

        Root(Supplier<Answers> answers) {
            this.answers = answers;
        }

        @GET
        @Produces(MediaType.APPLICATION_JSON)
        public Response get(@Context HttpHeaders headers) {
            return Resources.answer(() -> CachingHeaders.answer(
                    answers.get().service(), conditions(headers), CacheStatus.Refresh.NONE, Instant.now()));
        }
    }

    /** Who uses which lab type. */
    @Path("/integration/lab-utilization")
    public static final class LabUtilization implements Own {

        private final Supplier<Answers> answers;

        LabUtilization(Supplier<Answers> answers) {
            this.answers = answers;
        }

        @GET
        @Produces({MediaType.APPLICATION_JSON, Representation.TEXT_CSV})
        public Response all(@Context UriInfo uri, @Context HttpHeaders headers) {
            return answer(answers.get().labUtilization(), null, uri, headers);
        }

        @GET
        @Path("{lab_type}")
        @Produces({MediaType.APPLICATION_JSON, Representation.TEXT_CSV})
        public Response one(@Context UriInfo uri, @Context HttpHeaders headers) {
            String labType = PathLabType.last(uri.getRequestUri().getRawPath());
            return answer(answers.get().labUtilization(), labType, uri, headers);
        }
    }

    /** Which lab type runs on which servers. */
    @Path("/integration/server-allocation")
    public static final class ServerAllocation implements Own {

        private final Supplier<Answers> answers;

        ServerAllocation(Supplier<Answers> answers) {
            this.answers = answers;
        }

        @GET
        @Produces({MediaType.APPLICATION_JSON, Representation.TEXT_CSV})
        public Response all(@Context UriInfo uri, @Context HttpHeaders headers) {
            return answer(answers.get().serverAllocation(), null, uri, headers);
        }

        @GET
        @Path("{lab_type}")
        @Produces({MediaType.APPLICATION_JSON, Representation.TEXT_CSV})
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

    static Response answer(Supplier<CacheableResponse> answer) {
        try {
            return response(answer.get());
        } catch (Throwable failure) { // an Error too must not end as an empty answer
            Problem problem = Problem.of(failure);
            return Response.status(problem.status()).entity(problem).build();
        }
    }

    static Conditions conditions(HttpHeaders headers) {
        return new Conditions(values(headers, HttpHeaders.IF_MATCH), values(headers, HttpHeaders.IF_NONE_MATCH));
    }

    static List<String> values(HttpHeaders headers, String name) {
        return Objects.requireNonNullElse(headers.getRequestHeader(name), List.of());
    }

    private static Response response(CacheableResponse answer) {
        Response.ResponseBuilder response = Response.status(answer.status());
        answer.fields().forEach(response::header);
        if (answer.content() != null) {
            response.entity(answer.content()).type(answer.content().type());
        }
        return response.build();
    }
}
