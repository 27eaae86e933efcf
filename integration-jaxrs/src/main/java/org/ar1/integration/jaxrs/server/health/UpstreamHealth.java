package org.ar1.integration.jaxrs.server.health;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ar1.integration.health.ServiceHealth;
import org.ar1.integration.source.ErrorCode;
import org.jspecify.annotations.Nullable;

/** What the last calls of a client showed of a service, as the data of a check. */
public final class UpstreamHealth {

    /** The time from which a resource that failed is asked for again; its name follows. */
    private static final String NEXT_ATTEMPT = "next_attempt_at.";

    private UpstreamHealth() {}

    /**
     * The data of the service's check; ages are absent of what never was. Of each resource whose most recent fetch
     * failed there is the time from which it is asked for again.
     *
     * @param last the latest calls; null when the client does not know them
     */
    public static Map<String, Object> data(@Nullable ServiceHealth last, Instant now) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("observed", last != null);
        if (last != null) {
            data.put("circuit_breaker", last.circuitBreaker().id());
            data.put("last_outcome", outcome(last));
            putAge(data, "last_attempt_age_seconds", last.lastAttemptAt(), now);
            putAge(data, "last_good_answer_age_seconds", last.lastGoodAnswerAt(), now);
            last.nextAttempts().forEach((resource, at) -> data.put(NEXT_ATTEMPT + resource, at.toString()));
        }
        return data;
    }

    private static String outcome(ServiceHealth last) {
        return last.lastAttemptAt().isEmpty()
                ? "none"
                : last.lastError().map(ErrorCode::id).orElse("success");
    }

    private static void putAge(Map<String, Object> data, String name, Optional<Instant> since, Instant now) {
        since.ifPresent(at ->
                data.put(name, Math.max(0, Duration.between(at, now).toSeconds())));
    }
}
