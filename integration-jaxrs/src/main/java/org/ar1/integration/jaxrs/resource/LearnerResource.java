package org.ar1.integration.jaxrs.resource;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Objects;
import java.util.function.Supplier;
import org.ar1.integration.jaxrs.answer.Answers;

/** One learner; only there where callers bear tokens. */
@Path("/integration/users")
public final class LearnerResource implements Resources.Own {

    private final Supplier<Answers> answers;

    LearnerResource(Supplier<Answers> answers) {
        this.answers = answers;
    }

    @GET
    @Path("{user_id}")
    @Produces(MediaType.APPLICATION_JSON)
    public Response one(@Context UriInfo uri, @Context HttpHeaders headers) {
        return Resources.answer(() -> Objects.requireNonNull(answers.get().learners(), "learners")
                .one(InsightResources.received(uri, headers)));
    }
}
