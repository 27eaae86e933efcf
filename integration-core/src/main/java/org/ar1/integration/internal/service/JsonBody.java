package org.ar1.integration.internal.service;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.ar1.integration.internal.call.BodyTooLargeException;
import org.ar1.integration.internal.call.Decoder;
import org.ar1.integration.internal.call.MalformedBodyException;

/** A whole body: one array or one object, and nothing before or behind it. */
final class JsonBody {

    private static final int BYTE_ORDER_MARK = 0xfeff;

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    /** Makes a value of an object. */
    interface RowDecoder<T> {
        T decode(JsonRow row) throws IOException;
    }

    private JsonBody() {}

    static <T> Decoder<T> object(RowDecoder<T> decoder) {
        return body -> {
            try (JsonParser parser = parser(body)) {
                T value = decoder.decode(JsonRow.of(tree(parser)));
                requireEnd(parser);
                return value;
            }
        };
    }

    /**
     * A list that is held whole.
     *
     * @param mostRows a longer list is refused
     */
    static <T> Decoder<List<T>> array(int mostRows, RowDecoder<T> decoder) {
        return body -> {
            List<T> rows = new ArrayList<>();
            forEachRow(body, mostRows, decoder, rows::add);
            return List.copyOf(rows);
        };
    }

    /** One row at a time, so that a long array is never held whole. */
    static <T> void forEachRow(InputStream body, long mostRows, RowDecoder<T> decoder, Consumer<T> use)
            throws IOException {
        try (JsonParser parser = parser(body)) {
            requireStart(parser);
            for (long rows = 1; parser.nextToken() != JsonToken.END_ARRAY; rows++) {
                requireRows(rows, mostRows);
                JsonNode row = parser.readValueAsTree();
                use.accept(decoder.decode(JsonRow.of(row)));
            }
            requireEnd(parser);
        }
    }

    /**
     * Reads UTF-8 alone (RFC 8259, section 8.1), with or without a byte order mark. The parser's own reading of bytes
     * takes overlong forms for the characters that they stand for.
     */
    static JsonParser parser(InputStream body) throws IOException {
        CharsetDecoder strict = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        PushbackReader characters = new PushbackReader(new InputStreamReader(body, strict));
        int first = characters.read();
        if (first >= 0 && first != BYTE_ORDER_MARK) {
            characters.unread(first);
        }
        return MAPPER.createParser(characters);
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
