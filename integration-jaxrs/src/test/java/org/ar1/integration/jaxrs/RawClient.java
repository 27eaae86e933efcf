package org.ar1.integration.jaxrs;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends bytes over one connection as long as the server keeps it, and takes only answers that are right HTTP/1.1. */
public final class RawClient implements AutoCloseable {

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.1 ([1-5][0-9]{2}) [ -~]*");
    private static final Pattern FIELD = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\t -~]*)");
    private static final int PATIENCE_MILLIS = 20_000;

    private final URI server;
    private Socket socket;
    private InputStream in;

    public RawClient(URI server) {
        this.server = server;
    }

    /**
     * Sends a request and reads its answer.
     *
     * @return the answer; null when the connection ends without one, a fresh one too
     * @throws IOException when the answer is not HTTP, or too short or too long
     */
    public RawAnswer exchange(FuzzRequest request) throws IOException {
        boolean reused = socket != null;
        RawAnswer answer = attempt(request);
        if (answer == null && reused) {
            answer = attempt(request); // a server may close a connection that it has kept, at any time
        }
        return answer;
    }

    private RawAnswer attempt(FuzzRequest request) throws IOException {
        if (socket == null) {
            socket = new Socket(server.getHost(), server.getPort());
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream(), 65_536);
        }
        if (in.available() > 0) {
            throw new ProtocolException("There is more after the answer before: " + line());
        }
        try {
            try {
                socket.getOutputStream().write(request.bytes());
            } catch (IOException refused) {
                // There may be an answer all the same.
            }
            in.mark(1);
            if (in.read() < 0) {
                close();
                return null;
            }
            in.reset();
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException reset) {
            close();
            return null;
        }
        return answer(request);
    }

    private RawAnswer answer(FuzzRequest request) throws IOException {
        Matcher statusLine = STATUS_LINE.matcher(line());
        if (!statusLine.matches()) {
            throw new ProtocolException("No status line: " + statusLine);
        }
        int status = Integer.parseInt(statusLine.group(1));
        Map<String, List<String>> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            Matcher field = FIELD.matcher(line);
            if (!field.matches()) {
                throw new ProtocolException("No header: " + line);
            }
            headers.computeIfAbsent(field.group(1).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(field.group(2));
        }
        if (status < 200) {
            return answer(request);
        }
        boolean ends = headers.getOrDefault("connection", List.of()).contains("close");
        boolean bodyless = request.method().equals("HEAD") || status == 204 || status == 304;
        byte[] body = bodyless ? new byte[0] : body(headers, ends);
        if (ends) {
            // The JDK's server adds a body when it refuses a HEAD.
            if (in.read() >= 0 && !request.isRefusedByJdk()) {
                throw new ProtocolException("More bytes than stated, after status " + status + " " + headers);
            }
            close();
        }
        return new RawAnswer(status, headers, new String(body, StandardCharsets.ISO_8859_1));
    }

    private byte[] body(Map<String, List<String>> headers, boolean ends) throws IOException {
        List<String> lengths = headers.getOrDefault("content-length", List.of());
        List<String> codings = headers.getOrDefault("transfer-encoding", List.of());
        if (lengths.size() + codings.size() > 1) {
            throw new ProtocolException("Several lengths: " + headers);
        }
        if (!codings.isEmpty()) {
            return chunks();
        }
        if (!lengths.isEmpty()) {
            return exactly(Integer.parseInt(lengths.get(0)));
        }
        if (!ends) {
            throw new ProtocolException("No length: " + headers);
        }
        return in.readAllBytes();
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); ; size = Integer.parseInt(line(), 16)) {
            body.write(exactly(size));
            if (!line().isEmpty()) {
                throw new ProtocolException("A chunk that is longer than stated");
            }
            if (size == 0) {
                return body.toByteArray();
            }
        }
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The answer ends after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("The answer ends within a line: " + line);
            }
            line.write(c);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        if (!text.endsWith("\r")) {
            throw new ProtocolException("A line without carriage return: " + text);
        }
        return text.substring(0, text.length() - 1);
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
