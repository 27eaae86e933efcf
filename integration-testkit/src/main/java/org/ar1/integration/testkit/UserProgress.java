package org.ar1.integration.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.ar1.integration.testkit.Campus.CatalogueLab;

/** What User Progress answers, over HTTP and to its two siblings. */
final class UserProgress {

    private static final Pattern LOST = Pattern.compile("[#?].*", Pattern.DOTALL);
    private static final Instant CREATED = Instant.parse("2026-09-01T08:00:00.377352Z");

    private final Rendered rendered;
    private final BooleanSupplier siblings;

    /** @param siblings lets a sibling ask for a lab type, and says whether it gets a usable answer */
    UserProgress(Rendered rendered, BooleanSupplier siblings) {
        this.rendered = rendered;
        this.siblings = siblings;
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

    /**
     * What a sibling learns that asks whether there is a lab type: nothing good from a service that is down. It asks
     * for {@code /labs/type/} and the type as it is, so what follows a {@code #} or {@code ?} is lost on the way.
     */
    boolean known(String labType) {
        String asked = LOST.matcher(labType).replaceFirst("");
        return siblings.getAsBoolean()
                && rendered.moment().campus().catalogue().stream()
                        .anyMatch(lab -> lab.labType().equals(asked));
    }
}
