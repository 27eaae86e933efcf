package org.ar1.integration.jaxrs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.testkit.Campus;
import org.ar1.integration.testkit.Fault;
import org.ar1.integration.testkit.SampleCampus;

/**
 * A sample campus on which cells of the matrix run one after the other, each with a client and a server of its own.
 *
 * <p>It has few lab types, since a silent service is asked for eight of them at a time, and only such as resolve without
 * the catalogue too, so that a document without one is the healthy one with gaps.
 */
final class MatrixCampus implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-16T09:30:00Z");
    /** Long enough ago that nothing is fresh or in the window after it. */
    static final Instant WARM_UP = NOW.minus(Duration.ofHours(1));

    /** Known to each source that may know it; on one server. */
    private static final String KNOWN = "docker";

    private static final String UNKNOWN = "no-such-type";
    private static final Set<String> NAMES = Set.of("Linux Basics", "Docker", "Kubernetes", "Networking", "Terraform");
    private static final Set<String> TYPES = Set.of("linux-basics", "docker", "kubernetes", "networking", "terraform");

    private final SampleCampus campus;

    private MatrixCampus(SampleCampus campus) {
        this.campus = campus;
    }

    static MatrixCampus start() {
        Campus all = Campus.standard(NOW);
        return new MatrixCampus(SampleCampus.builder()
                .now(NOW)
                .historyDays(1)
                .campus(all.withLabs(kept(all.labs(), lab -> NAMES.contains(lab.name())))
                        .withAllocations(kept(all.allocations(), row -> NAMES.contains(row.labName())))
                        .withCatalogue(kept(all.catalogue(), lab -> NAMES.contains(lab.name())))
                        .withActivities(kept(all.activities(), activity -> TYPES.contains(activity.labType())))
                        .withPerformances(kept(all.performances(), row -> TYPES.contains(row.labType()))))
                .start());
    }

    private static <T> List<T> kept(List<T> rows, Predicate<T> kept) {
        return rows.stream().filter(kept).toList();
    }

    /** The document of an endpoint while every service is in good health. */
    HttpResponse<String> healthy(MatrixEndpoint endpoint) {
        campus.healAll();
        try (Service service = new Service()) {
            return service.get(endpoint.path(KNOWN));
        }
    }

    /** How what an endpoint answers differs from what the contract says; empty when it does not. */
    List<String> differences(MatrixOracle oracle, HttpResponse<String> healthy) {
        List<String> differences = new ArrayList<>();
        for (Fault variant : oracle.fault().variants()) {
            differences(oracle, variant, healthy).forEach(difference -> differences.add(variant + ": " + difference));
        }
        return differences;
    }

    private List<String> differences(MatrixOracle oracle, Fault fault, HttpResponse<String> healthy) {
        MatrixEndpoint endpoint = oracle.endpoint();
        campus.healAll();
        try (Service service = new Service()) {
            List<String> differences = new ArrayList<>();
            if (oracle.warm()) {
                service.clock.set(WARM_UP);
                status(differences, "warm-up", 200, service.get(endpoint.path(KNOWN)));
                if (endpoint.isOfType()) {
                    status(differences, "warm-up with an unknown type", 404, service.get(endpoint.path(UNKNOWN)));
                }
                service.clock.set(NOW);
            }
            oracle.broken().forEach(broken -> campus.fault(broken, fault));
            report(differences, oracle, service.get(endpoint.path(KNOWN)), healthy);
            if (endpoint.isOfType()) {
                unknown(differences, oracle, service.get(endpoint.path(UNKNOWN)));
            }
            return differences;
        }
    }

    private static void report(
            List<String> differences, MatrixOracle oracle, HttpResponse<String> actual, HttpResponse<String> healthy) {
        status(differences, "report", oracle.httpStatus(), actual);
        retryAfter(differences, "report", oracle, oracle.httpStatus(), actual);
        if (oracle.isUndetermined()) {
            problem(differences, "report", "undetermined-lab-type", actual);
        } else {
            differences.addAll(MatrixDocument.differences(oracle, Http.json(healthy), Http.json(actual), WARM_UP, NOW));
        }
    }

    private static void unknown(List<String> differences, MatrixOracle oracle, HttpResponse<String> actual) {
        int status = oracle.httpStatusOfUnknownType();
        status(differences, "unknown type", status, actual);
        retryAfter(differences, "unknown type", oracle, status, actual);
        problem(differences, "unknown type", status == 404 ? "unknown-lab-type" : "undetermined-lab-type", actual);
    }

    private static void status(List<String> differences, String what, int expected, HttpResponse<String> actual) {
        if (actual.statusCode() != expected) {
            differences.add(what + ": expected status " + expected + " but was " + actual.statusCode());
        }
    }

    private static void retryAfter(
            List<String> differences, String what, MatrixOracle oracle, int status, HttpResponse<String> actual) {
        List<List<String>> expected = status == 503
                ? oracle.retryAfterSeconds().stream()
                        .map(seconds -> List.of(seconds.toString()))
                        .toList()
                : List.of(List.of());
        List<String> found = actual.headers().allValues("Retry-After");
        if (!expected.contains(found)) {
            differences.add(what + ": expected Retry-After " + expected + " but was " + found);
        }
    }

    private static void problem(List<String> differences, String what, String name, HttpResponse<String> actual) {
        String type = Http.json(actual).path("type").asText();
        if (!type.equals("urn:ar1:integration:problem:" + name)) {
            differences.add(what + ": expected the problem " + name + " but was " + type);
        }
    }

    @Override
    public void close() {
        campus.close();
    }

    /** The Integration Service with nothing in its memory; all settings not named here are the defaults. */
    private final class Service implements AutoCloseable {

        final AtomicReference<Instant> clock = new AtomicReference<>(NOW);
        private final IntegrationClient client;
        private final IntegrationServer server;

        Service() {
            IntegrationConfig config = IntegrationConfig.fromEnvironment(campus.environment()).toBuilder()
                    .requestTimeout(Duration.ofMillis(300))
                    .retryDelay(Duration.ZERO)
                    .reportDeadline(Duration.ofSeconds(2))
                    .build();
            client =
                    IntegrationClient.builder().config(config).clock(clock::get).build();
            try {
                server = IntegrationServer.builder()
                        .config(config)
                        .server(Http.anyPort())
                        .client(client)
                        .start();
            } catch (IOException e) {
                client.close();
                throw new UncheckedIOException(e);
            }
        }

        HttpResponse<String> get(String path) {
            return Http.get(server, path);
        }

        @Override
        public void close() {
            server.close();
            client.close();
        }
    }
}
