package org.ar1.integration.jaxrs.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Whether and how content is compressed; the one place that says so. */
public final class Gzip {

    public static final String CODING = "gzip";

    /** Below this, in bytes, compression saves no packet. */
    public static final int SMALLEST = 1024;

    private Gzip() {}

    /**
     * Whether content of this length is compressed for a caller (RFC 9110, 12.5.3): if that is worth it and the caller
     * takes gzip at least as gladly as the plain form, or if the caller takes gzip and refuses the plain form.
     *
     * @param acceptEncoding the values of {@code Accept-Encoding}
     * @param length the bytes of the content
     */
    public static boolean isFor(List<String> acceptEncoding, long length) {
        double gzip = -1;
        double any = -1;
        double plain = -1;
        for (FieldList.Weighted coding : FieldList.weighted(acceptEncoding)) {
            switch (coding.value()) {
                case CODING, "x-gzip" -> gzip = Math.max(gzip, coding.weight());
                case "*" -> any = Math.max(any, coding.weight());
                case "identity" -> plain = Math.max(plain, coding.weight());
                default -> {}
            }
        }
        double compressed = gzip < 0 ? any : gzip;
        double uncompressed = plain < 0 ? any : plain; // without any word on it, it is acceptable
        boolean refused = uncompressed == 0;
        return compressed > 0 && compressed >= uncompressed && (refused || length >= SMALLEST);
    }

    public static byte[] compress(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }
}
