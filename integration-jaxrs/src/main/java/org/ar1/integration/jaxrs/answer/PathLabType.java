package org.ar1.integration.jaxrs.answer;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.ar1.integration.jaxrs.http.InvalidParameterException;

/**
 * The lab type at the end of a path. It is read from the raw path, since JAX-RS cuts off what follows a semicolon and
 * replaces bytes that are not UTF-8, while lab types are matched exactly.
 */
public final class PathLabType {

    static final String PARAMETER = "lab_type";

    private PathLabType() {}

    /** The last segment of a path, as it was sent. */
    public static String last(String rawPath) {
        String path = rawPath.endsWith("/") ? rawPath.substring(0, rawPath.length() - 1) : rawPath;
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /**
     * Decodes a segment; a plus is a plus.
     *
     * @throws InvalidParameterException when the segment is not percent-encoded UTF-8
     */
    public static String decode(String segment) {
        if (isItself(segment)) {
            return segment;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(segment.length());
        int at = 0;
        while (at < segment.length()) {
            if (segment.charAt(at) == '%') {
                bytes.write(hexByte(segment, at + 1));
                at += 3;
            } else {
                int next = segment.indexOf('%', at);
                int end = next < 0 ? segment.length() : next;
                bytes.writeBytes(segment.substring(at, end).getBytes(StandardCharsets.UTF_8));
                at = end;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed();
        }
    }

    private static boolean isItself(String segment) {
        for (int i = 0; i < segment.length(); i++) {
            if (segment.charAt(i) == '%' || segment.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static int hexByte(String segment, int at) {
        if (at + 2 > segment.length()
                || !HexFormat.isHexDigit(segment.charAt(at))
                || !HexFormat.isHexDigit(segment.charAt(at + 1))) {
            throw malformed();
        }
        return HexFormat.fromHexDigits(segment, at, at + 2);
    }

    private static InvalidParameterException malformed() {
        return new InvalidParameterException(
                PARAMETER, "The parameter " + PARAMETER + " is not percent-encoded UTF-8.");
    }
}
