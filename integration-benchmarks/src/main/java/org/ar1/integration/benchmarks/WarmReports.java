package org.ar1.integration.benchmarks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.LabUtilizationAdapter;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.config.IntegrationConfigBuilder;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.testkit.SampleCampus;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Reports that need not be built, in process. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WarmReports {

    private static final int LABS = 60;

    /** A client that has everything, and whose services are gone. */
    @State(Scope.Benchmark)
    public static class Warm {

        private final IntegrationClient client =
                warm(LABS, client -> client.serverAllocation().report());
    }

    /** A cache with as many entries as there are lab types. */
    @State(Scope.Benchmark)
    public static class Caffeinated {

        private final Cache<String, Object> cache =
                Caffeine.newBuilder().maximumSize(20_000).build();

        /** Fills it. */
        public Caffeinated() {
            for (int lab = 0; lab < LABS; lab++) {
                cache.put("lab-" + lab, lab);
            }
        }
    }

    /** Reports of single lab types, one after the other: of all of them, or of as many as can be built in good time. */
    public abstract static class LabTypes {

        private static final int MOST = Run.quick() ? 50 : 500;

        private final LabUtilizationAdapter adapter;
        private final String[] labTypes;
        private int next;

        /** Asks for each lab type once. */
        @SuppressWarnings("this-escape") // of no subclass that would mind
        LabTypes(int labs) {
            // Nothing of server allocation: its 404s are asked again after a minute, which ends what is kept of both.
            adapter = warm(labs, client -> {}).labUtilization();
            labTypes = adapter.report().labUsage().keySet().stream().limit(MOST).toArray(String[]::new);
            for (String labType : labTypes) {
                adapter.report(labType);
            }
        }

        LabUtilizationReport report() {
            next = next + 1 == labTypes.length ? 0 : next + 1;
            return adapter.report(labTypes[next]);
        }
    }

    /** Of ten labs. */
    @State(Scope.Benchmark)
    public static class Few extends LabTypes {

        /** Builds all reports. */
        public Few() {
            super(10);
        }
    }

    /** Of ten thousand labs. */
    @State(Scope.Benchmark)
    public static class Many extends LabTypes {

        /** Builds all reports. */
        public Many() {
            super(10_000);
        }
    }

    private static IntegrationClient warm(int labs, Consumer<IntegrationClient> further) {
        try (SampleCampus campus = Run.campus(labs)) {
            IntegrationClient client = IntegrationClient.create(config(campus.environment()));
            client.labUtilization().report();
            further.accept(client);
            return client;
        }
    }

    /** The defaults, but with time for twenty thousand calls, and nothing that grows old meanwhile. */
    private static IntegrationConfig config(Map<String, String> environment) {
        IntegrationConfigBuilder config = IntegrationConfig.builder()
                .reportDeadline(Duration.ofMinutes(5))
                .cacheDuration(Duration.ofHours(1));
        for (UpstreamService service : UpstreamService.values()) {
            config.url(service, URI.create(environment.getOrDefault(service.urlVariable(), "")));
        }
        return config.build();
    }

    /** Our lab utilization. */
    @Benchmark
    public LabUtilizationReport labUtilization(Warm warm) {
        return warm.client.labUtilization().report();
    }

    /** Our server allocation. */
    @Benchmark
    public ServerAllocationReport serverAllocation(Warm warm) {
        return warm.client.serverAllocation().report();
    }

    /** The limit of both. */
    @Benchmark
    public @Nullable Object caffeine(Caffeinated state) {
        return state.cache.getIfPresent("lab-7");
    }

    /** One lab type of ten thousand. */
    @Benchmark
    public LabUtilizationReport oneOfMany(Many state) {
        return state.report();
    }

    /** One lab type of ten. */
    @Benchmark
    public LabUtilizationReport oneOfFew(Few state) {
        return state.report();
    }
}
