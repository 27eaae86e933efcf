package org.ar1.integration.internal.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.ar1.integration.internal.text.Printable;

/**
 * A problem detail of the Integration Service (RFC 9457).
 *
 * @param name the last part of its type, such as {@code unknown-lab-type}; empty when the answer is no problem
 * @param detail a sentence for people, printable; empty when there is none
 */
record RemoteProblem(String name, String detail) {

    private static final String TYPES = "urn:ar1:integration:problem:";
    private static final int MOST_BYTES = 64 << 10;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final RemoteProblem NONE = new RemoteProblem("", "");

    static RemoteProblem of(RemoteAnswer answer) {
        if (answer.body().length > MOST_BYTES) {
            return NONE;
        }
        try {
            JsonNode problem = MAPPER.readTree(answer.body());
            String type = problem.path("type").asText();
            return type.startsWith(TYPES)
                    ? new RemoteProblem(
                            type.substring(TYPES.length()),
                            Printable.value(problem.path("detail").asText()))
                    : NONE;
        } catch (IOException e) {
            return NONE;
        }
    }
}
