package org.ar1.integration.internal.source;

import org.ar1.integration.upstream.ServerResource;
import org.ar1.integration.upstream.SlotSeries;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A series in a shared entry: its window, the first slot with a value, and from there to the last the values of each
 * resource in turn, as binary32, deflated, in base64.
 */
final class SlotSeriesJson {

    private static final int RESOURCES = ServerResource.values().length;
    /** No window is longer: 26 weeks. */
    private static final int LONGEST = 26 * SlotSeries.SLOTS_PER_WEEK;

    private SlotSeriesJson() {}

    static final class Writer extends StdSerializer<SlotSeries> {
        private static final long serialVersionUID = 1L;

        Writer() {
            super(SlotSeries.class);
        }

        @Override
        public void serialize(SlotSeries series, JsonGenerator json, SerializerProvider provider) throws IOException {
            long first = series.first().orElse(series.start());
            json.writeStartObject();
            json.writeNumberField("start", series.start());
            json.writeNumberField("length", series.length());
            json.writeNumberField("first", first);
            json.writeStringField("slots", Base64.getEncoder().encodeToString(deflated(series, first)));
            json.writeEndObject();
        }

        private static byte[] deflated(SlotSeries series, long first) throws IOException {
            long end = series.last().orElse(first - 1) + 1;
            ByteBuffer values = ByteBuffer.allocate(RESOURCES * Float.BYTES * (int) (end - first));
            for (ServerResource resource : ServerResource.values()) {
                for (long slot = first; slot < end; slot++) {
                    values.putFloat(series.value(resource, slot));
                }
            }
            Deflater deflater = new Deflater(Deflater.BEST_SPEED);
            try {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream(values.capacity());
                try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
                    out.write(values.array());
                }
                return bytes.toByteArray();
            } finally {
                deflater.end();
            }
        }
    }

    static final class Reader extends StdDeserializer<SlotSeries> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(SlotSeries.class);
        }

        @Override
        public SlotSeries deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode json = context.readTree(parser);
            long start = json.required("start").asLong();
            int length = json.required("length").asInt();
            long first = json.required("first").asLong();
            if (length < 0 || length > LONGEST || first < start || first > start + length) {
                throw new IOException("not a window");
            }
            ByteBuffer values = inflated(json.required("slots").binaryValue(), start + length - first);
            int count = values.limit() / (RESOURCES * Float.BYTES);
            Map<ServerResource, FloatBuffer> resources = new EnumMap<>(ServerResource.class);
            for (ServerResource resource : ServerResource.values()) {
                resources.put(resource, values.asFloatBuffer().slice(count * resources.size(), count));
            }
            return SlotSeries.of(start, length, (resource, slot) -> {
                long index = slot - first;
                return index < 0 || index >= count
                        ? Float.NaN
                        : Objects.requireNonNull(resources.get(resource)).get((int) index);
            });
        }

        private static ByteBuffer inflated(byte[] deflated, long mostSlots) throws IOException {
            int most = RESOURCES * Float.BYTES * (int) mostSlots;
            try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
                byte[] bytes = in.readNBytes(most);
                if (in.read() >= 0 || bytes.length % (RESOURCES * Float.BYTES) != 0) {
                    throw new IOException("not the slots of a window");
                }
                return ByteBuffer.wrap(bytes);
            }
        }
    }
}
