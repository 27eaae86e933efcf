package org.ar1.integration.jaxrs.answer;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.regex.Pattern;
import org.ar1.integration.jaxrs.http.Document;
import org.jspecify.annotations.Nullable;

/** The name of the file that a table is saved as. */
final class Attachment {

    private static final Pattern UNSAFE_IN_FILE_NAMES = Pattern.compile("[^A-Za-z0-9._-]");
    private static final int LONGEST_IN_FILE_NAMES = 100;

    private Attachment() {}

    /**
     * The value of {@code Content-Disposition}, with the day on which the report was built, in UTC.
     *
     * @param name the name of the report
     * @param of what of it the table has, such as a lab type; null for all
     * @param document the table
     */
    static String of(String name, @Nullable String of, Document document) {
        String part = of == null ? "" : "-" + UNSAFE_IN_FILE_NAMES.matcher(of).replaceAll("_");
        String shortened = part.length() <= LONGEST_IN_FILE_NAMES ? part : part.substring(0, LONGEST_IN_FILE_NAMES);
        LocalDate day = LocalDate.ofInstant(Objects.requireNonNull(document.built()), ZoneOffset.UTC);
        return "attachment; filename=\"" + name + shortened + "-" + day + ".csv\"";
    }
}
