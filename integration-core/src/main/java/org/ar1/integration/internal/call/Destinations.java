package org.ar1.integration.internal.call;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which of the addresses of a host requests go to, for {@code java.net.http} tries the first only: the first one that
 * accepts a connection (RFC 8305 in its simple form). {@code localhost} stands for both loopback addresses, whatever
 * the machine's hosts file says.
 *
 * <p>Another address than the first is put into the request's URI, so that its {@code Host} field has to be set by
 * hand. The JDK allows that only with {@code -Djdk.httpclient.allowRestrictedHeaders=host}; without, the name is left
 * to the client unless all addresses are this machine's, where a server seldom looks at the field. With {@code https}
 * the name is always left to the client, which needs it for the certificate.
 */
final class Destinations {

    /** Finds the addresses of a name. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /**
     * Where requests to a host go.
     *
     * @param address the address to put into the URI; null to leave the name to the client
     * @param chosen whether there was a choice, and so another one may be made
     */
    record Destination(@Nullable InetAddress address, boolean chosen) {

        private static final Destination BY_NAME = new Destination(null, false);

        /** The URI with the address in place of the name. */
        URI of(URI uri) {
            if (address == null) {
                return uri;
            }
            String literal =
                    address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            return URI.create(uri.getScheme() + "://" + literal + port + uri.getRawPath() + query);
        }
    }

    private record Known(CompletableFuture<Destination> destination, long sinceNanos) {}

    /** As long as the JDK itself remembers the addresses of a name. */
    private static final Duration KEPT = Duration.ofSeconds(30);

    private static final int HTTP_PORT = 80;
    private static final String LOCALHOST = "localhost";

    private final Resolver resolver;
    private final Duration connectTimeout;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    Destinations(Resolver resolver, Duration connectTimeout) {
        this.resolver = resolver;
        this.connectTimeout = connectTimeout;
    }

    /** The destination of a request; the future fails when no address accepts a connection within the time for that. */
    CompletableFuture<Destination> of(URI uri) {
        String host = uri.getHost();
        if (host == null || !"http".equalsIgnoreCase(uri.getScheme()) || isAddress(host)) {
            return CompletableFuture.completedFuture(Destination.BY_NAME);
        }
        return known.compute(key(uri), (key, last) -> last != null && isCurrent(last) ? last : find(uri))
                .destination();
    }

    private static boolean isCurrent(Known last) {
        return !last.destination().isCompletedExceptionally() && System.nanoTime() - last.sinceNanos() < KEPT.toNanos();
    }

    /** Forgets a destination that could not be connected to; the next request finds one again. */
    void forget(URI uri) {
        known.remove(key(uri));
    }

    /** Whether a URI says by its host, without looking it up, that what it names is on this machine. */
    static boolean isThisMachine(URI uri) {
        String host = uri.getHost();
        return host != null
                && (host.equalsIgnoreCase(LOCALHOST)
                        || (isAddress(host) && (host.startsWith("127.") || host.equals("[::1]"))));
    }

    private static String key(URI uri) {
        return uri.getHost() + ":" + uri.getPort();
    }

    private static boolean isAddress(String host) {
        return host.startsWith("[") || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    /** On a thread of its own, since resolving a name blocks. */
    private Known find(URI uri) {
        CompletableFuture<Destination> found = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        found.complete(choose(uri));
                    } catch (IOException | RuntimeException | Error e) {
                        found.completeExceptionally(e);
                    }
                },
                "integration-connect");
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            found.complete(Destination.BY_NAME); // there are no threads left
        }
        return new Known(found, System.nanoTime());
    }

    private Destination choose(URI uri) throws IOException {
        List<InetAddress> resolved;
        try {
            resolved = Arrays.asList(resolver.resolve(uri.getHost()));
        } catch (UnknownHostException e) {
            return Destination.BY_NAME; // the client says so too
        }
        Set<InetAddress> addresses = new LinkedHashSet<>(resolved);
        if (uri.getHost().equalsIgnoreCase(LOCALHOST)) {
            addresses.add(InetAddress.getByAddress(LOCALHOST, new byte[] {127, 0, 0, 1}));
            addresses.add(
                    InetAddress.getByAddress(LOCALHOST, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}));
        }
        if (addresses.size() < 2 || !(canSetHost() || addresses.stream().allMatch(InetAddress::isLoopbackAddress))) {
            return Destination.BY_NAME;
        }
        int port = uri.getPort() < 0 ? HTTP_PORT : uri.getPort();
        InetAddress accepting = FirstToAccept.of(addresses, port, connectTimeout);
        return new Destination(accepting.equals(resolved.get(0)) ? null : accepting, true);
    }

    /** Whether this JVM lets a request have a {@code Host} field of its own. */
    static boolean canSetHost() {
        try {
            HttpRequest.newBuilder().setHeader("Host", LOCALHOST);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
