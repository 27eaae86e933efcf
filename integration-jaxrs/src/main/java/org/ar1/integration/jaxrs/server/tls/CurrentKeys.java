package org.ar1.integration.jaxrs.server.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Gives each handshake the key that is current at its start. A handshake asks for an alias first and for its key and
 * certificates later; the alias says of which identity it is, so that both are of the same one even if the file has
 * changed in between. Thread-safe.
 */
final class CurrentKeys extends X509ExtendedKeyManager {

    /** A handshake is over long before as many changes, which are a second apart. */
    private static final int KEPT = 16;

    private final Supplier<Identity> current;
    private final Deque<Numbered> recent = new ArrayDeque<>();
    private long changes;

    private record Numbered(long number, Identity identity) {}

    CurrentKeys(Supplier<Identity> current) {
        this.current = current;
    }

    private synchronized Numbered latest() {
        Identity identity = current.get();
        Numbered last = recent.peekLast();
        if (last != null && last.identity().equals(identity)) {
            return last;
        }
        Numbered next = new Numbered(++changes, identity);
        recent.add(next);
        if (recent.size() > KEPT) {
            recent.remove();
        }
        return next;
    }

    private synchronized @Nullable X509ExtendedKeyManager keys(String alias) {
        long number = Long.parseLong(alias.substring(0, alias.indexOf('.')));
        return recent.stream()
                .filter(one -> one.number() == number)
                .map(one -> one.identity().keys())
                .findFirst()
                .orElse(null);
    }

    private static String own(String alias) {
        return alias.substring(alias.indexOf('.') + 1);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        Numbered latest = latest();
        String alias = latest.identity().keys().chooseEngineServerAlias(keyType, issuers, engine);
        return alias == null ? null : latest.number() + "." + alias;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        X509ExtendedKeyManager keys = keys(alias);
        return keys == null ? null : keys.getCertificateChain(own(alias));
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        X509ExtendedKeyManager keys = keys(alias);
        return keys == null ? null : keys.getPrivateKey(own(alias));
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null; // the JDK's server asks by engine alone
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return chooseEngineServerAlias(keyType, issuers, null);
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
