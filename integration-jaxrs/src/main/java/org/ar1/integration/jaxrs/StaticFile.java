package org.ar1.integration.jaxrs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** A file of this module; read when it is asked for first, as that takes a while and most are never asked for. */
final class StaticFile {

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
    private volatile @Nullable Content content;

    private StaticFile(String resource, String mediaType) {
        this.resource = resource;
        this.mediaType = mediaType;
    }

    /** A resource beside this class. */
    static StaticFile of(String resource, String mediaType) {
        return new StaticFile(resource, mediaType);
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
        try (InputStream in = StaticFile.class.getResourceAsStream(resource)) {
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

    /** Names the bytes; weak, so that a compressed form may carry it too. */
    String etag() {
        return content().etag;
    }
}
