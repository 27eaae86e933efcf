package org.ar1.integration.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;

/** Faults that come and go, the same ones in each run. */
final class FaultWeather {

    private static final List<Fault> FAULTS = List.of(
            Fault.latency(Duration.ofMillis(300)),
            Fault.latency(Duration.ofSeconds(2)),
            Fault.status(500),
            Fault.status(404),
            Fault.unavailable(Duration.ofSeconds(2)),
            Fault.reset(),
            Fault.refused(),
            Fault.silent(),
            Fault.cutOffBody(),
            Fault.wrongShape(),
            Fault.emptyBody());

    private final SampleCampus campus;
    private final Random random = new Random(5);

    FaultWeather(SampleCampus campus) {
        this.campus = campus;
    }

    /** About half of the services get a fault, the others are healed. */
    void change() {
        for (SampleService service : SampleService.values()) {
            campus.heal(service);
            if (random.nextBoolean()) {
                campus.fault(service, FAULTS.get(random.nextInt(FAULTS.size())));
            }
        }
    }
}
