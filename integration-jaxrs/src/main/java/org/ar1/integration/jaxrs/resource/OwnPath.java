package org.ar1.integration.jaxrs.resource;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.ar1.integration.jaxrs.http.Representation;
import org.jspecify.annotations.Nullable;

/** The paths below the application's base that are answered here, by the forms that they have. */
final class OwnPath {

    private static final Map<Pattern, Representation.Offer> OFFERS = offers();

    private OwnPath() {}

    private static Map<Pattern, Representation.Offer> offers() {
        Map<Pattern, Representation.Offer> offers = new LinkedHashMap<>();
        offers.put(path("(lab-utilization|server-allocation)(/[^/]*)?"), Representation.Offer.TABLE);
        offers.put(path("(insights|servers|lab-types)"), Representation.Offer.LIST);
        offers.put(path("servers/[^/]+/profile"), Representation.Offer.TABLE);
        offers.put(
                path("(insights/[^/]+|servers/[^/]+/(forecast|quiet-windows)|placement)"),
                Representation.Offer.DOCUMENT);
        return offers;
    }

    private static Pattern path(String below) {
        return Pattern.compile("/?integration/" + below + "/?");
    }

    /** The forms of a path; null of one that is not of ours. */
    static Representation.@Nullable Offer offer(String path) {
        for (Map.Entry<Pattern, Representation.Offer> offer : OFFERS.entrySet()) {
            if (offer.getKey().matcher(path).matches()) {
                return offer.getValue();
            }
        }
        return null;
    }
}
