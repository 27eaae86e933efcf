package org.ar1.integration.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the JSON of this library's documents: compact, in UTF-8, members in the order in which they are written, so
 * that equal data gives equal bytes. A null value is written as null. The name that a method takes is that of the
 * member; each method throws what the target throws. Not thread-safe.
 */
final class JsonOut implements AutoCloseable {

    /** The fast writer gives the shortest digits on every JDK, so that equal data gives equal bytes. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private final JsonGenerator out;

    /**
     * Begins a document.
     *
     * @param target takes the bytes; closed with this
     */
    JsonOut(OutputStream target) throws IOException {
        this.out = FACTORY.createGenerator(target);
    }

    /** Writes a document. */
    @FunctionalInterface
    interface Body {

        /** Writes it. */
        void write(JsonOut json) throws IOException;
    }

    /** A document in UTF-8. */
    static byte[] bytes(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (JsonOut json = new JsonOut(bytes)) {
            body.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /** A document in UTF-8 that is one object. */
    static byte[] object(Body members) {
        return bytes(json -> json.object(() -> members.write(json)));
    }

    /** Writes the members of an object. */
    @FunctionalInterface
    interface Members {

        /** Writes them. */
        void write() throws IOException;
    }

    /**
     * Writes the members of the object that stands for a value.
     *
     * @param <T> the type of the value
     */
    @FunctionalInterface
    interface MembersOf<T> {

        /**
         * Writes them.
         *
         * @param value the value
         */
        void write(T value) throws IOException;
    }

    /**
     * Writes an object that is an element or the document.
     *
     * @param members writes its members
     */
    void object(Members members) throws IOException {
        out.writeStartObject();
        members.write();
        out.writeEndObject();
    }

    /**
     * Writes an object that is a member.
     *
     * @param members writes its members
     */
    void object(String name, Members members) throws IOException {
        out.writeFieldName(name);
        object(members);
    }

    /**
     * Writes an object with a member for each entry of a map, in its order.
     *
     * @param <K> the type of the keys, written as texts
     * @param <V> the type of the values
     * @param map the map
     * @param members writes the members of a value
     */
    <K, V> void map(String name, Map<K, V> map, MembersOf<V> members) throws IOException {
        out.writeObjectFieldStart(name);
        for (Map.Entry<K, V> entry : map.entrySet()) {
            object(String.valueOf(entry.getKey()), () -> members.write(entry.getValue()));
        }
        out.writeEndObject();
    }

    /**
     * Writes an array of objects.
     *
     * @param <T> the type of the elements
     * @param list the elements
     * @param members writes the members of an element
     */
    <T> void list(String name, List<T> list, MembersOf<T> members) throws IOException {
        out.writeArrayFieldStart(name);
        for (T element : list) {
            object(() -> members.write(element));
        }
        out.writeEndArray();
    }

    /**
     * Writes an object of numbers.
     *
     * @param map the numbers by the names of their members
     */
    void numbers(String name, Map<String, Long> map) throws IOException {
        out.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> entry : map.entrySet()) {
            out.writeNumberField(entry.getKey(), entry.getValue());
        }
        out.writeEndObject();
    }

    /**
     * Writes an object of arrays of numbers.
     *
     * @param map the arrays by the names of their members
     */
    void numberLists(String name, Map<String, List<Long>> map) throws IOException {
        out.writeObjectFieldStart(name);
        for (Map.Entry<String, List<Long>> entry : map.entrySet()) {
            out.writeArrayFieldStart(entry.getKey());
            for (long number : entry.getValue()) {
                out.writeNumber(number);
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    /**
     * Writes an array of texts.
     *
     * @param texts the texts
     */
    void texts(String name, Collection<String> texts) throws IOException {
        out.writeArrayFieldStart(name);
        for (String text : texts) {
            out.writeString(text);
        }
        out.writeEndArray();
    }

    /**
     * Writes a text.
     *
     * @param text the text; null is written as null
     */
    void text(String name, @Nullable String text) throws IOException {
        out.writeStringField(name, text);
    }

    /** Writes a null. */
    void nothing(String name) throws IOException {
        out.writeNullField(name);
    }

    /**
     * Writes a number; one without a fraction is written without one.
     *
     * @param number a whole number or a finite double; null is written as null
     */
    void number(String name, @Nullable Number number) throws IOException {
        if (number == null) {
            nothing(name);
        } else if (number instanceof Double real) {
            real(name, real);
        } else {
            out.writeNumberField(name, number.longValue());
        }
    }

    /** Whole numbers have no fraction, so that 60 and 60.0 of a service are the same bytes. */
    private void real(String name, double real) throws IOException {
        if (AnyJson.isWhole(real)) {
            out.writeNumberField(name, (long) real);
        } else {
            out.writeNumberField(name, real);
        }
    }

    /**
     * Writes a time as {@link Instant#toString} does.
     *
     * @param time the time; null is written as null
     */
    void time(String name, @Nullable Instant time) throws IOException {
        text(name, time == null ? null : time.toString());
    }

    /**
     * Writes a duration in seconds, with milliseconds.
     *
     * @param duration the duration; null is written as null
     */
    void seconds(String name, @Nullable Duration duration) throws IOException {
        out.writeFieldName(name);
        if (duration == null) {
            out.writeNull();
        } else {
            out.writeNumber(BigDecimal.valueOf(duration.toMillis(), 3)
                    .stripTrailingZeros()
                    .toPlainString());
        }
    }

    /**
     * Writes a truth value.
     *
     * @param value the value
     */
    void truth(String name, boolean value) throws IOException {
        out.writeBooleanField(name, value);
    }

    /**
     * Writes an array of numbers.
     *
     * @param numbers whole numbers or finite doubles
     */
    void numberList(String name, Collection<? extends Number> numbers) throws IOException {
        out.writeArrayFieldStart(name);
        for (Number number : numbers) {
            AnyJson.write(out, number);
        }
        out.writeEndArray();
    }

    /**
     * Writes a value of any kind.
     *
     * @param value a text, number, truth value, or a list or map of values; null is written as null
     * @throws IllegalArgumentException when the value is none of these
     */
    void any(String name, @Nullable Object value) throws IOException {
        out.writeFieldName(name);
        AnyJson.write(out, value);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
