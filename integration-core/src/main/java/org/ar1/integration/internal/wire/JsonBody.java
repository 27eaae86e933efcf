package org.ar1.integration.internal.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.ar1.integration.internal.http.BodyTooLargeException;
import org.ar1.integration.internal.http.Decoder;
import org.ar1.integration.internal.http.MalformedBodyException;

/** A whole body: one array or one object, and nothing before or behind it. */
final class JsonBody {

    /** The longest history that is read: a hundred servers, a row each ten minutes, for more than seven years. */
    static final long MOST_ROWS = 40_000_000;

    static final ObjectMapper MAPPER = JsonMapper.builder().build();

    /** Makes a value of an object. */
    interface RowDecoder<T> {
        T decode(JsonRow row) throws IOException;
    }

    private JsonBody() {}

    static <T> Decoder<T> object(RowDecoder<T> decoder) {
        return body -> {
            try (JsonParser parser = MAPPER.createParser(body)) {
                T value = decoder.decode(JsonRow.of(tree(parser)));
                requireEnd(parser);
                return value;
            }
        };
    }

    static <T> Decoder<List<T>> array(RowDecoder<T> decoder) {
        return body -> {
            List<T> rows = new ArrayList<>();
            forEachRow(body, decoder, rows::add);
            return List.copyOf(rows);
        };
    }

    /** One row at a time, so that a long array is never held whole. */
    static <T> void forEachRow(InputStream body, RowDecoder<T> decoder, Consumer<T> use) throws IOException {
        try (JsonParser parser = MAPPER.createParser(body)) {
            requireStart(parser);
            for (long rows = 1; parser.nextToken() != JsonToken.END_ARRAY; rows++) {
                requireRows(rows, MOST_ROWS);
                JsonNode row = parser.readValueAsTree();
                use.accept(decoder.decode(JsonRow.of(row)));
            }
            requireEnd(parser);
        }
    }

    private static JsonNode tree(JsonParser parser) throws IOException {
        if (parser.nextToken() == null) {
            throw new MalformedBodyException("the body is empty");
        }
        return parser.readValueAsTree();
    }

    static void requireStart(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new MalformedBodyException("the body is empty");
        }
        if (first != JsonToken.START_ARRAY) {
            throw new MalformedBodyException("an array was expected");
        }
    }

    static void requireRows(long rows, long limit) throws BodyTooLargeException {
        if (rows > limit) {
            throw new BodyTooLargeException(limit + " rows");
        }
    }

    static void requireEnd(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw new MalformedBodyException("something follows the end");
        }
    }
}
