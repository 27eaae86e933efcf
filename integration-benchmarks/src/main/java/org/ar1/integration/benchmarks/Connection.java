package org.ar1.integration.benchmarks;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One connection to a server, asked again and again. Costs as little as it can; not thread-safe. */
final class Connection implements AutoCloseable {

    private static final int SILENCE_MILLIS = 30_000;

    private final Socket socket;
    private final InputStream in;

    /** Connects; of the URI only host and port count. */
    Connection(URI uri) throws IOException {
        this.socket = new Socket(uri.getHost(), uri.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(SILENCE_MILLIS);
        this.in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    }

    /**
     * A request, to be sent any number of times.
     *
     * @param headers request headers as lines
     */
    static byte[] request(URI uri, List<String> headers) {
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        StringBuilder text =
                new StringBuilder("GET " + uri.getRawPath() + query + " HTTP/1.1\r\nHost: " + uri.getAuthority());
        headers.forEach(header -> text.append("\r\n").append(header));
        return text.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Asks once, on a connection of its own. */
    static Answer once(URI uri, List<String> headers) throws IOException {
        try (Connection connection = new Connection(uri)) {
            return connection.ask(request(uri, headers));
        }
    }

    /** Sends a request, and reads the answer to its end. */
    Answer ask(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        List<String> headers = new ArrayList<>();
        int length = 0;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            headers.add(header);
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            } else if (header.toLowerCase(Locale.ROOT).startsWith("transfer-encoding:")) {
                chunked = true;
            }
        }
        if (chunked) {
            return new Answer(status, headers, chunks());
        }
        byte[] body = status == 304 ? new byte[0] : in.readNBytes(length);
        if (status != 304 && body.length < length) {
            throw new EOFException("The answer was cut off");
        }
        return new Answer(status, headers, body);
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int length;
        do {
            length = Integer.parseInt(line(), 16);
            body.write(in.readNBytes(length));
            line();
        } while (length > 0);
        return body.toByteArray();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The connection was closed");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
