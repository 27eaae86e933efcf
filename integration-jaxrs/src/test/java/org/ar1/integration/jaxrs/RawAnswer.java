package org.ar1.integration.jaxrs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** An answer as it came over the wire; a character of the body is a byte. */
public record RawAnswer(int status, Map<String, List<String>> headers, String body) {

    public String first(String header) {
        List<String> values = headers.get(header.toLowerCase(Locale.ROOT));
        return values == null ? null : values.get(0);
    }

    public boolean isCompressed() {
        return "gzip".equals(first("Content-Encoding"));
    }

    /** The body as text, decompressed; whatever is neither gzip nor UTF-8 is a fault. */
    public String text() throws IOException {
        byte[] content = body.getBytes(StandardCharsets.ISO_8859_1);
        if (isCompressed() && content.length > 0) {
            try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(content))) {
                content = gzip.readAllBytes();
            }
        }
        return "image/png".equals(first("Content-Type"))
                ? ""
                : StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(content))
                        .toString();
    }

    /** Those about the content and not about the way it came. */
    public HttpHeaders endToEnd() {
        Map<String, List<String>> kept = new TreeMap<>(headers);
        kept.keySet().removeAll(List.of("connection", "keep-alive", "transfer-encoding", "content-encoding"));
        return HttpHeaders.of(kept, (name, value) -> true);
    }

    @Override
    public String toString() {
        return status + " "
                + headers.entrySet().stream()
                        .map(header -> header.getKey() + ": " + String.join(" | ", header.getValue()))
                        .collect(Collectors.joining(", "))
                + " and " + body.length() + " bytes: "
                + body.substring(0, Math.min(body.length(), 500));
    }
}
