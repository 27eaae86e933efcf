package org.ar1.integration.internal.insight;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.Subject;
import org.ar1.integration.internal.text.Sha256;
import org.ar1.integration.upstream.ServerResource;
import org.jspecify.annotations.Nullable;

/**
 * Identifiers of insights: kind, hyphen, and the first 16 hexadecimal digits of SHA-256 over kind, subject type, key
 * and resource, joined by line feeds. The same cause has the same identifier across restarts, and no name gets into a
 * path.
 */
final class Ids {

    private static final int BYTES = 8;

    private Ids() {}

    static String of(InsightKind kind, Subject subject, @Nullable ServerResource resource) {
        String cause =
                String.join("\n", kind.id(), subject.type().id(), subject.key(), resource == null ? "" : resource.id());
        byte[] digest = Sha256.of(cause.getBytes(StandardCharsets.UTF_8));
        return kind.id() + "-" + HexFormat.of().formatHex(digest, 0, BYTES);
    }
}
