package org.ar1.integration.service;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.event.KeyValuePair;

/**
 * An event as one JSON object in one line: {@code timestamp}, {@code level}, {@code logger}, {@code thread},
 * {@code message}, and, where there are some, {@code mdc}, {@code values} (of SLF4J's key-value pairs) and
 * {@code exception}.
 */
final class JsonLineEncoder extends EncoderBase<ILoggingEvent> {

    private static final byte[] NOTHING = {};
    private final JsonFactory factory = new JsonFactory();

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        try (JsonGenerator json = factory.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("timestamp", event.getInstant().toString());
            json.writeStringField("level", event.getLevel().toString());
            json.writeStringField("logger", event.getLoggerName());
            json.writeStringField("thread", event.getThreadName());
            json.writeStringField("message", event.getFormattedMessage());
            writeContext(json, event.getMDCPropertyMap());
            writeValues(json, event.getKeyValuePairs());
            if (event.getThrowableProxy() != null) {
                json.writeStringField("exception", ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return line.toByteArray();
    }

    private static void writeContext(JsonGenerator json, Map<String, String> context) throws IOException {
        if (context.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("mdc");
        for (Map.Entry<String, String> entry : new TreeMap<>(context).entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    private static void writeValues(JsonGenerator json, List<KeyValuePair> pairs) throws IOException {
        if (pairs == null || pairs.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("values");
        for (KeyValuePair pair : pairs) {
            json.writeFieldName(pair.key);
            if (pair.value == null) {
                json.writeNull();
            } else if (pair.value instanceof Number || pair.value instanceof Boolean) {
                json.writeObject(pair.value); // simple values need no codec
            } else {
                json.writeString(pair.value.toString());
            }
        }
        json.writeEndObject();
    }
}
