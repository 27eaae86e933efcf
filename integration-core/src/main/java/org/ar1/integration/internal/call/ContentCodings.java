package org.ar1.integration.internal.call;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.ar1.integration.spi.HttpTransport.Response;

/** What was done to a body on its way (RFC 9110, section 8.4), and how it is undone. */
public final class ContentCodings {

    private static final int GZIP_1 = 0x1f;
    private static final int GZIP_2 = 0x8b;

    private ContentCodings() {}

    /**
     * The body as it was before gzip. A body that does not begin as gzip does is taken as it is, since a transport may
     * have inflated it and left the field.
     *
     * @throws MalformedBodyException when the body comes in a coding that is not known here
     */
    public static InputStream decoded(Response response, InputStream body) throws IOException {
        List<String> codings = codings(response.headers());
        if (codings.isEmpty()) {
            return body;
        }
        String coding = codings.get(0);
        if (codings.size() > 1 || !(coding.equals("gzip") || coding.equals("x-gzip"))) {
            throw new MalformedBodyException("its content coding is neither gzip nor none");
        }
        PushbackInputStream start = new PushbackInputStream(body, 2);
        byte[] magic = start.readNBytes(2);
        start.unread(magic);
        boolean isGzip = magic.length == 2 && (magic[0] & 0xff) == GZIP_1 && (magic[1] & 0xff) == GZIP_2;
        return isGzip ? new GzipBody(start) : start;
    }

    private static List<String> codings(Map<String, List<String>> headers) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Content-Encoding"))
                .flatMap(header -> header.getValue().stream())
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
                .filter(coding -> !coding.isEmpty() && !coding.equals("identity"))
                .toList();
    }
}
