package org.ar1.integration.examples.quarkus;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;

/** The six sample services, whose addresses the application under test has as properties. */
public final class SampleServices implements QuarkusTestResourceLifecycleManager {

    private SampleCampus campus;

    @Override
    public Map<String, String> start() {
        campus = SampleCampus.builder().historyDays(8).start();
        return Arrays.stream(SampleService.values())
                .collect(Collectors.toMap(
                        service -> "ar1.integration.url." + service.id(),
                        service -> campus.url(service).toString()));
    }

    @Override
    public void stop() {
        campus.close();
    }
}
