package org.ar1.integration.testkit;

import java.time.Duration;
import java.time.Instant;
import org.ar1.integration.testkit.Campus.Server;
import org.jspecify.annotations.Nullable;

/**
 * What a server used at a time, all its labs together.
 *
 * @param cpu used CPU, or null
 * @param memory used memory, or null
 * @param disk used disk, or null
 */
record ServerUsage(
        @Nullable Double cpu,
        @Nullable Double memory,
        @Nullable Double disk) {

    private static final double JITTER = 0.03;

    /** The usage that the campus states: that of the latest check. */
    static ServerUsage now(Server server) {
        return new ServerUsage(server.cpuUsage(), server.memoryUsage(), server.diskUsage());
    }

    /** The usage some time before the latest check; it passes a maximum only if it does so now. */
    static ServerUsage before(Server server, Instant checked, Instant time) {
        LoadPattern load = server.load();
        Duration age = Duration.between(time, checked);
        double jitter = JITTER * LoadProfile.noise(time.getEpochSecond() ^ (server.id() << 40));
        double cpu = (1 + jitter) * LoadProfile.cpu(load, time) / LoadProfile.cpu(load, checked);
        double memory = (1 + jitter / 3) * LoadProfile.memory(load, time) / LoadProfile.memory(load, checked);
        double extraNow = LoadProfile.extraCpu(load, server.maxCpu(), Duration.ZERO);
        double extraThen = LoadProfile.extraCpu(load, server.maxCpu(), age);
        return new ServerUsage(
                then(server.cpuUsage(), server.maxCpu(), now -> (now - extraNow) * cpu + extraThen),
                then(server.memoryUsage(), server.maxMemory(), now -> now * memory),
                then(
                        server.diskUsage(),
                        server.maxDisk(),
                        now -> Math.max(0, now - LoadProfile.diskGrowth(load, server.maxDisk(), age))));
    }

    private interface Past {
        double of(double now);
    }

    private static @Nullable Double then(@Nullable Double now, @Nullable Double max, Past past) {
        if (now == null) {
            return null;
        }
        double then = LoadProfile.rounded(past.of(now));
        return max != null && max > 0 && now <= max ? Math.min(then, max) : then;
    }

    /** The running total of some of the labs. */
    ServerUsage share(double share) {
        return new ServerUsage(part(cpu, share), part(memory, share), part(disk, share));
    }

    private static @Nullable Double part(@Nullable Double whole, double share) {
        return whole == null || share == 1 ? whole : (Double) LoadProfile.rounded(whole * share);
    }
}
