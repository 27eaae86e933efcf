package org.ar1.integration.jaxrs;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A request as it goes over the wire, a character a byte; the body is the bytes after the head, framed already. */
public record FuzzRequest(String method, String target, String version, List<Header> headers, String body) {

    private static final int SHOWN = 200;
    private static final int MOST_HEADERS = 200;
    private static final int LARGEST_HEAD = 65_536;

    record Header(String name, String value) {

        boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }
    }

    public FuzzRequest {
        headers = List.copyOf(headers);
    }

    public static FuzzRequest get(String target) {
        return new FuzzRequest("GET", target, "HTTP/1.1", List.of(new Header("Host", "x")), "");
    }

    public byte[] bytes() {
        StringBuilder request = new StringBuilder(method + " " + target + " " + version + "\r\n");
        headers.forEach(header -> request.append(header.name())
                .append(": ")
                .append(header.value())
                .append("\r\n"));
        return request.append("\r\n").append(body).toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    public List<String> values(String header) {
        return headers.stream().filter(h -> h.is(header)).map(Header::value).toList();
    }

    public FuzzRequest withMethod(String other) {
        return new FuzzRequest(other, target, version, headers, body);
    }

    /** The path as the server's handlers see it; none when the JDK's server cannot read the target or knows no such. */
    public Optional<String> path() {
        try {
            return Optional.ofNullable(uri().getRawPath())
                    .filter(path -> path.startsWith("/"))
                    .map(path -> target.startsWith("//") ? target.replaceFirst("[ ?#].*", "") : path)
                    .map(FuzzRequest::withoutNeedlessEscapes);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String withoutNeedlessEscapes(String path) {
        return Pattern.compile("%([0-9A-Fa-f]{2})").matcher(path).replaceAll(escape -> {
            String character = Character.toString(Integer.parseInt(escape.group(1), 16));
            return Matcher.quoteReplacement(character.matches("[A-Za-z0-9._~-]") ? character : escape.group());
        });
    }

    /** What the server answers before it looks for the path: 400, 501 or 505; none when the request is one. */
    public Optional<Integer> refusal() {
        List<String> hosts = values("Host");
        boolean wrongHost = hosts.isEmpty()
                ? !version.equals("HTTP/1.0")
                : hosts.size() > 1 || !hosts.get(0).strip().matches("[A-Za-z0-9._:]*");
        if (!method.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")
                || !target.matches("(/|(?i:http)://[A-Za-z0-9.~_%!$&'()*+,;=-]+:?[0-9]*/).*")
                || target.replaceFirst(" .*", "").contains("#")
                || !version.matches("HTTP/1\\.[01]")
                || wrongHost) {
            return Optional.of(400);
        }
        boolean known = List.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH")
                .contains(method);
        return known ? Optional.empty() : Optional.of(501);
    }

    /** The JDK's server takes what follows a space for the version, which it does not care about. */
    private URI uri() throws URISyntaxException {
        return new URI(target.replaceFirst(" .*", ""));
    }

    /** A URI without a path, on which the JDK's server closes the connection without a word. */
    public boolean isOpaque() {
        try {
            return uri().isOpaque();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Larger than the bounds, where the JDK's server closes the connection without a word; it counts a bit more. */
    public boolean isTooLarge() {
        int size = method.length() + target.length() + version.length() + 2;
        for (Header header : headers) {
            size += header.name().length() + header.value().length() + 2 + 32;
        }
        return size >= LARGEST_HEAD - 64 || headers.size() > MOST_HEADERS - 1;
    }

    /** What the JDK's server refuses by itself, so that nothing of ours comes to see it. */
    public boolean isRefusedByJdk() {
        Predicate<String> length = value -> value.matches("\\+?[0-9]{1,18}");
        List<String> lengths = values("Content-Length");
        List<String> codings = values("Transfer-Encoding");
        return path().isEmpty()
                || !lengths.stream().allMatch(length)
                || lengths.size() > 1
                || (!lengths.isEmpty() && !codings.isEmpty())
                || codings.size() > 1
                || !codings.stream().allMatch("chunked"::equalsIgnoreCase);
    }

    public boolean accepts(String coding) {
        return values("Accept-Encoding").stream()
                .map(value -> value.toLowerCase(Locale.ROOT))
                .anyMatch(value -> value.contains(coding) || value.contains("*"));
    }

    /** The same with one thing less, to find what a failure needs. */
    public List<FuzzRequest> smaller() {
        List<FuzzRequest> smaller = new ArrayList<>();
        if (!body.isEmpty()) {
            List<Header> unframed = headers.stream()
                    .filter(h -> !h.is("Content-Length") && !h.is("Transfer-Encoding"))
                    .toList();
            smaller.add(new FuzzRequest(method, target, version, unframed, ""));
        }
        for (int i = 0; i < headers.size(); i++) {
            if (!body.isEmpty() && headers.get(i).name().matches("(?i)content-length|transfer-encoding")) {
                continue; // without it the body would be the next request
            }
            List<Header> fewer = new ArrayList<>(headers);
            fewer.remove(i);
            smaller.add(new FuzzRequest(method, target, version, fewer, body));
        }
        if (!method.equals("GET")) {
            smaller.add(withMethod("GET"));
        }
        int query = target.indexOf('?');
        if (query >= 0) {
            smaller.add(new FuzzRequest(method, target.substring(0, query), version, headers, body));
        }
        for (int cut = target.length() / 2; cut > 0; cut /= 2) {
            String shorter = target.substring(0, target.length() - cut);
            smaller.add(new FuzzRequest(method, shorter, version, headers, body));
        }
        return smaller;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(shown(method + " " + target + " " + version));
        headers.forEach(header -> text.append("\n    ").append(shown(header.name() + ": " + header.value())));
        return text + (body.isEmpty() ? "" : "\n    and a body of " + body.length() + " bytes: " + shown(body));
    }

    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.chars()
                .limit(SHOWN)
                .forEach(c -> shown.append(c < ' ' || c > '~' ? String.format("\\x%02x", c) : (char) c));
        return shown + (text.length() > SHOWN ? "... (" + text.length() + ")" : "");
    }
}
