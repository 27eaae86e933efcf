package org.ar1.integration.jaxrs.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.ar1.integration.internal.text.Sha256;

/**
 * Weak entity tags (RFC 9110, 8.8.3): one for all encodings of the same bytes, and of a report one for its data,
 * wherever they came from. A report that was built again from unchanged data has the same tag, although its
 * {@code timestamp} and its {@code sources} are others.
 */
public final class EntityTags {

    private static final List<byte[]> NO_DATA = Stream.of("\"timestamp\":", "\"sources\":")
            .map(name -> name.getBytes(StandardCharsets.US_ASCII))
            .toList();
    private static final int BYTES = 16;

    private EntityTags() {}

    /** The tag of some bytes. */
    public static String weak(byte[] content) {
        return tag(Sha256.of(content));
    }

    /**
     * The tag of a report's JSON: of all its fields but {@code timestamp} and {@code sources}.
     *
     * @param json an object, without spaces between its parts
     */
    public static String ofReport(byte[] json) {
        MessageDigest digest = Sha256.begin();
        int depth = 0;
        int field = 1;
        for (int at = 0; at < json.length; at++) {
            switch (json[at]) {
                case '"' -> at = endOfString(json, at);
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {}
            }
            boolean ends = (depth == 1 && json[at] == ',') || depth == 0;
            if (ends) {
                if (isData(json, field)) {
                    digest.update(json, field, at + 1 - field);
                }
                field = at + 1;
            }
        }
        return tag(digest.digest());
    }

    private static int endOfString(byte[] json, int quote) {
        int at = quote + 1;
        while (json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
        }
        return at;
    }

    private static boolean isData(byte[] json, int field) {
        return NO_DATA.stream()
                .noneMatch(name -> field + name.length <= json.length
                        && Arrays.equals(json, field, field + name.length, name, 0, name.length));
    }

    private static String tag(byte[] digest) {
        byte[] start = Arrays.copyOf(digest, BYTES);
        return "W/\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(start) + '"';
    }
}
