package org.ar1.integration.document;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How a value is written as JSON and read from it, in one place, so that both directions have the same names and types.
 * Immutable.
 *
 * @param <V> the type of the values
 */
interface Form<V> {

    /** Writes a value. */
    void write(JsonGenerator out, V value) throws IOException;

    /**
     * Reads a value.
     *
     * @throws InvalidDocumentException when there is no such value here
     */
    V read(Node node);

    /** Objects with fixed members. */
    static <V> Form<V> object(Shape<V> shape) {
        return new Form<>() {
            @Override
            public void write(JsonGenerator out, V value) throws IOException {
                out.writeStartObject();
                shape.of(Fields.writing(out, value));
                out.writeEndObject();
            }

            @Override
            public V read(Node node) {
                return Fields.read(node, shape);
            }
        };
    }

    /** Arrays. */
    static <V> Form<List<V>> list(Form<V> element) {
        return new Form<>() {
            @Override
            public void write(JsonGenerator out, List<V> value) throws IOException {
                out.writeStartArray();
                for (V each : value) {
                    element.write(out, each);
                }
                out.writeEndArray();
            }

            @Override
            public List<V> read(Node node) {
                List<V> values = new ArrayList<>();
                node.elements().forEach(each -> values.add(element.read(each)));
                return List.copyOf(values);
            }
        };
    }

    /** Objects with a member for each entry of a map. */
    static <V> Form<Map<String, V>> map(Form<V> value) {
        return keyed(key -> value);
    }

    /** Objects with a member for each entry of a map, whose value does not repeat its key. */
    static <V> Form<Map<String, V>> keyed(Function<String, Form<V>> value) {
        return map(Forms.TEXT_KEY, value);
    }

    /** Objects with a member for each entry of a map. */
    static <K, V> Form<Map<K, V>> map(MemberKey<K> keys, Form<V> value) {
        return map(keys, key -> value);
    }

    private static <K, V> Form<Map<K, V>> map(MemberKey<K> keys, Function<K, Form<V>> value) {
        return new Form<>() {
            @Override
            public void write(JsonGenerator out, Map<K, V> map) throws IOException {
                out.writeStartObject();
                for (Map.Entry<K, V> entry : map.entrySet()) {
                    out.writeFieldName(keys.text(entry.getKey()));
                    value.apply(entry.getKey()).write(out, entry.getValue());
                }
                out.writeEndObject();
            }

            @Override
            public Map<K, V> read(Node node) {
                Map<K, V> map = new LinkedHashMap<>();
                for (Node member : node.members()) {
                    K key = keys.read(member);
                    map.put(key, value.apply(key).read(member));
                }
                return Collections.unmodifiableMap(map);
            }
        };
    }
}
