package org.ar1.integration.spring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import org.ar1.integration.document.ReportModule;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamWriteCapability;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.module.SimpleModule;

/** {@link ReportModule} for Jackson 3: passes on what that one writes. */
final class Jackson3ReportModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    private static final ObjectWriter WRITER =
            JsonMapper.builder().addModule(new ReportModule()).build().writer();
    private static final JsonFactory JSON = new JsonFactory();

    Jackson3ReportModule() {
        super("ar1-integration");
        ReportModule.types().forEach(this::add);
    }

    private <T> void add(Class<T> type) {
        addSerializer(type, new DocumentSerializer<>());
    }

    private static final class DocumentSerializer<T> extends ValueSerializer<T> {

        @Override
        public void serialize(T value, JsonGenerator out, SerializationContext context) {
            byte[] document;
            try {
                document = WRITER.writeValueAsBytes(value);
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
            boolean isText = out.streamWriteCapabilities().isEnabled(StreamWriteCapability.CAN_WRITE_FORMATTED_NUMBERS);
            if (isText && !context.isEnabled(SerializationFeature.INDENT_OUTPUT)) {
                out.writeRawValue(new String(document, StandardCharsets.UTF_8));
                return;
            }
            try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), document)) {
                parser.nextToken();
                out.copyCurrentStructure(parser);
            }
        }

        @Override
        public void serializeWithType(T value, JsonGenerator out, SerializationContext context, TypeSerializer type) {
            serialize(value, out, context);
        }
    }
}
