package org.ar1.integration.jaxrs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** Whether and how content is compressed; the one place that says so. */
final class Gzip {

    static final String CODING = "gzip";

    /** Below this, in bytes, compression saves no packet. */
    static final int SMALLEST = 1024;

    private static final Pattern ACCEPTED =
            Pattern.compile("\\s*([!#$%&'*+.^_`|~0-9a-z-]+)\\s*(?:;\\s*q\\s*=\\s*([01](?:\\.[0-9]{0,3})?)\\s*)?");

    private Gzip() {}

    /**
     * Whether the caller takes gzip at least as gladly as the plain form (RFC 9110, 12.5.3). What cannot be read counts as
     * not accepted.
     *
     * @param acceptEncoding the values of {@code Accept-Encoding}
     */
    static boolean accepted(List<String> acceptEncoding) {
        double gzip = -1;
        double any = 0;
        double plain = -1;
        for (String value : acceptEncoding) {
            for (String part : value.toLowerCase(Locale.ROOT).split(",", -1)) {
                Matcher coding = ACCEPTED.matcher(part);
                if (coding.matches()) {
                    double quality = coding.group(2) == null ? 1 : Double.parseDouble(coding.group(2));
                    switch (coding.group(1)) {
                        case CODING, "x-gzip" -> gzip = quality;
                        case "*" -> any = quality;
                        case "identity" -> plain = quality;
                        default -> {}
                    }
                }
            }
        }
        double effective = gzip < 0 ? any : gzip;
        return effective > 0 && effective <= 1 && effective >= plain;
    }

    static byte[] compress(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }
}
