package org.ar1.integration.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteCapability;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.NumberOutput;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values of any kind that JSON has. */
final class AnyJson {

    private static final double EXACT_WHOLE_NUMBERS = 1L << 53;

    /** Whole numbers are read as {@code Long}, others as {@code Double}. */
    static final Form<Object> VALUE = Forms.form(AnyJson::write, node -> Objects.requireNonNull(read(node)));

    /** Objects of any members. */
    static final Form<Map<String, @Nullable Object>> MAP = Forms.form(AnyJson::write, AnyJson::members);

    private AnyJson() {}

    private static Map<String, @Nullable Object> members(Node node) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        node.members().forEach(member -> members.put(member.name(), read(member)));
        return members;
    }

    private static @Nullable Object read(Node node) {
        JsonNode json = node.json();
        if (json.isObject()) {
            return Collections.unmodifiableMap(members(node));
        }
        if (json.isArray()) {
            List<@Nullable Object> elements = new ArrayList<>();
            node.elements().forEach(element -> elements.add(read(element)));
            return Collections.unmodifiableList(elements);
        }
        if (json.isTextual()) {
            return json.textValue();
        }
        if (json.isBoolean()) {
            return json.booleanValue();
        }
        if (json.isNull()) {
            return null;
        }
        if (json.isIntegralNumber()) { // not by a conditional expression, which would make it a double
            return Forms.WHOLE.read(node);
        }
        return Forms.REAL.read(node);
    }

    private static boolean isWhole(double real) {
        return real == Math.rint(real) && Math.abs(real) <= EXACT_WHOLE_NUMBERS;
    }

    /**
     * Writes a finite number: a whole one without a fraction, so that 60 and 60.0 of a service are the same bytes, any
     * other in the shortest digits that mean it, also where the target itself would write more.
     */
    static void writeReal(JsonGenerator out, double real) throws IOException {
        if (isWhole(real)) {
            out.writeNumber((long) real);
        } else if (!Double.isFinite(real)
                || out.isEnabled(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                || !out.getWriteCapabilities().isEnabled(StreamWriteCapability.CAN_WRITE_FORMATTED_NUMBERS)) {
            out.writeNumber(real);
        } else {
            out.writeNumber(NumberOutput.toString(real, true));
        }
    }

    static void write(JsonGenerator out, @Nullable Object value) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof String text) {
            out.writeString(text);
        } else if (value instanceof Boolean truth) {
            out.writeBoolean(truth);
        } else if (value instanceof Double real) {
            writeReal(out, real);
        } else if (value instanceof Number number) {
            out.writeNumber(number.longValue());
        } else if (value instanceof Collection<?> list) {
            out.writeStartArray();
            for (Object element : list) {
                write(out, element);
            }
            out.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.writeFieldName(String.valueOf(entry.getKey()));
                write(out, entry.getValue());
            }
            out.writeEndObject();
        } else {
            throw new IllegalArgumentException(
                    "no JSON for a " + value.getClass().getSimpleName());
        }
    }
}
