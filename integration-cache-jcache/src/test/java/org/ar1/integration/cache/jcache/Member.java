package org.ar1.integration.cache.jcache;

import com.hazelcast.cache.ICache;
import com.hazelcast.config.CacheSimpleConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A Hazelcast member on loopback, as an operator would configure one, with its cache; quiet and on a free port. */
final class Member implements AutoCloseable {

    private static final String CACHE = "integration";

    private final HazelcastInstance hazelcast;
    private final ICache<String, byte[]> cache;

    private Member(HazelcastInstance hazelcast) {
        this.hazelcast = hazelcast;
        this.cache = hazelcast.getCacheManager().getCache(CACHE);
    }

    /** The first one of a new cluster. */
    static Member alone() {
        return start("test-" + UUID.randomUUID());
    }

    /** One that is to join others. */
    static Member joining(Member... others) {
        Member member = start(
                others[0].hazelcast.getConfig().getClusterName(),
                Arrays.stream(others).map(Member::address).toArray(String[]::new));
        if (member.hazelcast.getCluster().getMembers().size() != others.length + 1) {
            member.close();
            throw new IllegalStateException("It did not join");
        }
        return member;
    }

    /** One of a cluster, whose other members are at these addresses. */
    static Member start(String cluster, String... others) {
        Config config = new Config();
        config.setClusterName(cluster);
        config.setProperty("hazelcast.logging.type", "none");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.setProperty("hazelcast.partition.count", "31");
        NetworkConfig network = config.getNetworkConfig();
        network.setPort(0).getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        network.getJoin().getAutoDetectionConfig().setEnabled(false);
        network.getJoin().getMulticastConfig().setEnabled(false);
        network.getJoin().getTcpIpConfig().setEnabled(true);
        for (String other : others) {
            network.getJoin().getTcpIpConfig().addMember(other);
        }
        config.addCacheConfig(new CacheSimpleConfig(CACHE).setBackupCount(1));
        return new Member(Hazelcast.newHazelcastInstance(config));
    }

    String address() {
        return "127.0.0.1:"
                + hazelcast.getCluster().getLocalMember().getAddress().getPort();
    }

    ICache<String, byte[]> cache() {
        return cache;
    }

    /** Waits until every value of this and of another member has its backup. */
    void awaitBackupsWith(Member other) {
        awaitBackups();
        other.awaitBackups();
    }

    private void awaitBackups() {
        if (!hazelcast.getPartitionService().forceLocalMemberToBeSafe(Stages.PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The backups did not get ready");
        }
    }

    /** Dies as in a crash: tells nobody, and hands nothing over. */
    void kill() {
        hazelcast.getLifecycleService().terminate();
    }

    @Override
    public void close() {
        kill();
    }
}
