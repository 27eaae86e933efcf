package org.ar1.integration.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Documents of a {@link Form}: compact, in UTF-8, members in the order of the form, so that equal data gives equal
 * bytes. Thread-safe.
 */
final class Json {

    /** A campus of ten thousand lab types and servers has a tenth of it. */
    private static final int MOST_BYTES = 64 << 20;

    private static final int DEEPEST = 64;

    /** The fast writer gives the shortest digits on every JDK, so that equal data gives equal bytes. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(MOST_BYTES)
                    .maxNameLength(MOST_BYTES)
                    .build())
            .build();

    private static final ObjectReader TREES = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private Json() {}

    /** The document of a value. */
    static <V> byte[] write(Form<V> form, V value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        write(bytes, form, value);
        return bytes.toByteArray();
    }

    private static <V> void write(ByteArrayOutputStream bytes, Form<V> form, V value) {
        try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
            form.write(out, value);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    /** A document a line, each ended by a line feed. */
    static <V> byte[] lines(Form<V> form, List<V> values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        for (V value : values) {
            write(bytes, form, value);
            bytes.write('\n');
        }
        return bytes.toByteArray();
    }

    /**
     * The value of a document.
     *
     * @throws InvalidDocumentException when the document does not have this form
     */
    static <V> V read(Form<V> form, byte[] document) {
        if (document.length > MOST_BYTES) {
            throw refused("of " + document.length + " bytes", "of at most " + MOST_BYTES + " bytes");
        }
        JsonNode tree;
        try {
            tree = TREES.readValue(document);
        } catch (JsonProcessingException e) {
            long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
            throw refused("malformed" + (at < 0 ? "" : " at byte " + at), "JSON in UTF-8 without repeated members");
        } catch (IOException e) {
            throw refused("malformed", "JSON in UTF-8 without repeated members");
        }
        return form.read(Node.root(tree));
    }

    private static InvalidDocumentException refused(String value, String expected) {
        return new InvalidDocumentException("the document", value, expected);
    }
}
