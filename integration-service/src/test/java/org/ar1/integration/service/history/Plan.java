package org.ar1.integration.service.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleService;

/**
 * What disturbs a run, and when; the same seed gives the same plan.
 *
 * @param length how long the run takes
 * @param ahead the number of the replica whose clock is {@link #SKEW} ahead of the others; {@link #NONE} for none
 * @param disturbances in the order of their start
 * @param faults in the order of their start
 */
record Plan(long seed, long length, int ahead, List<Disturbance> disturbances, List<ServiceFault> faults) {

    static final int REPLICAS = 3;
    static final int NONE = -1;
    static final long SKEW = 2000;

    /** The first numbers drawn from seeds that are close to each other are too. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final long QUIET_END = 2500;

    private static final Map<String, Fault> FAULTS = Map.of(
            "500", Fault.status(500),
            "503", Fault.unavailable(Duration.ofSeconds(2)),
            "silent", Fault.silent(),
            "refused", Fault.refused(),
            "reset", Fault.reset(),
            "stalled body", Fault.stalledBody(),
            "cut off body", Fault.cutOffBody(),
            "wrong shape", Fault.wrongShape(),
            "slow", Fault.latency(Duration.ofMillis(700)));

    /** What happens to a replica. */
    enum Kind {
        /** It is killed, and started again at the end. */
        KILLED,
        /** Its process is stopped by SIGSTOP, and continued at the end. */
        STOPPED,
        /** Its connections to the shared cache are closed, and new ones too, until the end. */
        CUT,
        /** Nothing passes its connections to the shared cache until the end. */
        SILENCED
    }

    /** A disturbance of a replica. */
    record Disturbance(Kind kind, int replica, long from, long to) {}

    /** A fault of a sample service. */
    record ServiceFault(SampleService service, String name, long from, long to) {
        Fault fault() {
            return FAULTS.get(name);
        }
    }

    static Plan of(long seed) {
        Random random = new Random(seed * SPREAD);
        long length = between(random, 15_000, 20_000);
        int ahead = random.nextBoolean() ? random.nextInt(REPLICAS) : NONE;
        // A replica that was cut off needs a while to see the cache again: in some runs all see it from start to end.
        int cut = random.nextInt(REPLICAS + 1);
        List<Disturbance> disturbances = new ArrayList<>();
        for (int replica = 0; replica < REPLICAS; replica++) {
            disturbances.addAll(disturbances(random, replica, replica < cut, length));
        }
        disturbances.sort((one, other) -> Long.compare(one.from(), other.from()));
        List<ServiceFault> faults = new ArrayList<>();
        for (SampleService service : SampleService.values()) {
            faults.addAll(faults(random, service, length));
        }
        faults.sort((one, other) -> Long.compare(one.from(), other.from()));
        return new Plan(seed, length, ahead, List.copyOf(disturbances), List.copyOf(faults));
    }

    /** In which nothing happens. */
    static Plan quiet() {
        return new Plan(0, 1000, NONE, List.of(), List.of());
    }

    /** For machines where the clock of a process cannot be shifted. */
    Plan withEqualClocks() {
        return new Plan(seed, length, NONE, disturbances, faults);
    }

    private static List<Disturbance> disturbances(Random random, int replica, boolean cut, long length) {
        Kind[] kinds = cut ? Kind.values() : new Kind[] {Kind.KILLED, Kind.STOPPED};
        List<Disturbance> all = new ArrayList<>();
        long from = between(random, 1000, 10_000);
        while (from < length - QUIET_END) {
            Kind kind = kinds[random.nextInt(kinds.length)];
            long duration = switch (kind) {
                case KILLED -> between(random, 100, 2000);
                // The share of the cache period that 30 s are of 300 s, or longer than a lease lasts.
                case STOPPED -> random.nextBoolean() ? between(random, 200, 600) : between(random, 2500, 6000);
                case CUT, SILENCED -> between(random, 300, 5000);
            };
            long to = Math.min(from + duration, length - QUIET_END / 2);
            all.add(new Disturbance(kind, replica, from, to));
            from = to + between(random, 4000, 12_000);
        }
        return all;
    }

    private static List<ServiceFault> faults(Random random, SampleService service, long length) {
        List<String> names = FAULTS.keySet().stream().sorted().toList();
        List<ServiceFault> all = new ArrayList<>();
        long from = between(random, 500, 8000);
        while (from < length - QUIET_END) {
            long to = Math.min(from + between(random, 300, 8000), length - QUIET_END);
            all.add(new ServiceFault(service, names.get(random.nextInt(names.size())), from, to));
            from = to + between(random, 1000, 7000);
        }
        return all;
    }

    private static long between(Random random, long least, long most) {
        return least + random.nextInt((int) (most - least));
    }

    /** How far a replica's clock is ahead. */
    long skew(int replica) {
        return replica == ahead ? SKEW : 0;
    }

    /** The greatest difference between two clocks. */
    long skew() {
        return ahead == NONE ? 0 : SKEW;
    }
}
