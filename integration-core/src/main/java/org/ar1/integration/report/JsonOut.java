package org.ar1.integration.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON members; a null value is written as null. */
final class JsonOut implements AutoCloseable {

    /** The fast writer gives the shortest digits on every JDK, so that equal data gives equal bytes. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private static final double EXACT_WHOLE_NUMBERS = 1L << 53;

    private final JsonGenerator out;

    JsonOut(OutputStream target) throws IOException {
        this.out = FACTORY.createGenerator(target);
    }

    interface Members {
        void write() throws IOException;
    }

    interface MembersOf<T> {
        void write(T value) throws IOException;
    }

    void object(Members members) throws IOException {
        out.writeStartObject();
        members.write();
        out.writeEndObject();
    }

    void object(String name, Members members) throws IOException {
        out.writeFieldName(name);
        object(members);
    }

    <K, V> void map(String name, Map<K, V> map, MembersOf<V> members) throws IOException {
        out.writeObjectFieldStart(name);
        for (Map.Entry<K, V> entry : map.entrySet()) {
            object(String.valueOf(entry.getKey()), () -> members.write(entry.getValue()));
        }
        out.writeEndObject();
    }

    <T> void list(String name, List<T> list, MembersOf<T> members) throws IOException {
        out.writeArrayFieldStart(name);
        for (T element : list) {
            object(() -> members.write(element));
        }
        out.writeEndArray();
    }

    void numbers(String name, Map<String, Long> map) throws IOException {
        out.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> entry : map.entrySet()) {
            out.writeNumberField(entry.getKey(), entry.getValue());
        }
        out.writeEndObject();
    }

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

    void texts(String name, Collection<String> texts) throws IOException {
        out.writeArrayFieldStart(name);
        for (String text : texts) {
            out.writeString(text);
        }
        out.writeEndArray();
    }

    void text(String name, @Nullable String text) throws IOException {
        out.writeStringField(name, text);
    }

    void nothing(String name) throws IOException {
        out.writeNullField(name);
    }

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
        if (real == Math.rint(real) && Math.abs(real) <= EXACT_WHOLE_NUMBERS) {
            out.writeNumberField(name, (long) real);
        } else {
            out.writeNumberField(name, real);
        }
    }

    void time(String name, @Nullable Instant time) throws IOException {
        text(name, time == null ? null : time.toString());
    }

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

    @Override
    public void close() throws IOException {
        out.close();
    }
}
