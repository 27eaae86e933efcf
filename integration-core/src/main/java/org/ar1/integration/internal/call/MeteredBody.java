package org.ar1.integration.internal.call;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that counts its bytes, refuses more than its limit, and says that it goes on. */
public final class MeteredBody extends FilterInputStream {

    /** Fewer bytes than a service sends in any moment in which it sends at all. */
    private static final int PART = 16 << 10;

    private final long limit;
    private final Runnable parts;
    private long bytes;
    private long nextPart = PART;
    private volatile long lastReadNanos = System.nanoTime();

    /** @param parts is run whenever a further part has arrived; a body that trickles in has hardly any parts */
    public MeteredBody(InputStream body, long limit, Runnable parts) {
        super(body);
        this.limit = limit;
        this.parts = parts;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        if (b >= 0) {
            count(1);
        }
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read > 0) {
            count(read);
        }
        return read;
    }

    private void count(int read) throws IOException {
        lastReadNanos = System.nanoTime();
        bytes += read;
        if (bytes >= nextPart) {
            nextPart = bytes + PART;
            parts.run();
        }
        if (bytes > limit) {
            throw new BodyTooLargeException((limit >> 20) + " MiB");
        }
    }

    long bytes() {
        return bytes;
    }

    long lastReadNanos() {
        return lastReadNanos;
    }
}
