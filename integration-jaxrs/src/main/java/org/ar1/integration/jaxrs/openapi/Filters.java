package org.ar1.integration.jaxrs.openapi;

import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** What the generator of the API description is helped with. Only the build runs it. */
final class Filters {

    /** What every answer has, whatever it is. */
    private static final List<String> HEADERS = List.of(
            "Content-Security-Policy",
            "Cross-Origin-Resource-Policy",
            "Referrer-Policy",
            "X-Content-Type-Options",
            "X-Frame-Options",
            "X-Sample-Data");

    private Filters() {}

    /**
     * Makes what may be null really nullable, and references no more than references; gives every answer the headers that
     * all have, and names JSON before other content, because pages such as the one at {@code /docs} ask for what comes
     * first. Public inside, because the generator makes it by reflection.
     */
    public static final class Corrections implements OASFilter {

        @Override
        public Schema filterSchema(Schema schema) {
            if (isReference(schema)) {
                schema.setType(null); // the generator's "object" beside the reference would rule out null
            }
            List<Object> values = schema.getEnumeration();
            if (values != null && schema.getType().contains(SchemaType.NULL)) {
                Schema some =
                        OASFactory.createSchema().addType(SchemaType.STRING).enumeration(values);
                schema.setType(null);
                schema.setEnumeration(null);
                schema.setAnyOf(List.of(some, OASFactory.createSchema().addType(SchemaType.NULL)));
            }
            return schema;
        }

        /** The generator says "OK" beside references that say more. */
        @Override
        public APIResponse filterAPIResponse(APIResponse response) {
            if (response.getRef() != null) {
                response.setDescription(null);
            }
            Content content = response.getContent();
            if (content != null && content.hasMediaType(MediaType.APPLICATION_JSON)) {
                Content jsonFirst = OASFactory.createContent()
                        .addMediaType(MediaType.APPLICATION_JSON, content.getMediaType(MediaType.APPLICATION_JSON));
                content.getMediaTypes().forEach(jsonFirst::addMediaType);
                response.setContent(jsonFirst);
            }
            return response;
        }

        @Override
        public void filterOpenAPI(OpenAPI description) {
            description
                    .getComponents()
                    .getResponses()
                    .values()
                    .forEach(response -> HEADERS.forEach(name ->
                            response.addHeader(name, OASFactory.createHeader().ref(name))));
        }

        private static boolean isReference(Schema schema) {
            return schema.getRef() != null
                    || Objects.requireNonNullElse(schema.getAnyOf(), List.<Schema>of()).stream()
                            .anyMatch(choice -> choice.getRef() != null);
        }
    }
}
