package org.ar1.integration.internal.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.ar1.integration.internal.text.Printable;
import org.jspecify.annotations.Nullable;

/**
 * A problem detail of the Integration Service (RFC 9457).
 *
 * @param name the last part of its type, such as {@code unknown-lab-type}; empty when the answer is no problem
 * @param detail a sentence for people, printable; empty when there is none
 * @param didYouMean what the caller may have meant, nearest first
 * @param serverId the number of the server that the problem is about; null when it names none
 */
record RemoteProblem(
        String name,
        String detail,
        List<String> didYouMean,
        @Nullable Long serverId) {

    private static final String TYPES = "urn:ar1:integration:problem:";
    private static final int MOST_BYTES = 64 << 10;
    private static final int MOST_SUGGESTIONS = 3;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final RemoteProblem NONE = new RemoteProblem("", "", List.of(), null);

    static RemoteProblem of(RemoteAnswer answer) {
        if (answer.body().length > MOST_BYTES) {
            return NONE;
        }
        try {
            JsonNode problem = MAPPER.readTree(answer.body());
            String type = problem.path("type").asText();
            JsonNode serverId = problem.path("server_id");
            return type.startsWith(TYPES)
                    ? new RemoteProblem(
                            type.substring(TYPES.length()),
                            Printable.value(problem.path("detail").asText()),
                            StreamSupport.stream(problem.path("did_you_mean").spliterator(), false)
                                    .filter(JsonNode::isTextual)
                                    .limit(MOST_SUGGESTIONS)
                                    .map(JsonNode::textValue)
                                    .toList(),
                            serverId.canConvertToLong() && serverId.isIntegralNumber() ? serverId.longValue() : null)
                    : NONE;
        } catch (IOException e) {
            return NONE;
        }
    }

    /** The servers among what the caller may have meant. */
    List<Long> servers() {
        return didYouMean.stream()
                .filter(number -> number.matches("-?\\d{1,18}"))
                .map(Long::valueOf)
                .toList();
    }
}
