package org.ar1.integration.internal.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that counts its bytes, refuses more than its limit, and knows when it last gave some. */
final class MeteredBody extends FilterInputStream {

    private final long limit;
    private long bytes;
    private volatile long lastReadNanos = System.nanoTime();

    MeteredBody(InputStream body, long limit) {
        super(body);
        this.limit = limit;
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
