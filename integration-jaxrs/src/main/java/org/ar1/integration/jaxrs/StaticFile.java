package org.ar1.integration.jaxrs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A file of this module, ready to be sent. */
final class StaticFile {

    private final byte[] content;
    private final String mediaType;
    private final String etag;

    private StaticFile(byte[] content, String mediaType) {
        this.content = content;
        this.mediaType = mediaType;
        this.etag = etag(content);
    }

    /** Reads a resource beside this class. */
    static StaticFile of(String resource, String mediaType) {
        try (InputStream in = StaticFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("This build lacks " + resource);
            }
            return new StaticFile(in.readAllBytes(), mediaType);
        } catch (IOException e) {
            throw new UncheckedIOException("reading a resource of this module failed", e);
        }
    }

    private static String etag(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return "W/\"" + HexFormat.of().formatHex(hash, 0, 8) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    int length() {
        return content.length;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(content);
    }

    String mediaType() {
        return mediaType;
    }

    /** Names the bytes; weak, so that a compressed form may carry it too. */
    String etag() {
        return etag;
    }

    boolean isNamedBy(@Nullable String ifNoneMatch) {
        return ifNoneMatch != null && (ifNoneMatch.strip().equals("*") || ifNoneMatch.contains(etag.substring(2)));
    }
}
