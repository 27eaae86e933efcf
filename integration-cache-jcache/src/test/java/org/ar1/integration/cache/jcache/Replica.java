package org.ar1.integration.cache.jcache;

import java.io.IOException;
import java.io.OutputStream;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.jaxrs.IntegrationServer;

/**
 * A process that is one replica of the Integration Service: says where it answers and where its Hazelcast member is, and
 * lives as long as its input is open.
 */
final class Replica {

    private Replica() {}

    /** The cluster's name, then the addresses of its other members. */
    public static void main(String[] arguments) throws IOException {
        String[] others = new String[arguments.length - 1];
        System.arraycopy(arguments, 1, others, 0, others.length);
        IntegrationConfig config = IntegrationConfig.fromEnvironment();
        try (Member member = Member.start(arguments[0], others);
                JCacheSharedCache shared = JCacheSharedCache.over(member.cache());
                IntegrationClient client = IntegrationClient.builder()
                        .config(config)
                        .sharedCache(shared)
                        .build();
                IntegrationServer server = IntegrationServer.start(config, client)) {
            System.out.println(server.uri() + " " + member.address());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
