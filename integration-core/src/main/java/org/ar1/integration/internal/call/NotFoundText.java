package org.ar1.integration.internal.call;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.ar1.integration.internal.call.Reply.Absence;
import org.jspecify.annotations.Nullable;

/**
 * The text of a 404 of the FastAPI services: {@code {"detail": "Lab type not found"}} when the service does not find
 * the lab type at User Progress, which it also says when it cannot ask there, and another text when it knows the type
 * and has no data for it. The text itself goes nowhere.
 */
final class NotFoundText {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String DETAIL = "detail";
    private static final String UNKNOWN_LAB_TYPE = "Lab type not found";

    private NotFoundText() {}

    /** The absence that a body states; a body of another form states {@link Absence#NO_DATA}. */
    static Absence absence(byte[] body) {
        String detail = detail(body);
        return detail != null && detail.startsWith(UNKNOWN_LAB_TYPE) ? Absence.UNKNOWN_LAB_TYPE : Absence.NO_DATA;
    }

    /** The text under {@code detail} of a body that is one JSON object, or null. */
    private static @Nullable String detail(byte[] body) {
        String detail = null;
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isDetail = parser.currentName().equals(DETAIL);
                JsonToken value = parser.nextToken();
                if (isDetail) {
                    detail = value == JsonToken.VALUE_STRING ? parser.getText() : null;
                }
                parser.skipChildren();
            }
            return parser.nextToken() == null ? detail : null;
        } catch (IOException e) {
            return null;
        }
    }
}
