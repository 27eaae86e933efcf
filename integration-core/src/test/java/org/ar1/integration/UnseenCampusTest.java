package org.ar1.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.ar1.integration.document.ReportJson;
import org.ar1.integration.testkit.Campus;
import org.ar1.integration.testkit.SampleCampus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Campuses that nobody has thought of, each report compared with a plain reading of the contract. */
class UnseenCampusTest {

    private static final Instant NOW = Instant.parse("2026-11-16T09:04:00Z");
    private static final int CAMPUSES = 50;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final List<String> NAMES = List.of(
            "Linux Basics",
            "linux  basics",
            " LINUX BASICS ",
            "Linux Basics (evening)",
            "Advanced Networking with Docker",
            "docker",
            "My Kubernetes Lab",
            "Filesystem",
            "Веб-разработка",
            "ВЕБ-РАЗРАБОТКА",
            "データベース入門",
            "أساسيات الشبكات",
            "機器學習 導論",
            "C/C++ & <Templates>",
            "<script>alert('x')</script>",
            "50% Off: Cloud #1?",
            "..",
            ".",
            "a/b/../c",
            "quote \" and ' and \\",
            "tab\tand\nline",
            "non\u00a0breaking",
            "wide\u3000space",
            "Straße",
            "STRASSE",
            "İstanbul",
            "Quantum 🧪",
            "👩‍🔬 Chemistry",
            "zero\u200bwidth",
            "   ",
            "\u00a0",
            "null",
            "-",
            "%2F",
            "a+b",
            "semi;colon",
            "{}[]",
            "\ud83e\uddea",
            "\uffee");

    private static final List<String> TYPES = List.of(
            "linux-basics",
            "docker",
            "kubernetes",
            "filesystem",
            "networking",
            "Docker",
            "type with spaces",
            "type/with/slashes",
            "веб",
            "データ",
            "🧪",
            "\uffee",
            "50%",
            "a?b#c",
            "..",
            "quote\"d",
            "<b>",
            "straße",
            " ",
            "only-in-catalogue");

