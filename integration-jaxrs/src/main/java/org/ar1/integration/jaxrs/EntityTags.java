package org.ar1.integration.jaxrs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;

/**
 * Weak entity tags (RFC 9110, 8.8.3): one for all encodings of the same bytes, and of a report one for its data, however
 * they were had. A report that was built again from unchanged data has the same tag, although its {@code timestamp} and its
 * {@code sources} are others.
 */
final class EntityTags {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> NO_DATA = Set.of("timestamp", "sources");
    private static final int BYTES = 16;

    private EntityTags() {}

    /** The tag of some bytes. */
    static String weak(byte[] content) {
        MessageDigest digest = sha256();
        digest.update(content);
        return tag(digest);
    }

    /** The tag of a report's JSON: of all its fields but {@code timestamp} and {@code sources}. */
    static String ofReport(byte[] json) {
        MessageDigest digest = sha256();
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken(); // the document's brace
            int from = 0;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean data = !NO_DATA.contains(parser.currentName());
                int start = (int) parser.currentTokenLocation().getByteOffset();
                parser.nextToken();
                parser.skipChildren();
                parser.finishToken();
                if (!data) {
                    digest.update(json, from, start - from);
                    from = (int) parser.currentLocation().getByteOffset();
                }
            }
            digest.update(json, from, json.length - from);
        } catch (IOException e) {
            throw new UncheckedIOException("reading what this module has written failed", e);
        }
        return tag(digest);
    }

    private static String tag(MessageDigest digest) {
        byte[] start = Arrays.copyOf(digest.digest(), BYTES);
        return "W/\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(start) + '"';
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new LinkageError("every JDK has SHA-256", e);
        }
    }
}
