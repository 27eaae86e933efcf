package org.ar1.integration.jaxrs.http;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.util.List;
import java.util.Map;

/** Any text in the fields by which callers choose a form: an answer, or a refusal that has a status. */
public final class NegotiationFuzz {

    private NegotiationFuzz() {}

    /** Reads one line or two of each field. */
    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        List<String> accept = data.consumeBoolean()
                ? List.of(data.consumeString(300))
                : List.of(data.consumeString(150), data.consumeString(150));
        try {
            Accept parsed = Accept.of(accept);
            for (String type : List.of("application/json", Representation.TEXT_CSV, Representation.LINES)) {
                double weight = parsed.weight(type);
                if (!(weight >= 0 && weight <= 1)) {
                    throw new IllegalStateException("a weight of " + weight);
                }
                parsed.names(type);
            }
        } catch (RefusedException refused) {
            // Refused with a status.
        }
        for (Representation.Offer offer : Representation.Offer.values()) {
            try {
                Representation.of(accept, Map.of("format", List.of(data.consumeString(20))), offer);
                Representation.of(accept, Map.of(), offer);
            } catch (RefusedException | InvalidParameterException refused) {
                // Refused with a status.
            }
        }
        Gzip.isFor(accept, data.consumeInt(0, 1 << 20));
        FieldList.entityTags(accept);
        TraceParent.of(data.consumeString(60));
        Conditions conditions =
                Conditions.of(Map.of("If-None-Match", accept, "If-Match", List.of(data.consumeString(50))));
        conditions.isKnown("W/\"x\"");
        try {
            conditions.requireMatch("W/\"x\"");
        } catch (RefusedException refused) {
            // Refused with a status.
        }
    }
}
