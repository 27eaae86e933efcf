package org.ar1.integration.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A body of unknown length in the chunks of HTTP/1.1; {@link #finish} ends it, {@code close} does not. */
final class ChunkedOutput extends OutputStream {

    private static final int CHUNK = 16 * 1024;
    private static final byte[] END = "0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final OutputStream out;
    private final byte[] chunk = new byte[CHUNK];
    private int length;

    ChunkedOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        if (length == CHUNK) {
            send();
        }
        chunk[length++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        int done = 0;
        while (done < count) {
            if (length == CHUNK) {
                send();
            }
            int step = Math.min(count - done, CHUNK - length);
            System.arraycopy(bytes, offset + done, chunk, length, step);
            length += step;
            done += step;
        }
    }

    private void send() throws IOException {
        out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.write(chunk, 0, length);
        out.write('\r');
        out.write('\n');
        length = 0;
    }

    void finish(Runnable beforeEnd) throws IOException {
        if (length > 0) {
            send();
        }
        beforeEnd.run();
        out.write(END);
    }
}
