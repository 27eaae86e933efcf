package org.ar1.integration.jaxrs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The paths below the application's base that are answered here, by the forms that they have. */
final class OwnPath {

    private static final Map<Pattern, Form.Offer> OFFERS = offers();

    private OwnPath() {}

    private static Map<Pattern, Form.Offer> offers() {
        Map<Pattern, Form.Offer> offers = new LinkedHashMap<>();
        offers.put(path("(lab-utilization|server-allocation)(/[^/]*)?"), Form.Offer.TABLE);
        offers.put(path("(insights|servers|lab-types)"), Form.Offer.LIST);
        offers.put(path("servers/[^/]+/profile"), Form.Offer.TABLE);
        offers.put(path("(insights/[^/]+|servers/[^/]+/(forecast|quiet-windows)|placement)"), Form.Offer.DOCUMENT);
        return offers;
    }

    private static Pattern path(String below) {
        return Pattern.compile("/?integration/" + below + "/?");
    }

    /** The forms of a path; null of one that is not of ours. */
    static Form.@Nullable Offer offer(String path) {
        for (Map.Entry<Pattern, Form.Offer> offer : OFFERS.entrySet()) {
            if (offer.getKey().matcher(path).matches()) {
                return offer.getValue();
            }
        }
        return null;
    }
}
