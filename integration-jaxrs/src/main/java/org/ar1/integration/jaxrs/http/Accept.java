package org.ar1.integration.jaxrs.http;

import java.util.List;
import java.util.regex.Pattern;

/** The media types that a caller accepts (RFC 9110, 12.5.1); parameters other than the weight are ignored. */
public final class Accept {

    private static final String TOKEN = "[!#$%&'+.^_`|~0-9a-z-]+";
    private static final Pattern RANGE = Pattern.compile("\\*(?:/\\*)?|" + TOKEN + "/(?:\\*|" + TOKEN + ")");

    private final List<FieldList.Weighted> ranges;

    private Accept(List<FieldList.Weighted> ranges) {
        this.ranges = ranges;
    }

    /**
     * What a request accepts: any type if it does not say. Elements that are not media ranges are ignored.
     *
     * @param lines the values of {@code Accept}
     * @throws RefusedException with 400 when there are elements and none of them is a media range
     */
    public static Accept of(List<String> lines) {
        List<FieldList.Weighted> ranges = FieldList.weighted(lines).stream()
                .filter(element -> RANGE.matcher(element.value()).matches())
                .toList();
        if (ranges.isEmpty()) {
            if (!FieldList.elements(lines).isEmpty()) {
                throw new RefusedException(400);
            }
            return new Accept(List.of(new FieldList.Weighted("*/*", 1)));
        }
        return new Accept(ranges);
    }

    /** The weight of a media type by the most specific range that matches it; 0 when it is not acceptable. */
    public double weight(String type) {
        int slash = type.indexOf('/') + 1;
        double weight = 0;
        int specificity = -1;
        for (FieldList.Weighted range : ranges) {
            int specific = specificity(range.value(), type, slash);
            if (specific > specificity || (specific == specificity && specific >= 0 && range.weight() > weight)) {
                specificity = specific;
                weight = range.weight();
            }
        }
        return weight;
    }

    /** Whether a media type is listed by its full name. */
    public boolean names(String type) {
        return ranges.stream().anyMatch(range -> range.value().equals(type));
    }

    /** Below 0 when the range does not match the type. */
    private static int specificity(String range, String type, int slash) {
        if (range.equals(type)) {
            return 2;
        }
        if (range.endsWith("/*") && range.length() == slash + 1 && range.startsWith(type.substring(0, slash))) {
            return 1;
        }
        return range.startsWith("*") ? 0 : -1;
    }
}
