package org.ar1.integration.cache.jcache;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.jaxrs.server.ServerConfig;

/**
 * A process that is one replica of the Integration Service: says where it answers and where its Hazelcast member is, and
 * lives as long as its input is open. Each line of that is a time to set its clock forward by, and is repeated when that
 * is done.
 */
final class Replica {

    private Replica() {}

    /** The cluster's name, then the addresses of its other members. */
    public static void main(String[] arguments) throws IOException {
        String[] others = new String[arguments.length - 1];
        System.arraycopy(arguments, 1, others, 0, others.length);
        IntegrationConfig config = IntegrationConfig.fromEnvironment();
        AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
        InstantSource clock = () -> Instant.now().plus(ahead.get());
        ExecutorService calls = Executors.newFixedThreadPool(4, task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        });
        try (Member member = Member.start(arguments[0], others);
                JCacheSharedCache shared = JCacheSharedCache.over(member.cache(), calls, clock);
                IntegrationClient client = IntegrationClient.builder()
                        .config(config)
                        .clock(clock)
                        .sharedCache(shared)
                        .build();
                IntegrationServer server = IntegrationServer.builder()
                        .config(config)
                        .server(ServerConfig.fromEnvironment())
                        .client(client)
                        .start()) {
            System.out.println(server.uri() + " " + member.address());
            BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                awaitNoLease(member);
                ahead.set(ahead.get().plus(Duration.parse(line)));
                System.out.println(line);
            }
        }
    }

    /** A lease is given back a moment after its value is answered; before that the time of its holder must not change. */
    private static void awaitNoLease(Member member) {
        while (StreamSupport.stream(member.cache().spliterator(), false)
                .filter(entry -> entry.getKey().endsWith(" lease"))
                .map(entry -> new String(StoredValue.value(entry.getValue()), StandardCharsets.UTF_8))
                .anyMatch(held -> !held.startsWith("denied "))) {
            Thread.onSpinWait();
        }
    }
}
