package org.ar1.integration.internal.source;

import org.ar1.integration.upstream.SessionStarts;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.TreeMap;

/** Session starts in a shared entry: the numbers of the quarters and the users of each in turn, in one array. */
final class SessionStartsJson {

    private SessionStartsJson() {}

    static final class Writer extends StdSerializer<SessionStarts> {
        private static final long serialVersionUID = 1L;

        Writer() {
            super(SessionStarts.class);
        }

        @Override
        public void serialize(SessionStarts starts, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            long[] numbers = new long[2 * starts.size()];
            int[] next = {0};
            starts.forEach((start, users) -> {
                numbers[next[0]++] = SessionStarts.quarterOf(start);
                numbers[next[0]++] = users;
            });
            json.writeArray(numbers, 0, numbers.length);
        }
    }

    static final class Reader extends StdDeserializer<SessionStarts> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(SessionStarts.class);
        }

        @Override
        public SessionStarts deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode numbers = context.readTree(parser);
            if (!numbers.isArray() || numbers.size() % 2 != 0) {
                throw new IOException("not pairs of numbers");
            }
            TreeMap<Integer, Long> starts = new TreeMap<>();
            for (int i = 0; i < numbers.size(); i += 2) {
                if (!numbers.get(i).canConvertToInt() || !numbers.get(i + 1).isIntegralNumber()) {
                    throw new IOException("not pairs of numbers");
                }
                starts.put(numbers.get(i).intValue(), numbers.get(i + 1).longValue());
            }
            return SessionStarts.of(starts);
        }
    }
}
