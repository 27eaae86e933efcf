package org.ar1.integration.jaxrs.server.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.ar1.integration.internal.file.InvalidFileException;
import org.ar1.integration.internal.file.SmallFile;
import org.ar1.integration.internal.text.Sha256;
import org.jspecify.annotations.Nullable;

/** Who may read: names, each with the digest of a token. The tokens themselves are nowhere. Immutable. */
final class Tokens {

    private static final String LINE =
            "a name of 1 to 64 letters, digits, dots, underscores and hyphens, a space, and the"
                    + " SHA-256 of the token in 64 hexadecimal digits, as \"printf %s TOKEN | sha256sum\" shows it";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern DIGEST = Pattern.compile("[0-9A-Fa-f]{64}");

    /** A name may have several tokens, so that one can be replaced by another without a gap. */
    private static final class Entry {
        private final String name;
        private final byte[] digest;

        Entry(String name, byte[] digest) {
            this.name = name;
            this.digest = digest;
        }
    }

    private final List<Entry> entries;

    private Tokens(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    static Tokens parse(byte[] content) throws InvalidFileException {
        List<Entry> entries = new ArrayList<>();
        Set<ByteBuffer> seen = new HashSet<>();
        int number = 0;
        for (String line : SmallFile.lines(content, LINE)) {
            number++;
            if (SmallFile.isBlank(line)) {
                continue;
            }
            String[] words = line.strip().split("\\s+", -1);
            if (words.length != 2
                    || !NAME.matcher(words[0]).matches()
                    || !DIGEST.matcher(words[1]).matches()) {
                throw new InvalidFileException("line " + number + " is wrong: it must be " + LINE);
            }
            byte[] digest = HexFormat.of().parseHex(words[1]);
            if (!seen.add(ByteBuffer.wrap(digest))) {
                throw new InvalidFileException(
                        "line " + number + " has a token that stands before: give everyone their own");
            }
            entries.add(new Entry(words[0], digest));
        }
        if (entries.isEmpty()) {
            throw new InvalidFileException("there is no token in it: add a line with " + LINE);
        }
        return new Tokens(entries);
    }

    /** How many there are. */
    int size() {
        return entries.size();
    }

    /**
     * Finds the name of a token. Every entry is compared, in a time that does not depend on how much of the token is
     * right.
     *
     * @return the name; null when the token is unknown
     */
    @Nullable
    String bearer(String token) {
        byte[] digest = Sha256.of(token.getBytes(StandardCharsets.UTF_8));
        String bearer = null;
        for (Entry entry : entries) {
            if (MessageDigest.isEqual(entry.digest, digest)) {
                bearer = entry.name;
            }
        }
        return bearer;
    }
}
