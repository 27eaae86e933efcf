package org.ar1.integration.jaxrs;

import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.jaxrs.server.ServerConfig;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;

/** A server over sample services, which are in one of several states while it is asked. */
final class FuzzWorld implements AutoCloseable {

    /** What failing services say, which nobody else may get to read. */
    static final String UPSTREAM_TEXT = "upstreams-own-words-q7";

    private static final String CAMPUS = "/integration/";

    /** How the services are. */
    enum Kind {
        /** All is well and stays in the cache. */
        HEALTHY {
            @Override
            void arrange(SampleCampus campus) {}
        },
        /** Some answer, some are wrong in one way or another. */
        PARTIAL {
            @Override
            void arrange(SampleCampus campus) {
                complain(campus, SampleService.USAGE_ANALYTICS);
                campus.fault(SampleService.PERFORMANCE_REPORTING, Fault.wrongShape());
                campus.fault(SampleService.LAB_MONITORING, Fault.cutOffBody());
            }
        },
        /** Nobody answers anything of use, and nothing is known from before. */
        FAILED {
            @Override
            void arrange(SampleCampus campus) {
                for (SampleService service : SampleService.values()) {
                    complain(campus, service);
                }
            }
        },
        /** All went well once, and now each read tries again and fails in another way. */
        STALE {
            @Override
            void arrange(SampleCampus campus) {
                Iterator<Fault> faults = List.of(
                                Fault.status(500),
                                Fault.reset(),
                                Fault.emptyBody(),
                                Fault.wrongContent(),
                                Fault.status(404),
                                Fault.cutOffBody())
                        .iterator();
                for (SampleService service : SampleService.values()) {
                    campus.fault(service, faults.next());
                }
            }
        };

        abstract void arrange(SampleCampus campus);

        private static void complain(SampleCampus campus, SampleService service) {
            String body = "{\"error\":\"" + UPSTREAM_TEXT + "\",\"at\":\"java.lang.Error\"}";
            for (String path : new TreeSet<>(campus.requestCounts(service).keySet())) {
                campus.answer(service, path, 500, "application/json", body);
            }
        }
    }

    private final Kind kind;
    private final SampleCampus campus;
    private final IntegrationServer server;

    FuzzWorld(Kind kind) throws IOException {
        this.kind = kind;
        this.campus = SampleCampus.builder().historyDays(1).start();
        IntegrationServer stranger = start("300");
        warm(stranger);
        this.server = kind == Kind.STALE ? start("0") : start("300");
        if (kind == Kind.STALE) {
            warm(server);
        }
        stranger.close();
        kind.arrange(campus);
    }

    private IntegrationServer start(String cacheSeconds) throws IOException {
        Map<String, String> environment = new HashMap<>(campus.environment());
        environment.put("INTEGRATION_API_PORT", "0");
        environment.put("MAX_RETRIES", "0");
        environment.put("CACHE_DURATION", cacheSeconds);
        return IntegrationServer.builder()
                .config(IntegrationConfig.fromEnvironment(environment))
                .server(ServerConfig.fromEnvironment(environment))
                .start();
    }

    private static void warm(IntegrationServer server) {
        for (String report : new String[] {"lab-utilization", "server-allocation"}) {
            int status = Http.get(server, CAMPUS + report).statusCode();
            if (status != 200) {
                throw new AssertionError("Not healthy at first: " + report + " " + status);
            }
        }
    }

    IntegrationServer server() {
        return server;
    }

    /** Whether the same question has the same answer for a while. */
    boolean isSteady() {
        return kind == Kind.HEALTHY;
    }

    /** Where the services are, which is nobody's business. */
    List<String> addresses() {
        return campus.environment().values().stream()
                .map(url -> url.substring(url.lastIndexOf('/') + 1))
                .toList();
    }

    @Override
    public void close() {
        server.close();
        campus.close();
    }

    @Override
    public String toString() {
        return kind.toString();
    }
}
