package org.ar1.integration.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is asked over a real socket, and however the services are: the answer is one that the description has.
 *
 * <p>{@code -Dfuzz.first=1000 -Dfuzz.seeds=200 -Dfuzz.requests=500} takes other seeds, and more of them.
 */
class HttpFuzzTest {

    private static final long FIRST = Long.getLong("fuzz.first", 1);
    private static final int SEEDS = Integer.getInteger("fuzz.seeds", 16);
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 500);
    private static final int TRIES = 3;
    /** What the JDK's server has not read of a request that it refuses makes its operating system reset the connection. */
    private static final int UNREAD = 2_000;

    private static final Map<FuzzWorld.Kind, FuzzWorld> WORLDS = new EnumMap<>(FuzzWorld.Kind.class);

    static LongStream seeds() {
        return LongStream.range(FIRST, FIRST + SEEDS);
    }

    @BeforeAll
    static void start() throws IOException {
        for (FuzzWorld.Kind kind : FuzzWorld.Kind.values()) {
            WORLDS.put(kind, new FuzzWorld(kind));
        }
    }

    @AfterAll
    static void stop() {
        WORLDS.values().forEach(FuzzWorld::close);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyAnswerIsOneThatTheDescriptionHas(long seed) throws IOException {
        FuzzWorld.Kind[] kinds = FuzzWorld.Kind.values();
        FuzzWorld world = WORLDS.get(kinds[(int) (seed % kinds.length)]);
        FuzzProperties properties = new FuzzProperties(ApiDescription.OF_THIS_BUILD, world);
        FuzzGenerator generator = new FuzzGenerator(seed, ApiDescription.OF_THIS_BUILD);
        try (RawClient client = new RawClient(world.server().uri())) {
            for (int i = 0; i < REQUESTS; i++) {
                FuzzRequest request = generator.next();
                Result result = send(client, properties, request);
                if (!result.faults().isEmpty()) {
                    throw new AssertionError("seed " + seed + ", request " + i + ", services " + world + "\n" + result
                            + "\nthe least that fails:\n" + least(world, properties, request));
                }
                if (result.answer() != null) {
                    generator.learn(result.answer().first("ETag"));
                    generator.learnIds(result.answer().body());
                }
            }
        }
    }

    /** A request and what came of it. */
    private record Result(FuzzRequest request, RawAnswer answer, List<String> faults) {

        @Override
        public String toString() {
            return request + "\n  is answered " + answer + "\n  " + String.join("\n  ", faults);
        }
    }

    private static Result send(RawClient client, FuzzProperties properties, FuzzRequest request) throws IOException {
        RawAnswer answer;
        try {
            answer = client.exchange(request);
        } catch (IOException | NumberFormatException e) {
            client.close();
            boolean cut = request.isRefusedByJdk() && request.bytes().length > UNREAD;
            return new Result(request, null, cut ? List.of() : List.of("no HTTP: " + e));
        }
        List<String> faults = new ArrayList<>(properties.faults(request, answer));
        if (faults.isEmpty() && answer != null && request.method().equals("HEAD") && !request.isRefusedByJdk()) {
            faults.addAll(differences(client, properties, request, answer));
        }
        return new Result(request, answer, faults);
    }

    /** The services come and go between two requests, so only what differs each time does. */
    private static List<String> differences(
            RawClient client, FuzzProperties properties, FuzzRequest head, RawAnswer first) throws IOException {
        RawAnswer ofHead = first;
        List<String> differences = List.of();
        for (int i = 0; i < TRIES; i++) {
            RawAnswer ofGet = client.exchange(head.withMethod("GET"));
            differences = ofGet == null ? List.of("GET is not answered") : properties.differences(head, ofHead, ofGet);
            if (differences.isEmpty()) {
                break;
            }
            ofHead = client.exchange(head);
            if (ofHead == null) {
                return List.of("HEAD is not always answered");
            }
        }
        return differences;
    }

    /** Takes away what the failure does not need. */
    private static String least(FuzzWorld world, FuzzProperties properties, FuzzRequest failing) throws IOException {
        Result least = alone(world, properties, failing);
        if (least.faults().isEmpty()) {
            return "none: by itself the request is answered well";
        }
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            for (FuzzRequest candidate : least.request().smaller()) {
                Result result = alone(world, properties, candidate);
                if (!result.faults().isEmpty()) {
                    least = result;
                    smaller = true;
                    break;
                }
            }
        }
        return least.toString();
    }

    private static Result alone(FuzzWorld world, FuzzProperties properties, FuzzRequest request) throws IOException {
        try (RawClient client = new RawClient(world.server().uri())) {
            return send(client, properties, request);
        }
    }

    @Test
    void everyPathAndParameterOfTheDescriptionIsAskedFor() {
        FuzzGenerator generator = new FuzzGenerator(1, ApiDescription.OF_THIS_BUILD);
        Set<String> missing = new TreeSet<>(ApiDescription.OF_THIS_BUILD.parameters());
        assertThat(missing).contains("/integration/servers/{server_id}/quiet-windows hours", "/health/live");
        for (int i = 0; i < 20_000; i++) {
            FuzzRequest request = generator.next();
            String template = String.valueOf(
                    ApiDescription.OF_THIS_BUILD.template(request.path().orElse("")));
            missing.remove(template);
            for (String parameter :
                    request.target().replaceFirst("^[^?]*\\??", "").split("&", -1)) {
                missing.remove(template + " " + parameter.replaceFirst("=.*", ""));
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void theSameSeedGivesTheSameRequests() {
        FuzzGenerator one = new FuzzGenerator(7, ApiDescription.OF_THIS_BUILD);
        FuzzGenerator other = new FuzzGenerator(7, ApiDescription.OF_THIS_BUILD);
        for (int i = 0; i < 1_000; i++) {
            assertThat(one.next()).isEqualTo(other.next());
        }
    }
}
