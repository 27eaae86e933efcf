package org.ar1.integration.internal.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.ar1.integration.internal.call.BodyTooLargeException;
import org.ar1.integration.internal.call.MalformedBodyException;
import org.jspecify.annotations.Nullable;

/**
 * An object of a service's JSON. Numbers may stand in strings, fields may be null or missing, unknown fields do not
 * matter; anything else that is not as promised is malformed. Messages name fields, never values.
 */
final class JsonRow {

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,400}(\\.\\d{1,400})?([eE][+-]?\\d{1,4})?");
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");
    /** Beyond it a double may stand for a neighbour too. */
    private static final double LARGEST_WHOLE_NUMBER = (1L << 53) - 1;

    private static final int REPLACEMENT = 0xfffd;

    private final ObjectNode node;

    private JsonRow(ObjectNode node) {
        this.node = node;
    }

    static JsonRow of(JsonNode node) throws MalformedBodyException {
        if (node instanceof ObjectNode object) {
            return new JsonRow(object);
        }
        throw new MalformedBodyException("an object was expected");
    }

    private @Nullable JsonNode present(String field) {
        JsonNode value = node.get(field);
        return value == null || value.isNull() ? null : value;
    }

    private static MalformedBodyException malformed(String field, String expected) {
        return new MalformedBodyException("\"" + field + "\" is not " + expected);
    }

    boolean has(String field) {
        return present(field) != null;
    }

    String text(String field) throws IOException {
        String text = optionalText(field);
        if (text == null) {
            throw malformed(field, "there");
        }
        return text;
    }

    @Nullable
    String optionalText(String field) throws IOException {
        JsonNode value = present(field);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            throw malformed(field, "text");
        }
        return bounded(field, value.textValue());
    }

    /** For what no figure and no join uses: null when it is not text, or is too long. */
    @Nullable
    String remark(String field) {
        JsonNode value = present(field);
        return value == null || !value.isTextual() || value.textValue().length() > Limits.REMARK
                ? null
                : wellFormed(value.textValue());
    }

    /** For what no figure and no join uses: null when it is not a time with a zone. */
    @Nullable
    Instant remarkedInstant(String field) {
        return time(field, JsonRow::instant);
    }

    /** For what no figure and no join uses: null when it is not a time; the zone, if one is stated, does not count. */
    @Nullable
    LocalDateTime remarkedLocalTime(String field) {
        return time(field, text -> LocalDateTime.from(DateTimeFormatter.ISO_DATE_TIME.parse(text)));
    }

    private <T> @Nullable T time(String field, Function<String, T> parse) {
        String text = remark(field);
        try {
            return text == null ? null : parse.apply(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** What tells one entry from another: text or a number; never a figure. */
    String identifier(String field) throws IOException {
        JsonNode value = present(field);
        return value != null && value.isNumber() ? value.asText() : text(field);
    }

    long wholeNumber(String field) throws IOException {
        Long number = optionalWholeNumber(field);
        if (number == null) {
            throw malformed(field, "there");
        }
        return number;
    }

    @Nullable
    Long optionalWholeNumber(String field) throws IOException {
        Double number = optionalNumber(field);
        if (number == null) {
            return null;
        }
        if (!isWhole(number)) {
            throw malformed(field, "a whole number");
        }
        return number.longValue();
    }

    /** Whether it is exactly the whole number that was sent; NaN is none. */
    static boolean isWhole(double number) {
        return number == Math.rint(number) && Math.abs(number) <= LARGEST_WHOLE_NUMBER;
    }

    @Nullable
    Double optionalNumber(String field) throws IOException {
        JsonNode value = present(field);
        return value == null ? null : number(field, value);
    }

    private static double number(String field, JsonNode value) throws MalformedBodyException {
        double number;
        if (value.isNumber()) {
            number = value.doubleValue();
        } else if (value.isTextual()) {
            number = number(field, value.textValue());
        } else {
            throw malformed(field, "a number");
        }
        if (!Double.isFinite(number)) {
            throw malformed(field, "a finite number");
        }
        return number;
    }

    /** A number that stands in a string. */
    static double number(String field, String text) throws MalformedBodyException {
        if (!NUMBER.matcher(text).matches()) {
            throw malformed(field, "a number");
        }
        return Double.parseDouble(text);
    }

    /** With {@code Z} or an offset. */
    @Nullable
    Instant optionalInstant(String field) throws IOException {
        String text = optionalText(field);
        try {
            return text == null ? null : instant(text);
        } catch (DateTimeException e) {
            throw malformed(field, "a time with a zone");
        }
    }

    /** Documents have times of RFC 3339, whose years have four digits. */
    private static Instant instant(String text) {
        Instant instant = OffsetDateTime.parse(text).toInstant();
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw new DateTimeException("The year does not have four digits");
        }
        return instant;
    }

    /** Members of an object; none when it is missing. */
    Map<String, Long> wholeNumbers(String field) throws IOException {
        Map<String, Long> numbers = new LinkedHashMap<>();
        JsonNode value = present(field);
        if (value == null) {
            return numbers;
        }
        JsonRow members = of(value);
        requireMembers(field, value.size(), Limits.MEMBERS);
        for (Map.Entry<String, JsonNode> member : members.node.properties()) {
            numbers.put(bounded(field, member.getKey()), members.wholeNumber(member.getKey()));
        }
        return numbers;
    }

    /**
     * Members of an object that must be there.
     *
     * @param most more are refused
     */
    Map<String, JsonRow> rows(String field, int most) throws IOException {
        JsonNode value = present(field);
        if (value == null) {
            throw malformed(field, "there");
        }
        requireMembers(field, value.size(), most);
        Map<String, JsonRow> rows = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : of(value).node.properties()) {
            rows.put(bounded(field, member.getKey()), of(member.getValue()));
        }
        return rows;
    }

    /** Elements of an array; none when it is missing. */
    List<String> texts(String field) throws IOException {
        List<String> texts = new ArrayList<>();
        JsonNode value = present(field);
        if (value == null) {
            return texts;
        }
        if (!value.isArray()) {
            throw malformed(field, "an array");
        }
        requireMembers(field, value.size(), Limits.MEMBERS);
        for (JsonNode element : value) {
            if (!element.isTextual()) {
                throw malformed(field, "an array of texts");
            }
            texts.add(bounded(field, element.textValue()));
        }
        return texts;
    }

    private static String bounded(String field, String text) throws BodyTooLargeException {
        if (text.length() > Limits.NAME) {
            throw new BodyTooLargeException(Limits.NAME + " characters in \"" + field + "\"");
        }
        return wellFormed(text);
    }

    private static void requireMembers(String field, int count, int limit) throws BodyTooLargeException {
        if (count > limit) {
            throw new BodyTooLargeException(limit + " members in \"" + field + "\"");
        }
    }

    /** Half a surrogate pair, as a text cut off by units leaves it, has no form in UTF-8. */
    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return text.codePoints()
                        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? REPLACEMENT : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            }
        }
        return text;
    }
}
