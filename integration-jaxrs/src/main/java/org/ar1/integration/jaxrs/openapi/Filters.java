package org.ar1.integration.jaxrs.openapi;

import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** What the generator of the API description is helped with. Only the build runs it. */
final class Filters {

    private Filters() {}

    /**
     * Makes what may be null really nullable, and references no more than references. Public inside, because the generator
     * makes it by reflection.
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
            return response;
        }

        private static boolean isReference(Schema schema) {
            return schema.getRef() != null
                    || Objects.requireNonNullElse(schema.getAnyOf(), List.<Schema>of()).stream()
                            .anyMatch(choice -> choice.getRef() != null);
        }
    }
}