    static LongStream seeds() {
        return LongStream.range(0, CAMPUSES);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyCampusIsReportedAsTheContractSays(long seed) {
        Random random = new Random(seed);
        Campus data = campus(random);
        try (SampleCampus campus = SampleCampus.builder()
                        .now(NOW)
                        .campus(data)
                        .historyDays(random.nextInt(3) * 4)
                        .historyRows(random.nextInt(400))
                        .start();
                IntegrationClient client = client(campus)) {
            RawAnswers raw = new RawAnswers(campus);
            Set<String> labTypes = new LinkedHashSet<>();
            labTypes.add(pick(random, TYPES));
            if (!data.catalogue().isEmpty()) {
                labTypes.add(pick(random, data.catalogue()).labType());
            }
            JsonNode whole = ReportForm.all()
                    .get(1)
                    .ask(client)
                    .toCompletableFuture()
                    .join()
                    .document();
            whole.get("labs").fieldNames().forEachRemaining(labTypes::add);
            List<String> differences = new ArrayList<>();
            for (ReportForm form : ReportForm.all(labTypes.stream().limit(5).toArray(String[]::new))) {
                try (IntegrationClient cold = client(campus)) {
                    ReportForm.Answer answer =
                            form.ask(cold).toCompletableFuture().join();
                    JsonDifferences.between(form.expected(raw, Situation.healthy(NOW)), answer.document())
                            .forEach(difference -> differences.add(form + ": " + difference));
                    answer.faults().forEach(fault -> differences.add(form + ": " + fault));
                }
            }
            assertThat(differences).as("seed %d, %s", seed, data).isEmpty();
        }
    }

    @Test
    void theStandardCampusIsReportedAsTheContractSays() {
        try (SampleCampus campus =
                SampleCampus.builder().now(NOW).historyDays(15).start()) {
            RawAnswers raw = new RawAnswers(campus);
            for (ReportForm form :
                    ReportForm.all("linux-basics", "kubernetes", "filesystem", "cobol", "blockchain", "none")) {
                try (IntegrationClient client = client(campus)) {
                    ReportForm.Answer answer =
                            form.ask(client).toCompletableFuture().join();
                    assertThat(JsonDifferences.between(form.expected(raw, Situation.healthy(NOW)), answer.document()))
                            .as(form.toString())
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void keysAreInOrderOfCodePointsAndServersInOrderOfNumbers() throws Exception {
        try (SampleCampus campus = SampleCampus.builder()
                        .now(NOW)
                        .labs(200)
                        .servers(40)
                        .historyDays(1)
                        .start();
                IntegrationClient client = client(campus)) {
            ObjectMapper mapper = new ObjectMapper();
            JsonNode use =
                    mapper.readTree(ReportJson.write(client.labUtilization().report()));
            JsonNode servers =
                    mapper.readTree(ReportJson.write(client.serverAllocation().report()));
            for (JsonNode map : List.of(
                    use.get("lab_usage"),
                    use.at("/infrastructure_insights/utilization_status"),
                    servers.get("labs"),
                    servers.at("/infrastructure/allocation_map"))) {
                List<String> keys = new ArrayList<>();
                map.fieldNames().forEachRemaining(keys::add);
                assertThat(keys).hasSizeGreaterThan(20).isSortedAccordingTo((a, b) -> {
                    List<Integer> x = a.codePoints().boxed().toList();
                    List<Integer> y = b.codePoints().boxed().toList();
                    for (int i = 0; i < Math.min(x.size(), y.size()); i++) {
                        if (!x.get(i).equals(y.get(i))) {
                            return x.get(i) - y.get(i);
                        }
                    }
                    return x.size() - y.size();
                });
            }
            List<Integer> ids = new ArrayList<>();
            servers.at("/infrastructure/servers").fieldNames().forEachRemaining(id -> ids.add(Integer.valueOf(id)));
            assertThat(ids).hasSize(40).isSorted();
        }
    }

    @Test
    void equalDataGivesEqualBytes() {
        try (SampleCampus campus =
                        SampleCampus.builder().now(NOW).historyDays(7).start();
                IntegrationClient one = client(campus);
                IntegrationClient other = client(campus)) {
            assertThat(ReportJson.write(one.labUtilization().report()))
                    .isEqualTo(ReportJson.write(other.labUtilization().report()));
            assertThat(ReportJson.write(one.serverAllocation().report()))
                    .isEqualTo(ReportJson.write(other.serverAllocation().report()));
        }
    }

    private static IntegrationClient client(SampleCampus campus) {
        return IntegrationClient.builder()
                .config(TestClients.config(campus).build())
                .httpClient(HTTP)
                .clock(() -> NOW)
                .build();
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** Now and then a size of zero, and mostly a small one. */
    private static int size(Random random, int most) {
        return random.nextInt(6) == 0 ? 0 : 1 + random.nextInt(most);
    }

    private static Double perhaps(Random random, double most) {
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> 0.0;
            default -> Math.round(random.nextDouble() * most * 100) / 100.0;
        };
    }

    private static Campus campus(Random random) {
        List<Campus.Lab> labs = new ArrayList<>();
        int labCount = size(random, 25);
        for (int i = 1; i <= labCount; i++) {
            int sessions = random.nextInt(5) == 0 ? 0 : random.nextInt(50);
            labs.add(new Campus.Lab(
                    random.nextInt(10) == 0 ? 1_000_000_000L + i : i,
                    pick(random, NAMES),
                    sessions,
                    sessions * (long) random.nextInt(100),
                    random.nextInt(4) == 0 ? null : Integer.valueOf(random.nextInt(4) * 20),
                    random.nextInt(50),
                    random.nextInt(90)));
        }
        List<Campus.Server> servers = new ArrayList<>();
        int serverCount = size(random, 12);
        for (int i = 1; i <= serverCount; i++) {
            servers.add(new Campus.Server(
                    i * (random.nextInt(3) == 0 ? 11L : 1L) + 100L * i,
                    "10.0.0." + i,
                    perhaps(random, 120),
                    perhaps(random, 140),
                    perhaps(random, 600),
                    perhaps(random, 100),
                    perhaps(random, 128),
                    perhaps(random, 500),
                    Duration.ofMinutes(random.nextInt(40))));
        }
        List<Campus.Allocation> allocations = new ArrayList<>();
        int allocationCount = size(random, 30);
        for (int i = 1; i <= allocationCount; i++) {
            boolean known = !labs.isEmpty() && random.nextInt(5) > 0;
            boolean listed = !servers.isEmpty() && random.nextInt(6) > 0;
            allocations.add(new Campus.Allocation(
                    i,
                    known ? pick(random, labs).name() : pick(random, NAMES),
                    listed ? pick(random, servers).id() : 9_000L + random.nextInt(4)));
        }
        List<Campus.CatalogueLab> catalogue = new ArrayList<>();
        int catalogueCount = random.nextInt(9) == 0 ? 100 + random.nextInt(120) : size(random, 25);
        for (int i = 1; i <= catalogueCount; i++) {
            boolean lab = !labs.isEmpty() && random.nextInt(3) > 0;
            String name = lab ? pick(random, labs).name() : pick(random, NAMES);
            catalogue.add(new Campus.CatalogueLab(
                    random.nextInt(4) == 0 ? " " + name.toUpperCase(Locale.ROOT) + "  " : name,
                    random.nextInt(5) == 0 ? "type-" + i : pick(random, TYPES),
                    "beginner"));
        }
        List<Campus.Activity> activities = new ArrayList<>();
        List<Campus.Performance> performances = new ArrayList<>();
        for (String labType : TYPES) {
            if (random.nextInt(3) > 0) {
                int events = random.nextInt(6) * 40;
                activities.add(new Campus.Activity(
                        labType, events, random.nextInt(30), random.nextInt(5), random.nextDouble() * 900));
            }
            if (random.nextInt(2) > 0) {
                performances.add(new Campus.Performance(
                        labType,
                        random.nextInt(100),
                        random.nextDouble() * 900,
                        random.nextDouble(),
                        random.nextBoolean() ? List.of() : List.of("timeout", pick(random, NAMES))));
            }
        }
        return new Campus(labs, servers, allocations, catalogue, activities, performances, List.of());
    }
}
