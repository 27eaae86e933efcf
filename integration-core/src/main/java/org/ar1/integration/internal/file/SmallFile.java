package org.ar1.integration.internal.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.ar1.integration.internal.text.Printable;

/** Reads files of at most a megabyte. */
public final class SmallFile {

    private static final int LARGEST = 1 << 20;
    private static final String UNREADABLE =
            "it cannot be read: name a regular file that is there, and that this process may read";

    private SmallFile() {}

    /** The path that a text names; empty when it is none. */
    public static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * The content of a file.
     *
     * @throws IOException when it is no regular file, longer than a megabyte or unreadable
     */
    public static byte[] read(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new IOException("no regular file"); // to open a pipe would wait for somebody to write to it
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] content = in.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                throw new IOException("longer than " + LARGEST + " bytes");
            }
            return content;
        }
    }

    /**
     * The lines of a content, numbered from 0, without a byte order mark.
     *
     * @param expected what a line must be, for the message
     * @throws InvalidFileException when it is not UTF-8
     */
    public static String[] lines(byte[] content, String expected) throws InvalidFileException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\\R", -1);
        } catch (CharacterCodingException e) {
            throw new InvalidFileException(
                    "it is not text in UTF-8: write it anew, a line for each one with " + expected);
        }
    }

    /** Whether a line holds nothing but a comment or white space. */
    public static boolean isBlank(String line) {
        String stripped = line.strip();
        return stripped.isEmpty() || stripped.startsWith("#");
    }

    /** The refusal of a file, as the rest of a sentence that begins with its setting. */
    public static String refusal(Path path, Exception failure) {
        String reason = failure instanceof InvalidFileException invalid ? invalid.reason() : UNREADABLE;
        return "is \"" + Printable.value(path) + "\", but " + reason;
    }
}
