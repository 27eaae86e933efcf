package org.ar1.integration.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.ar1.integration.testkit.Campus.CatalogueLab;

/** What User Progress answers, over HTTP and to its two siblings. */
final class UserProgress {

    private static final Instant CREATED = Instant.parse("2026-09-01T08:00:00.377352Z");

    private final Rendered rendered;
    private final BooleanSupplier down;

    /** @param down whether a sibling that asks for a lab type would get no usable answer */
    UserProgress(Rendered rendered, BooleanSupplier down) {
        this.rendered = rendered;
        this.down = down;
    }

    Response answer(Request request) {
        return switch (request.path()) {
            case "/" ->
                FastApi.get(
                        request,
                        () -> FastApi.status("User Progress Tracking Service", "/users/", "/labs/", "/progress/"));
            case "/labs" -> FastApi.get(request, () -> Response.of(307, "", "").with("location", "/labs/"));
            case "/labs/" ->
                FastApi.get(
                        request,
                        () -> FastApi.number(
                                request,
                                "skip",
                                0,
                                skip -> FastApi.number(request, "limit", 100, limit -> catalogue(skip, limit))));
            default -> Dialect.FAST_API.notFound(request);
        };
    }

    private Response catalogue(long skip, long limit) {
        if (skip < 0 || limit < 0) {
            return Dialect.FAST_API.failure(500); // PostgreSQL takes no negative OFFSET or LIMIT.
        }
        List<CatalogueLab> labs = rendered.moment().campus().catalogue();
        int from = (int) Math.min(skip, labs.size());
        int to = (int) Math.min(skip + limit, labs.size());
        return Dialect.FAST_API.json(Json.bytes(json -> {
            json.writeStartArray();
            for (int i = from; i < to; i++) {
                CatalogueLab lab = labs.get(i);
                String created = FastApi.zoneless(CREATED.plusSeconds(i));
                json.writeStartObject();
                json.writeStringField("name", lab.name());
                json.writeStringField("description", lab.name() + " lab");
                json.writeStringField("lab_type", lab.labType());
                json.writeStringField("difficulty", lab.difficulty());
                json.writeStringField(
                        "id",
                        UUID.nameUUIDFromBytes((i + lab.name()).getBytes(StandardCharsets.UTF_8))
                                .toString());
                json.writeStringField("created_at", created);
                json.writeStringField("updated_at", created);
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }

    /** Whether User Progress says that there is such a lab type; a service that is down says nothing of the kind. */
    boolean known(String labType) {
        return !down.getAsBoolean()
                && rendered.moment().campus().catalogue().stream()
                        .anyMatch(lab -> lab.labType().equals(labType));
    }
}
