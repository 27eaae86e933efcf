package org.ar1.integration.document;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes rows of comma-separated values (RFC 4180), as {@link ReportCsv} describes them. Not thread-safe. */
final class CsvOut {

    private static final double EXACT_WHOLE_NUMBERS = 1L << 53;

    /** Ends a cell or a row in some spreadsheet, whatever separator that takes for the right one. */
    private static final String SEPARATORS = ",;\\t\\n\\x0B\\f\\r\\x85\\u2028\\u2029";

    /**
     * What spreadsheets take for a formula: at the beginning of the text, or behind a separator, since the separator of
     * a spreadsheet in another language is another one, to which the quotes of this field are ordinary characters.
     * Spaces, invisible characters and quotes before the sign do not count. A tab or line break that begins the text
     * counts itself.
     */
    private static final Pattern FORMULA = Pattern.compile("(?U)(^(?=[\\t\\r\\n])|(?:^|(?<=[" + SEPARATORS
            + "]))[\\s\\p{Cc}\\p{Cf}\"&&[^" + SEPARATORS + "]]*+(?=[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20]))");

    private static final Pattern QUOTED =
            Pattern.compile("(?U).*[\",;\\p{Cc}\\u2028\\u2029].*|\\s.*|.*\\s", Pattern.DOTALL);

    private final StringBuilder out = new StringBuilder(4096);

    private boolean begun;

    /** Begins a table. */
    CsvOut() {}

    /**
     * Writes a row of texts.
     *
     * @param texts the fields
     */
    void row(String... texts) {
        for (String text : texts) {
            cell(text);
        }
        end();
    }

    /**
     * Writes a field. A number stays one; an apostrophe precedes what may be taken for a formula in a text.
     *
     * @param value a number, or anything whose text is to be written; null is an empty field
     * @return this
     */
    CsvOut cell(@Nullable Object value) {
        if (begun) {
            out.append(',');
        }
        begun = true;
        out.append(field(value));
        return this;
    }

    /** Ends a row. */
    void end() {
        out.append("\r\n");
        begun = false;
    }

    private static String field(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Double real) {
            return real == Math.rint(real) && Math.abs(real) <= EXACT_WHOLE_NUMBERS
                    ? Long.toString(real.longValue())
                    : NumberOutput.toString(real, true);
        }
        if (value instanceof Number) {
            return value.toString();
        }
        String text = value.toString();
        String harmless = FORMULA.matcher(text).replaceAll("$1'");
        return QUOTED.matcher(harmless).matches() ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }

    /**
     * The table.
     *
     * @return the rows written so far in UTF-8
     */
    byte[] bytes() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }
}
