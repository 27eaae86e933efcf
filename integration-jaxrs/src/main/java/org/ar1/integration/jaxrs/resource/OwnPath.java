package org.ar1.integration.jaxrs.resource;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.ar1.integration.jaxrs.http.Representation;
import org.jspecify.annotations.Nullable;

/** The paths below the application's base that are answered here, by the forms that they have. */
final class OwnPath {

    private final Map<Pattern, Representation.Offer> offers = new LinkedHashMap<>();

    /**
     * The paths.
     *
     * @param learners whether that of a learner is among them
     */
    OwnPath(boolean learners) {
        offers.put(path("(lab-utilization|server-allocation)(/[^/]*)?"), Representation.Offer.TABLE);
        offers.put(path("(insights|servers|lab-types)"), Representation.Offer.LIST);
        offers.put(path("servers/[^/]+/profile"), Representation.Offer.TABLE);
        offers.put(
                path("(insights/[^/]+|servers/[^/]+/(forecast|quiet-windows)|placement|campus)"),
                Representation.Offer.DOCUMENT);
        if (learners) {
            offers.put(path("users/[^/]+"), Representation.Offer.DOCUMENT);
        }
    }

    private static Pattern path(String below) {
        return Pattern.compile("/?integration/" + below + "/?");
    }

    /** The forms of a path; null of one that is not of ours. */
    Representation.@Nullable Offer offer(String path) {
        for (Map.Entry<Pattern, Representation.Offer> offer : offers.entrySet()) {
            if (offer.getKey().matcher(path).matches()) {
                return offer.getValue();
            }
        }
        return null;
    }
}
