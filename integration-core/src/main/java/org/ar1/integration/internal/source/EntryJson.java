package org.ar1.integration.internal.source;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.BufferOverflowException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.ar1.integration.spi.CacheEntry;
import org.ar1.integration.upstream.SessionStarts;
import org.ar1.integration.upstream.SlotSeries;

/**
 * A cached answer as the JSON that replicas share: an envelope with the version of this form, and in it the value as
 * its record declares it; and behind it a checksum, so that nothing is read that was not written.
 *
 * @param <T> the type of the value
 */
public final class EntryJson<T> {

    /** Goes up when a value's record changes, so that replicas of two releases do not read each other's. */
    public static final int SCHEMA = 3;

    /** The longest form in bytes: the history of about 280 servers and eight weeks. */
    static final int LARGEST = 32 << 20;

    private static final int CHECKSUM = 9;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS, MapperFeature.CAN_OVERRIDE_ACCESS_MODIFIERS)
            .enable(
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addSerializer(LocalDateTime.class, ToStringSerializer.instance)
                    .addSerializer(SessionStarts.class, new SessionStartsJson.Writer())
                    .addDeserializer(SessionStarts.class, new SessionStartsJson.Reader())
                    .addSerializer(SlotSeries.class, new SlotSeriesJson.Writer())
                    .addDeserializer(SlotSeries.class, new SlotSeriesJson.Reader())
                    .addDeserializer(Instant.class, new TimeReader<>(Instant.class, Instant::parse))
                    .addDeserializer(LocalDateTime.class, new TimeReader<>(LocalDateTime.class, LocalDateTime::parse)))
            .build();

    private static final class TimeReader<T> extends FromStringDeserializer<T> {
        private static final long serialVersionUID = 1L;

        private final transient Function<String, T> parse;

        TimeReader(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        protected T _deserialize(String text, DeserializationContext context) throws IOException {
            try {
                return parse.apply(text);
            } catch (DateTimeException e) {
                throw new IOException("not a time");
            }
        }
    }

    private final JavaType stored;
    private final Function<T, ?> toStored;
    private final Function<Object, T> fromStored;

    private EntryJson(JavaType stored, Function<T, ?> toStored, Function<Object, T> fromStored) {
        this.stored = stored;
        this.toStored = toStored;
        this.fromStored = fromStored;
    }

    public static <T> EntryJson<T> of(Class<T> value) {
        return new EntryJson<>(MAPPER.constructType(value), stored -> stored, value::cast);
    }

    public static <T> EntryJson<List<T>> listOf(Class<T> element) {
        return listOf(element, list -> list, list -> list);
    }

    /** A value that is stored as a list. */
    public static <E, T> EntryJson<T> listOf(
            Class<E> element, Function<T, List<E>> toList, Function<List<E>, T> fromList) {
        return new EntryJson<>(
                MAPPER.getTypeFactory().constructCollectionType(List.class, element),
                toList,
                stored -> fromList.apply(
                        ((List<?>) stored).stream().map(element::cast).toList()));
    }

    /** A value whose form would be longer than {@link #LARGEST}. */
    static final class TooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLargeException(Throwable cause) {
            super("more than " + LARGEST + " bytes", cause);
        }
    }

    /** Ends the writing of a value as soon as it turns out to be too large. */
    private static final class BoundedBytes extends ByteArrayOutputStream {

        private boolean full;

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            full |= size() + (long) length > LARGEST;
            if (full) {
                throw new BufferOverflowException();
            }
            super.write(bytes, offset, length);
        }
    }

    /**
     * The form of an entry.
     *
     * @throws TooLargeException when it is longer than {@link #LARGEST}
     */
    public byte[] write(CacheEntry entry) {
        BoundedBytes bytes = new BoundedBytes();
        CRC32C sum = new CRC32C();
        try {
            write(entry, new CheckedOutputStream(bytes, sum));
        } catch (IOException e) {
            throw bytes.full ? new TooLargeException(e) : new UncheckedIOException(e);
        } catch (BufferOverflowException e) {
            throw new TooLargeException(e);
        }
        bytes.writeBytes(checksum(sum));
        return bytes.toByteArray();
    }

    @SuppressWarnings("unchecked") // an entry under a source's key holds that source's type
    private void write(CacheEntry entry, OutputStream bytes) throws IOException {
        Object value = entry.value();
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("schema", SCHEMA);
            json.writeStringField("fetchedAt", entry.fetchedAt().toString());
            json.writeStringField("dataAsOf", Objects.toString(entry.dataAsOf(), null));
            json.writeStringField("entityTag", entry.entityTag());
            json.writeNumberField("weight", entry.weight());
            json.writeFieldName("value");
            MAPPER.writeValue(json, value == null ? null : toStored.apply((T) value));
            json.writeEndObject();
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException when it is something else, or of another schema
     */
    public CacheEntry read(byte[] bytes) throws IOException {
        int length = Math.max(0, bytes.length - CHECKSUM);
        if (!Arrays.equals(checksum(bytes, length), Arrays.copyOfRange(bytes, length, bytes.length))) {
            throw new IOException("a wrong checksum");
        }
        try {
            JsonNode envelope = MAPPER.readTree(bytes, 0, length);
            if (envelope.required("schema").asInt() != SCHEMA) {
                throw new IOException("another schema");
            }
            Object value = MAPPER.treeToValue(envelope.required("value"), stored);
            String dataAsOf = envelope.required("dataAsOf").textValue();
            return new CacheEntry(
                    value == null ? null : fromStored.apply(value),
                    Instant.parse(envelope.required("fetchedAt").asText()),
                    dataAsOf == null ? null : Instant.parse(dataAsOf),
                    envelope.required("entityTag").textValue(),
                    envelope.required("weight").asInt());
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IOException("another shape");
        }
    }

    private static byte[] checksum(byte[] bytes, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, length);
        return checksum(sum);
    }

    /** A line of its own, so that what is stored can still be read by people. */
    private static byte[] checksum(CRC32C sum) {
        return String.format(Locale.ROOT, "\n%08x", sum.getValue()).getBytes(StandardCharsets.US_ASCII);
    }
}
