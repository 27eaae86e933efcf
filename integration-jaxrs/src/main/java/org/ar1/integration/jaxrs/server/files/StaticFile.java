package org.ar1.integration.jaxrs.server.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.ar1.integration.jaxrs.http.EntityTags;
import org.jspecify.annotations.Nullable;

/** A file of this module; read when it is asked for first, as that takes a while and most are never asked for. */
final class StaticFile {

    /** The folder of the files on the class path. */
    private static final String ROOT = "/org/ar1/integration/jaxrs/";

    private static final class Content {

        final byte[] bytes;
        final String etag;

        Content(byte[] bytes) {
            this.bytes = bytes;
            this.etag = EntityTags.weak(bytes);
        }
    }

    private final String resource;
    private final String mediaType;
    private final @Nullable String policy;
    private volatile @Nullable Content content;

    private StaticFile(String resource, String mediaType, @Nullable String policy) {
        this.resource = resource;
        this.mediaType = mediaType;
        this.policy = policy;
    }

    /** A resource beside this class. */
    static StaticFile of(String resource, String mediaType) {
        return new StaticFile(resource, mediaType, null);
    }

    /**
     * A page beside this class.
     *
     * @param policy the content security policy that a browser applies to it
     */
    static StaticFile page(String resource, String policy) {
        return new StaticFile(resource, "text/html; charset=utf-8", policy);
    }

    private Content content() {
        Content known = content;
        if (known == null) {
            known = read(); // two who ask at once read the same
            content = known;
        }
        return known;
    }

    private Content read() {
        try (InputStream in = StaticFile.class.getResourceAsStream(ROOT + resource)) {
            if (in == null) {
                throw new IllegalStateException("This build lacks " + resource);
            }
            return new Content(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("reading a resource of this module failed", e);
        }
    }

    int length() {
        return content().bytes.length;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(content().bytes);
    }

    String mediaType() {
        return mediaType;
    }

    /** The content security policy of a page; null when the file is none. */
    @Nullable
    String policy() {
        return policy;
    }

    /** Names the bytes; weak, so that a compressed form may carry it too. */
    String etag() {
        return content().etag;
    }
}
