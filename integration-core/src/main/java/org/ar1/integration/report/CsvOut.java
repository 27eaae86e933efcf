package org.ar1.integration.report;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes rows of comma-separated values (RFC 4180). Not thread-safe. */
final class CsvOut {

    private static final double EXACT_WHOLE_NUMBERS = 1L << 53;

    /** What spreadsheets take for the beginning of a formula. */
    private static final Pattern FORMULA =
            Pattern.compile("[=+\\-@\\t\\r\\n\\uff1d\\uff0b\\uff0d\\uff20].*", Pattern.DOTALL);

    private static final Pattern QUOTED = Pattern.compile(".*[\",\\r\\n].*|\\s.*|.*\\s", Pattern.DOTALL);

    private final StringBuilder out = new StringBuilder(4096);

    private boolean begun;

    void row(String... texts) {
        for (String text : texts) {
            cell(text);
        }
        end();
    }

    /** Null is an empty field; a number stays one; of a text that may be taken for a formula an apostrophe takes the lead. */
    CsvOut cell(@Nullable Object value) {
        if (begun) {
            out.append(',');
        }
        begun = true;
        out.append(field(value));
        return this;
    }

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
        String harmless = FORMULA.matcher(text).matches() ? "'" + text : text;
        return QUOTED.matcher(harmless).matches() ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }

    byte[] bytes() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }
}
