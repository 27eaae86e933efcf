package org.ar1.integration.internal.insight;

import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.Subject;
import org.ar1.integration.upstream.ServerResource;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Identifiers of insights: kind, hyphen, and the first 16 hexadecimal digits of SHA-256 over kind, subject type, key and
 * resource, joined by line feeds. The same cause has the same identifier across restarts, and no name gets into a path.
 */
final class Ids {

    private static final int BYTES = 8;

    private Ids() {}

    static String of(InsightKind kind, Subject subject, @Nullable ServerResource resource) {
        String cause =
                String.join("\n", kind.id(), subject.type().id(), subject.key(), resource == null ? "" : resource.id());
        byte[] digest = sha256().digest(cause.getBytes(StandardCharsets.UTF_8));
        return kind.id() + "-" + HexFormat.of().formatHex(digest, 0, BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
