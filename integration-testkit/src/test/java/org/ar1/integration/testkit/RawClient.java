package org.ar1.integration.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One connection, byte by byte. */
final class RawClient implements AutoCloseable {

    private final Socket socket;

    RawClient(SampleCampus campus, SampleService service) throws IOException {
        socket =
                new Socket(InetAddress.getLoopbackAddress(), campus.url(service).getPort());
        socket.setSoTimeout(10_000);
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    void get(String path) throws IOException {
        send("GET " + path + " HTTP/1.1\r\nHost: campus\r\n\r\n");
    }

    /** The next byte, or -1. */
    int read() throws IOException {
        return socket.getInputStream().read();
    }

    /** The status line and the headers. */
    String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = read();
            if (next < 0) {
                throw new IOException("Ended after: " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    String text(int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.UTF_8);
    }

    /** An answer with a {@code Content-Length}. */
    String answer() throws IOException {
        String head = head();
        return head + text(contentLength(head));
    }

    static int contentLength(String head) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, "content-length:", 0, 15))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElseThrow();
    }

    String rest() throws IOException {
        InputStream in = socket.getInputStream();
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
