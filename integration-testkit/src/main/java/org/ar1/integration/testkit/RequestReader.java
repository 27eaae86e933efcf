package org.ar1.integration.testkit;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the requests of one connection, one after another. */
final class RequestReader {

    private static final int MAX_HEAD = 64 * 1024;
    private static final int IDLE_MILLIS = 5000;

    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[8192];
    private int position;
    private int limit;

    RequestReader(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        socket.setSoTimeout(IDLE_MILLIS);
    }

    /** The next request with its body skipped, or null at the end, be it of the stream or of patience. */
    @Nullable
    Request next() throws IOException {
        try {
            if (position == limit && !fill()) {
                return null;
            }
            return read();
        } catch (SocketTimeoutException idle) {
            return null;
        }
    }

    private Request read() throws IOException {
        int[] left = {MAX_HEAD};
        String[] start = line(left).split(" ", -1);
        if (start.length != 3 || !start[2].startsWith("HTTP/1.") || !start[1].startsWith("/")) {
            throw new IOException("Not an HTTP/1 request line");
        }
        Map<String, String> headers = new HashMap<>();
        for (String line = line(left); !line.isEmpty(); line = line(left)) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("Not a header line");
            }
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (first, second) -> first + ", " + second);
        }
        if (headers.containsKey("transfer-encoding")) {
            throw new IOException("The sample services take no chunked requests");
        }
        skip(headers.getOrDefault("content-length", "0"));
        String connection = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
        boolean persistent =
                !connection.contains("close") && (start[2].equals("HTTP/1.1") || connection.contains("keep-alive"));
        return new Request(start[0], start[1], headers, persistent);
    }

    private String line(int[] left) throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            if (position == limit && !fill()) {
                throw new EOFException("The head is cut off");
            }
            char next = (char) (buffer[position++] & 0xff);
            if (--left[0] < 0) {
                throw new IOException("The head is too large");
            }
            if (next == '\n') {
                int end = line.length();
                if (end > 0 && line.charAt(end - 1) == '\r') {
                    line.setLength(end - 1);
                }
                return utf8(line);
            }
            line.append(next);
        }
    }

    /** Headers are read as UTF-8, so that a raw, unescaped path is readable in the counts. */
    private static String utf8(StringBuilder latin) {
        return new String(latin.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private void skip(String contentLength) throws IOException {
        long left;
        try {
            left = Long.parseLong(contentLength);
        } catch (NumberFormatException e) {
            throw new IOException("Not a length", e);
        }
        while (left > 0) {
            if (position == limit && !fill()) {
                throw new EOFException("The body is cut off");
            }
            int step = (int) Math.min(left, limit - position);
            position += step;
            left -= step;
        }
    }

    private boolean fill() throws IOException {
        int count = in.read(buffer, 0, buffer.length);
        position = 0;
        limit = Math.max(count, 0);
        return count > 0;
    }

    /** Whether the other side has closed the connection; looks for a millisecond. */
    boolean peerGone() {
        if (position < limit) {
            return false;
        }
        try {
            socket.setSoTimeout(1);
            try {
                return !fill();
            } catch (SocketTimeoutException stillThere) {
                return false;
            } finally {
                socket.setSoTimeout(IDLE_MILLIS);
            }
        } catch (IOException e) {
            return true;
        }
    }
}
