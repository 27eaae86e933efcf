package org.ar1.integration.jaxrs.resource;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.ar1.integration.jaxrs.answer.Answers;
import org.ar1.integration.jaxrs.answer.PathLabType;
import org.ar1.integration.jaxrs.answer.ReportAnswers;
import org.ar1.integration.jaxrs.http.CacheStatus;
import org.ar1.integration.jaxrs.http.CacheableResponse;
import org.ar1.integration.jaxrs.http.CachingHeaders;
import org.ar1.integration.jaxrs.http.Conditions;
import org.ar1.integration.jaxrs.http.Problem;
import org.ar1.integration.jaxrs.http.Representation;
import org.ar1.integration.jaxrs.http.TraceParent;
import org.jspecify.annotations.Nullable;

/**
 * The resources. They answer their failures themselves instead of throwing them, so that no exception mapper is needed
 * and those of the surrounding application never see them. Public inside, because JAX-RS implementations call them by
 * reflection.
 */
public final class Resources {

    private Resources() {}

    /**
     * The resources and their filters, new ones each time.
     *
     * @param answers obtained at the first request
     * @param root whether {@code GET /} is among them
     * @param learners whether the report of a learner is among them, which the answers then have
     */
    public static Set<Object> all(Supplier<Answers> answers, boolean root, boolean learners) {
        OwnPath paths = new OwnPath(learners);
        Set<Object> parts = new LinkedHashSet<>();
        if (root) {
            parts.add(new Root(answers));
        }
        parts.add(new LabUtilization(answers));
        parts.add(new ServerAllocation(answers));
        parts.addAll(InsightResources.all(answers));
        if (learners) {
            parts.add(new LearnerResource(answers));
        }
        parts.add(new NegotiationFilter(root, paths));
        parts.add(new ProblemFilter(paths));
        parts.add(new DocumentFilter());
        return parts;
    }

    /** All of them as one feature, which is how Jersey takes resources without a warning. */
    public static Feature feature(Supplier<Answers> answers, boolean learners) {
        return context -> {
            all(answers, true, learners).forEach(context::register);
            return true;
        };
    }

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
        return answer(() -> answers.answer(new ReportAnswers.Request(
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
