package org.ar1.integration.jaxrs.resource;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.ar1.integration.jaxrs.answer.Answers;
import org.ar1.integration.jaxrs.answer.InsightAnswers;
import org.ar1.integration.jaxrs.http.CacheableResponse;
import org.ar1.integration.jaxrs.http.Representation;
import org.ar1.integration.jaxrs.http.TraceParent;

/** The resources of the insights, as {@link Resources} are made. */
final class InsightResources {

    private InsightResources() {}

    /** All of them, new ones each time. */
    static List<Object> all(Supplier<Answers> answers) {
        return List.of(
                new Insights(answers),
                new Servers(answers),
                new Placement(answers),
                new LabTypes(answers),
                new Campus(answers));
    }

    /** What an operator should know. */
    @Path("/integration/insights")
    public static final class Insights implements Resources.Own {

        private final Supplier<Answers> answers;

        Insights(Supplier<Answers> answers) {
            this.answers = answers;
        }

        @GET
        @Produces({MediaType.APPLICATION_JSON, Representation.TEXT_CSV, Representation.LINES})
        public Response all(@Context UriInfo uri, @Context HttpHeaders headers) {
            return answer(answers, InsightAnswers::list, uri, headers);
        }

        @GET
        @Path("{id}")
        @Produces(MediaType.APPLICATION_JSON)
        public Response one(@Context UriInfo uri, @Context HttpHeaders headers) {
            return answer(answers, InsightAnswers::one, uri, headers);
        }
    }

    /** The capacity of the servers. */
    @Path("/integration/servers")
    public static final class Servers implements Resources.Own {

        private final Supplier<Answers> answers;

        Servers(Supplier<Answers> answers) {
            this.answers = answers;
        }

        @GET
        @Produces({MediaType.APPLICATION_JSON, Representation.TEXT_CSV, Representation.LINES})
        public Response all(@Context UriInfo uri, @Context HttpHeaders headers) {
            return answer(answers, InsightAnswers::servers, uri, headers);
        }

        @GET
        @Path("{server_id}/profile")
        @Produces({MediaType.APPLICATION_JSON, Representation.TEXT_CSV})
        public Response profile(@Context UriInfo uri, @Context HttpHeaders headers) {
            return answer(answers, InsightAnswers::profile, uri, headers);
        }

        @GET
        @Path("{server_id}/forecast")
        @Produces(MediaType.APPLICATION_JSON)
        public Response forecast(@Context UriInfo uri, @Context HttpHeaders headers) {
            return answer(answers, InsightAnswers::forecast, uri, headers);
        }

        @GET
        @Path("{server_id}/quiet-windows")
        @Produces(MediaType.APPLICATION_JSON)
        public Response quietWindows(@Context UriInfo uri, @Context HttpHeaders headers) {
            return answer(answers, InsightAnswers::quietWindows, uri, headers);
        }
    }

    /** What moving a lab type would do. */
    @Path("/integration/placement")
    public static final class Placement implements Resources.Own {

        private final Supplier<Answers> answers;

        Placement(Supplier<Answers> answers) {
            this.answers = answers;
        }

        @GET
        @Produces(MediaType.APPLICATION_JSON)
        public Response one(@Context UriInfo uri, @Context HttpHeaders headers) {
            return answer(answers, InsightAnswers::placement, uri, headers);
        }
    }

    /** A row a lab type. */
    @Path("/integration/lab-types")
    public static final class LabTypes implements Resources.Own {

        private final Supplier<Answers> answers;

        LabTypes(Supplier<Answers> answers) {
            this.answers = answers;
        }

        @GET
        @Produces({MediaType.APPLICATION_JSON, Representation.TEXT_CSV, Representation.LINES})
        public Response all(@Context UriInfo uri, @Context HttpHeaders headers) {
            return answer(answers, InsightAnswers::labTypes, uri, headers);
        }
    }

    /** All of the campus. */
    @Path("/integration/campus")
    public static final class Campus implements Resources.Own {

        private final Supplier<Answers> answers;

        Campus(Supplier<Answers> answers) {
            this.answers = answers;
        }

        @GET
        @Produces(MediaType.APPLICATION_JSON)
        public Response all(@Context UriInfo uri, @Context HttpHeaders headers) {
            return answer(answers, InsightAnswers::campus, uri, headers);
        }
    }

    private static Response answer(
            Supplier<Answers> answers,
            BiFunction<InsightAnswers, InsightAnswers.Request, CacheableResponse> ask,
            UriInfo uri,
            HttpHeaders headers) {
        return Resources.answer(() -> ask.apply(answers.get().insights(), received(uri, headers)));
    }

    static InsightAnswers.Request received(UriInfo uri, HttpHeaders headers) {
        return new InsightAnswers.Request(
                uri.getRequestUri().getRawPath(),
                Resources.values(headers, HttpHeaders.ACCEPT),
                Resources.conditions(headers),
                uri.getQueryParameters(),
                TraceParent.valid(headers.getHeaderString(TraceParent.HEADER)));
    }
}
