package org.ar1.integration.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request.
 *
 * @param target path and query as sent
 * @param headers by lower-case name
 */
record Request(String method, String target, Map<String, String> headers, boolean persistent) {

    boolean isHead() {
        return method.equals("HEAD");
    }

    /** The path as sent, without the query. */
    String rawPath() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    String path() {
        return decode(rawPath());
    }

    @Nullable
    String header(String lowerCaseName) {
        return headers.get(lowerCaseName);
    }

    /** The last value of a query parameter. */
    @Nullable
    String query(String name) {
        int start = target.indexOf('?');
        String value = null;
        if (start >= 0) {
            for (String pair : target.substring(start + 1).split("&", -1)) {
                int equals = pair.indexOf('=');
                if (decode(equals < 0 ? pair : pair.substring(0, equals)).equals(name)) {
                    value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                }
            }
        }
        return value;
    }

    /** Percent-decoding as lenient as the real frameworks': what is no escape stays as it is. */
    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] from = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream to = new ByteArrayOutputStream(from.length);
        for (int i = 0; i < from.length; i++) {
            int high = from[i] == '%' && i + 2 < from.length ? Character.digit(from[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(from[i + 2], 16);
            if (low < 0) {
                to.write(from[i]);
            } else {
                to.write((high << 4) | low);
                i += 2;
            }
        }
        return to.toString(StandardCharsets.UTF_8);
    }
}
