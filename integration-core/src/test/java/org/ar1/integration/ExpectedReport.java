package org.ar1.integration;

import static org.ar1.integration.testkit.SampleService.LAB_MONITORING;
import static org.ar1.integration.testkit.SampleService.PERFORMANCE;
import static org.ar1.integration.testkit.SampleService.PERFORMANCE_REPORTING;
import static org.ar1.integration.testkit.SampleService.RESOURCE_ALLOCATION;
import static org.ar1.integration.testkit.SampleService.USAGE_ANALYTICS;
import static org.ar1.integration.testkit.SampleService.USER_PROGRESS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.ar1.integration.RawAnswers.Sample;
import org.ar1.integration.testkit.SampleService;

/** The document that the HTTP contract asks for, computed from the services' answers as plainly as possible. */
final class ExpectedReport {

    /** In place of a document: nobody knows the lab type. */
    static final JsonNode UNKNOWN = TextNode.valueOf("unknown lab type");

    /** In place of a document: whether anybody knows the lab type cannot be told. */
    static final JsonNode UNDETERMINED = TextNode.valueOf("undetermined lab type");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> WELL_KNOWN =
            List.of("linux basics", "networking", "docker", "kubernetes", "filesystem");
    private static final List<String> RESOURCES = List.of("cpu", "memory", "disk");

    private final RawAnswers raw;
    private final Situation situation;
    private final String only;
    private final ArrayNode sources = JSON.arrayNode();
    /** The servers whose history was asked for one by one; null when it was that of all. */
    private Set<Long> alone;

    private boolean data;
    private boolean complete = true;

    private ExpectedReport(RawAnswers raw, Situation situation, String only) {
        this.raw = raw;
        this.situation = situation;
        this.only = only;
    }

    /** The lab utilization of one lab type, or of all when it is null. */
    static JsonNode labUtilization(RawAnswers raw, Situation situation, String labType) {
        return new ExpectedReport(raw, situation, labType).labUtilization();
    }

    /** The server allocation of one lab type, or of all when it is null. */
    static JsonNode serverAllocation(RawAnswers raw, Situation situation, String labType) {
        return new ExpectedReport(raw, situation, labType).serverAllocation();
    }

    // Names and types.

    private static String folded(String name) {
        return name.replaceAll("[\\s\\p{Z}\\x{85}\\x{1c}-\\x{1f}]+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private static String caseless(String name) {
        return folded(name).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private Optional<JsonNode> inCatalogue(String labName) {
        return catalogue().stream()
                .filter(lab -> caseless(text(lab, "name")).equals(caseless(labName)))
                .findFirst();
    }

    private String typeOf(String labName) {
        Optional<JsonNode> entry = inCatalogue(labName);
        if (entry.isPresent()) {
            return text(entry.get(), "lab_type");
        }
        String name = folded(labName);
        for (String known : WELL_KNOWN) {
            if (name.contains(known)) {
                return known.replace(' ', '-');
            }
        }
        return name.replace(' ', '-');
    }

    private boolean wanted(String labType) {
        return only == null || only.equals(labType);
    }

    private static String text(JsonNode row, String field) {
        return row.get(field).textValue();
    }

    private static int byCodePoint(String a, String b) {
        int[] x = a.codePoints().toArray();
        int[] y = b.codePoints().toArray();
        for (int i = 0; i < Math.min(x.length, y.length); i++) {
            if (x[i] != y[i]) {
                return Integer.compare(x[i], y[i]);
            }
        }
        return Integer.compare(x.length, y.length);
    }

    // What there is.

    private List<JsonNode> catalogue() {
        return situation.has(USER_PROGRESS) ? raw.catalogue() : List.of();
    }

    private Set<String> catalogueTypes() {
        Set<String> types = new LinkedHashSet<>();
        catalogue().forEach(lab -> types.add(text(lab, "lab_type")));
        return types;
    }

    private List<JsonNode> rows(SampleService service, JsonNode rows) {
        List<JsonNode> list = new ArrayList<>();
        if (situation.has(service)) {
            rows.forEach(list::add);
        }
        return list;
    }

    private List<JsonNode> popular() {
        return rows(LAB_MONITORING, raw.popular());
    }

    private List<JsonNode> utilization() {
        return rows(LAB_MONITORING, raw.utilization());
    }

    private List<JsonNode> allocations() {
        return rows(RESOURCE_ALLOCATION, raw.allocations());
    }

    private Map<String, JsonNode> trends() {
        Map<String, JsonNode> trends = new TreeMap<>(ExpectedReport::byCodePoint);
        if (situation.has(USAGE_ANALYTICS)) {
            raw.trends().get("lab_usage").properties().forEach(entry -> trends.put(entry.getKey(), entry.getValue()));
        }
        return trends;
    }

    private Set<String> recentlyUsed() {
        Set<String> used = new LinkedHashSet<>();
        raw.recentTrends().get("lab_usage").properties().forEach(entry -> {
            if (entry.getValue().get("total_events").longValue() > 0) {
                used.add(entry.getKey());
            }
        });
        used.retainAll(trends().keySet());
        return used;
    }

    // Whether a lab type exists.

    private boolean labsKnow(String labType) {
        return popular().stream().anyMatch(lab -> typeOf(text(lab, "name")).equals(labType))
                || utilization().stream()
                        .anyMatch(lab -> typeOf(text(lab, "name")).equals(labType));
    }

    private boolean allocationsKnow(String labType) {
        return allocations().stream()
                .anyMatch(row -> typeOf(text(row, "lab_name")).equals(labType));
    }

    private JsonNode nobodyKnows() {
        boolean allAnswer = situation.has(USER_PROGRESS)
                && situation.has(USAGE_ANALYTICS)
                && situation.has(LAB_MONITORING)
                && situation.has(RESOURCE_ALLOCATION);
        return allAnswer ? UNKNOWN : UNDETERMINED;
    }

    // The lines of the sources.

    private void once(SampleService service, String resource, String dataAsOf) {
        boolean up = situation.isUp(service);
        boolean has = situation.has(service);
        ObjectNode line = line(service, resource, up ? "live" : has ? "stale" : "failed");
        times(line, has ? up ? situation.now() : situation.lastGood() : null, has ? dataAsOf : null);
        // The catalogue comes in pages of a hundred, and is at its end with one that is empty.
        boolean paged = service == USER_PROGRESS && up;
        line.put("attempts", paged ? (raw.catalogue().size() + 99) / 100 + 1 : 1);
        line.set("error", up ? JSON.nullNode() : error(situation.code().of(service, resource)));
        sources.add(line);
        data |= has && service != USER_PROGRESS;
        complete &= up;
    }

    private static ObjectNode line(SampleService service, String resource, String outcome) {
        return JSON.objectNode()
                .put("service", service.id())
                .put("resource", resource)
                .put("outcome", outcome);
    }

    private void times(ObjectNode line, Instant fetchedAt, String dataAsOf) {
        line.put("fetched_at", fetchedAt == null ? null : fetchedAt.toString());
        line.put(
                "data_as_of",
                dataAsOf == null
                        ? null
                        : OffsetDateTime.parse(dataAsOf).toInstant().toString());
        line.set(
                "age_seconds",
                fetchedAt == null
                        ? JSON.nullNode()
                        : JSON.numberNode(
                                Duration.between(fetchedAt, situation.now()).toSeconds()));
    }

    private static ObjectNode error(String code) {
        return JSON.objectNode().put("code", code);
    }

    /** One call: its outcome, its value if any, and why it is not live. */
    private record Call(String outcome, Optional<JsonNode> value, String code) {}

    /** A call that answers 404 both where there is nothing and where User Progress cannot be asked. */
    private Call perType(SampleService service, String resource, String labType, Optional<JsonNode> healthy) {
        if (!situation.isUp(service)) {
            String code = situation.code().of(service, resource);
            return situation.isWarm() ? new Call("stale", healthy, code) : new Call("failed", Optional.empty(), code);
        }
        boolean lost = healthy.isEmpty()
                && catalogueTypes().contains(labType)
                && (labType.contains("#") || labType.contains("/"));
        if (lost) {
            return new Call("failed", Optional.empty(), "unknown_lab");
        }
        if (situation.isUp(USER_PROGRESS)) {
            return new Call("live", healthy, null);
        }
        if (!situation.has(USER_PROGRESS)) {
            return new Call("failed", Optional.empty(), "unknown_lab");
        }
        return catalogueTypes().contains(labType)
                ? new Call("stale", healthy, "unknown_lab")
                : new Call("live", Optional.empty(), null);
    }

    private Call peaks(long server) {
        if (situation.isUp(PERFORMANCE)) {
            return new Call("live", Optional.of(raw.peaks(server)), null);
        }
        String code = situation.code().of(PERFORMANCE, "peaks");
        return situation.isWarm()
                ? new Call("stale", Optional.of(raw.peaks(server)), code)
                : new Call("failed", Optional.empty(), code);
    }

    private void calls(SampleService service, String resource, Map<?, Call> byKey, boolean unnamed, String dataField) {
        Collection<Call> calls = byKey.values();
        if (calls.isEmpty() && !unnamed) {
            return;
        }
        long live = count(calls, "live");
        long stale = count(calls, "stale");
        long failed = count(calls, "failed");
        ObjectNode line =
                line(service, resource, failed > 0 ? "failed" : unnamed ? "skipped" : stale > 0 ? "stale" : "live");
        String dataAsOf = calls.stream()
                .flatMap(call -> call.value().stream())
                .filter(value -> dataField != null && value.hasNonNull(dataField))
                .map(value -> text(value, dataField))
                .min(Comparator.comparing(OffsetDateTime::parse))
                .orElse(null);
        times(line, stale > 0 ? situation.lastGood() : live > 0 ? situation.now() : null, dataAsOf);
        line.put("attempts", calls.size());
        String worst = failed > 0 ? "failed" : "stale";
        line.set(
                "error",
                calls.stream()
                        .filter(call -> call.outcome().equals(worst))
                        .findFirst()
                        .<JsonNode>map(call -> error(call.code()))
                        .orElse(JSON.nullNode()));
        List<String> failing = byKey.entrySet().stream()
                .filter(call -> !call.getValue().outcome().equals("live"))
                .map(call -> call.getKey().toString())
                .toList();
        ObjectNode counts = JSON.objectNode()
                .put("live", live)
                .put("cached", 0)
                .put("stale", stale)
                .put("failed", failed)
                .put("skipped", unnamed ? 1 : 0);
        ArrayNode named = counts.putArray("failing");
        failing.stream().limit(20).forEach(named::add);
        counts.put("failing_more", Math.max(0, failing.size() - 20));
        line.set("calls", counts);
        sources.add(line);
        data |= calls.stream().anyMatch(call -> call.value().isPresent());
        complete &= !unnamed && live == calls.size();
    }

    private static long count(Collection<Call> calls, String outcome) {
        return calls.stream().filter(call -> call.outcome().equals(outcome)).count();
    }

    private ObjectNode document() {
        return JSON.objectNode()
                .put("timestamp", situation.now().toString())
                .put("integration_status", !data ? "failed" : complete ? "success" : "partial");
    }

    // Lab utilization.

    private JsonNode labUtilization() {
        boolean askAllocations =
                only != null && !catalogueTypes().contains(only) && !trends().containsKey(only) && !labsKnow(only);
        if (askAllocations && !allocationsKnow(only)) {
            return nobodyKnows();
        }
        Map<String, Call> details = new TreeMap<>(ExpectedReport::byCodePoint);
        boolean unnamed = !situation.has(USAGE_ANALYTICS) && !situation.has(USER_PROGRESS);
        for (String labType : situation.has(USAGE_ANALYTICS) ? recentlyUsed() : catalogueTypes()) {
            if (wanted(labType)) {
                details.put(labType, perType(USAGE_ANALYTICS, "usage/lab", labType, raw.usage(labType)));
            }
        }
        once(USAGE_ANALYTICS, "trends", null);
        once(USAGE_ANALYTICS, "trends-7", null);
        calls(USAGE_ANALYTICS, "usage/lab", details, unnamed, null);
        once(LAB_MONITORING, "popular", null);
        once(LAB_MONITORING, "over-under-utilized", null);
        once(USER_PROGRESS, "catalogue", null);
        if (askAllocations) {
            once(RESOURCE_ALLOCATION, "allocations", null);
        }

        ObjectNode document = document();
        ObjectNode usage = document.putObject("lab_usage");
        trends().forEach((labType, figures) -> {
            if (wanted(labType)) {
                ObjectNode entry = figures.deepCopy();
                entry.set("time_period_days", raw.trends().get("time_period_days"));
                entry.set(
                        "detail",
                        Optional.ofNullable(details.get(labType))
                                .flatMap(Call::value)
                                .map(ExpectedReport::detail)
                                .orElse(JSON.nullNode()));
                usage.set(labType, entry);
            }
        });
        ObjectNode insights = document.putObject("infrastructure_insights");
        insights.set("popular_labs", popularLabs());
        ObjectNode status = insights.putObject("utilization_status");
        Map<String, ObjectNode> types = utilizationByType();
        types.forEach((labType, figures) -> {
            if (wanted(labType)) {
                status.set(labType, figures);
            }
        });
        agreement(document, types);
        Set<String> names = new LinkedHashSet<>();
        popular().forEach(lab -> names.add(text(lab, "name")));
        utilization().forEach(lab -> names.add(text(lab, "name")));
        join(document, names);
        document.set("sources", sources);
        return document;
    }

    private static JsonNode detail(JsonNode answer) {
        ObjectNode detail = answer.deepCopy();
        detail.remove("lab_type");
        return detail;
    }

    private ArrayNode popularLabs() {
        ArrayNode labs = JSON.arrayNode();
        popular().stream()
                .sorted(Comparator.<JsonNode>comparingDouble(
                                lab -> -lab.get("total_user_minutes").asDouble())
                        .thenComparing(lab -> text(lab, "name"), ExpectedReport::byCodePoint))
                .filter(lab -> wanted(typeOf(text(lab, "name"))))
                .forEach(lab -> labs.addObject()
                        .put("lab_type", typeOf(text(lab, "name")))
                        .put("name", text(lab, "name"))
                        .put("sessions", lab.get("total_sessions").longValue())
                        .put("user_minutes", lab.get("total_user_minutes").asDouble()));
        return labs;
    }

    private static boolean isEstimated(JsonNode lab) {
        return lab.get("estimated_users").asLong(0) > 0;
    }

    private static ObjectNode figures(JsonNode lab) {
        ObjectNode figures = JSON.objectNode();
        figures.put("status", isEstimated(lab) ? text(lab, "status") : "unknown");
        figures.set("avg_users", lab.get("avg_users"));
        figures.set("estimated_users", lab.get("estimated_users"));
        figures.set("ratio", isEstimated(lab) ? lab.get("ratio") : JSON.nullNode());
        figures.set("avg_time", lab.get("avg_time"));
        figures.set("normalized_usage", lab.get("normalized_usage"));
        return figures;
    }

    private Map<String, ObjectNode> utilizationByType() {
        Map<String, List<JsonNode>> labs = new TreeMap<>(ExpectedReport::byCodePoint);
        utilization().stream()
                .sorted(Comparator.comparingLong(lab -> lab.get("lab_id").longValue()))
                .forEach(lab -> labs.computeIfAbsent(typeOf(text(lab, "name")), type -> new ArrayList<>())
                        .add(lab));
        Map<String, ObjectNode> types = new LinkedHashMap<>();
        labs.forEach((labType, ofType) -> {
            ObjectNode type = ofType.size() == 1 ? figures(ofType.get(0)) : together(ofType);
            ArrayNode each = type.putArray("labs");
            for (JsonNode lab : ofType) {
                ObjectNode entry = figures(lab);
                entry.set("lab_id", lab.get("lab_id"));
                entry.set("name", lab.get("name"));
                each.add(entry);
            }
            types.put(labType, type);
        });
        return types;
    }

    private ObjectNode together(List<JsonNode> labs) {
        ObjectNode type = JSON.objectNode();
        BigDecimal used = BigDecimal.ZERO;
        long estimated = 0;
        for (JsonNode lab : labs) {
            if (isEstimated(lab)) {
                used = used.add(lab.get("normalized_usage").decimalValue());
                estimated += lab.get("estimated_users").longValue();
            }
        }
        type.set("avg_users", weighted(labs, "avg_users"));
        type.set("avg_time", weighted(labs, "avg_time"));
        if (estimated == 0) {
            type.put("status", "unknown").putNull("estimated_users");
            type.putNull("ratio").putNull("normalized_usage");
            return type;
        }
        double ratio = used.divide(BigDecimal.valueOf(estimated), 12, RoundingMode.HALF_UP)
                .setScale(2, RoundingMode.HALF_UP)
                .doubleValue();
        type.put("status", ratio > 1.25 ? "over-utilized" : ratio < 0.75 ? "under-utilized" : "normal");
        type.put("estimated_users", estimated);
        type.put("ratio", ratio);
        type.put("normalized_usage", used.setScale(4, RoundingMode.HALF_EVEN).doubleValue());
        return type;
    }

    private JsonNode weighted(List<JsonNode> labs, String figure) {
        double sum = 0;
        long weights = 0;
        for (JsonNode lab : labs) {
            JsonNode sessions = popular().stream()
                    .filter(other -> other.get("lab_id").equals(lab.get("lab_id")))
                    .findFirst()
                    .orElseThrow();
            long weight = sessions.get("total_sessions").longValue();
            sum += weight * lab.get(figure).doubleValue();
            weights += weight;
        }
        return weights == 0 ? JSON.nullNode() : JSON.numberNode(fourDecimals(sum / weights));
    }

    // Agreement of the two sides.

    private void agreement(ObjectNode document, Map<String, ObjectNode> utilization) {
        Map<String, Double> events = new TreeMap<>(ExpectedReport::byCodePoint);
        Map<String, Double> users = new TreeMap<>(ExpectedReport::byCodePoint);
        Map<String, Double> minutes = new TreeMap<>(ExpectedReport::byCodePoint);
        Map<String, Double> normalized = new TreeMap<>(ExpectedReport::byCodePoint);
        trends().forEach((labType, figures) -> {
            events.put(labType, figures.get("total_events").doubleValue());
            users.put(labType, figures.get("unique_users").doubleValue());
        });
        popular()
                .forEach(lab -> minutes.merge(
                        typeOf(text(lab, "name")), lab.get("total_user_minutes").asDouble(), Double::sum));
        utilization.forEach((labType, figures) -> {
            if (!figures.get("normalized_usage").isNull()) {
                normalized.put(labType, figures.get("normalized_usage").doubleValue());
            }
        });
        ObjectNode correlation = document.putObject("correlation");
        correlation.set(
                "application_window_days",
                situation.has(USAGE_ANALYTICS) ? raw.trends().get("time_period_days") : JSON.nullNode());
        correlation.put("infrastructure_window", "all time");
        ArrayNode pairs = correlation.putArray("pairs");
        pairs.add(pair("total_events", events, "user_minutes", minutes));
        pairs.add(pair("total_events", events, "normalized_usage", normalized));
        pairs.add(pair("unique_users", users, "user_minutes", minutes));
        pairs.add(pair("unique_users", users, "normalized_usage", normalized));
        ArrayNode disagreements = document.putArray("disagreements");
        List<String> both =
                events.keySet().stream().filter(minutes::containsKey).toList();
        int n = both.size();
        for (String labType : both) {
            double above = rank(events, both, labType);
            double below = rank(minutes, both, labType);
            boolean apart =
                    (isTop(above, n) && isTop(n + 1 - below, n)) || (isTop(n + 1 - above, n) && isTop(below, n));
            if (apart && n >= 3 && wanted(labType)) {
                disagreements
                        .addObject()
                        .put("lab_type", labType)
                        .put("application_rank", above)
                        .put("infrastructure_rank", below)
                        .put("of", n);
            }
        }
    }

    private static boolean isTop(double rank, int n) {
        return rank * 3 <= n;
    }

    /** From 1, the highest; equal values share the average. */
    private static double rank(Map<String, Double> values, Collection<String> among, String of) {
        double value = values.get(of);
        long higher = among.stream().filter(other -> values.get(other) > value).count();
        long equal = among.stream().filter(other -> values.get(other) == value).count();
        return higher + (equal + 1) / 2.0;
    }

    private static ObjectNode pair(
            String application, Map<String, Double> demand, String infrastructure, Map<String, Double> use) {
        List<String> both = demand.keySet().stream().filter(use::containsKey).toList();
        int n = both.size();
        double[] x = both.stream().mapToDouble(type -> rank(demand, both, type)).toArray();
        double[] y = both.stream().mapToDouble(type -> rank(use, both, type)).toArray();
        ObjectNode pair = JSON.objectNode().put("application", application).put("infrastructure", infrastructure);
        pair.put("n", n).putNull("rho").putNull("p").putNull("reason");
        if (n < 5) {
            return pair.put("reason", "fewer than five pairs");
        }
        double rho = NaiveRanks.correlation(x, y);
        return Double.isNaN(rho)
                ? pair.put("reason", "constant input")
                : pair.put("rho", fourDigits(rho)).put("p", fourDigits(NaiveRanks.twoSided(x, y)));
    }

    private void join(ObjectNode document, Set<String> names) {
        ObjectNode join = document.putObject("join");
        ArrayNode unmatched = join.putArray("unmatched");
        join.putNull("matched").putNull("coverage");
        if (!situation.has(USER_PROGRESS)) {
            return;
        }
        List<String> ofReport = names.stream()
                .filter(name -> wanted(typeOf(name)))
                .sorted(ExpectedReport::byCodePoint)
                .toList();
        ofReport.stream().filter(name -> inCatalogue(name).isEmpty()).forEach(unmatched::add);
        int matched = ofReport.size() - unmatched.size();
        join.put("matched", matched);
        if (!ofReport.isEmpty()) {
            join.put("coverage", fourDecimals(matched / (double) ofReport.size()));
        }
    }

    // Server allocation.

    private JsonNode serverAllocation() {
        boolean askOtherSide = only != null && !catalogueTypes().contains(only) && !allocationsKnow(only);
        if (askOtherSide && !trends().containsKey(only) && !labsKnow(only)) {
            return nobodyKnows();
        }
        Map<String, Set<Long>> placed = new TreeMap<>(ExpectedReport::byCodePoint);
        Map<String, String> names = new LinkedHashMap<>();
        Set<String> allocated = new LinkedHashSet<>();
        for (JsonNode allocation : allocations()) {
            String labType = typeOf(text(allocation, "lab_name"));
            allocated.add(text(allocation, "lab_name"));
            if (wanted(labType)) {
                names.putIfAbsent(labType, text(allocation, "lab_name"));
                placed.computeIfAbsent(labType, type -> new LinkedHashSet<>())
                        .add(allocation.get("server_id").longValue());
            }
        }
        catalogue().forEach(lab -> names.putIfAbsent(text(lab, "lab_type"), text(lab, "name")));
        names.keySet().removeIf(labType -> !wanted(labType));
        Set<Long> standing = new TreeSet<>();
        placed.values().forEach(standing::addAll);

        Map<Long, Call> peaks = new TreeMap<>();
        standing.forEach(server -> peaks.put(server, peaks(server)));
        Map<String, Call> performance = new TreeMap<>(ExpectedReport::byCodePoint);
        names.keySet()
                .forEach(labType -> performance.put(
                        labType, perType(PERFORMANCE_REPORTING, "performance/lab", labType, raw.performance(labType))));
        Map<Long, JsonNode> servers = new TreeMap<>();
        rows(RESOURCE_ALLOCATION, raw.servers())
                .forEach(server -> servers.put(server.get("id").longValue(), server));

        once(RESOURCE_ALLOCATION, "allocations", null);
        // Servers without labs are never checked again.
        once(
                RESOURCE_ALLOCATION,
                "servers",
                oldest(servers.values().stream()
                        .filter(server -> labsOn().contains(server.get("id").longValue()))
                        .filter(server -> !checked(server).isAfter(situation.now()))
                        .toList()));
        if (only != null && !situation.hasHistory()) {
            alone = standing;
            Map<Long, Call> histories = new TreeMap<>();
            standing.forEach(server -> histories.put(server, historyOf(server)));
            calls(PERFORMANCE, "server-stats", histories, !situation.has(RESOURCE_ALLOCATION), "newest");
        } else {
            once(PERFORMANCE, "stats", newestRecord(statisticsServers()));
        }
        calls(PERFORMANCE, "peaks", peaks, !situation.has(RESOURCE_ALLOCATION), null);
        calls(
                PERFORMANCE_REPORTING,
                "performance/lab",
                performance,
                !situation.has(RESOURCE_ALLOCATION) && !situation.has(USER_PROGRESS),
                "last_updated");
        once(USER_PROGRESS, "catalogue", null);
        if (askOtherSide) {
            once(USAGE_ANALYTICS, "trends", null);
            once(LAB_MONITORING, "popular", null);
            once(LAB_MONITORING, "over-under-utilized", null);
        }

        ObjectNode document = document();
        ObjectNode labs = document.putObject("labs");
        names.keySet().stream().sorted(ExpectedReport::byCodePoint).forEach(labType -> {
            ObjectNode lab = labs.putObject(labType);
            lab.put("name", names.get(labType));
            lab.set(
                    "performance",
                    performance
                            .get(labType)
                            .value()
                            .map(ExpectedReport::performance)
                            .orElse(JSON.nullNode()));
            Set<Long> ids = placed.get(labType);
            if (ids == null) {
                lab.putNull("infrastructure");
                return;
            }
            ArrayNode each = JSON.arrayNode();
            ids.forEach(id -> each.add(placement(id, servers.get(id), peaks.get(id))));
            ObjectNode infrastructure = each.get(0).deepCopy();
            infrastructure.set("servers", each);
            ((ObjectNode) each.get(0)).remove(List.of("peak_times", "peaks_total"));
            lab.set("infrastructure", infrastructure);
        });
        ObjectNode infrastructure = document.putObject("infrastructure");
        ObjectNode all = infrastructure.putObject("servers");
        servers.forEach((id, server) -> {
            if (only == null || standing.contains(id)) {
                all.set(Long.toString(id), server(server));
            }
        });
        ObjectNode map = infrastructure.putObject("allocation_map");
        placed.forEach((labType, ids) -> {
            ArrayNode sorted = map.putArray(labType);
            new TreeSet<>(ids).forEach(sorted::add);
        });
        performanceAndLoad(document, names.keySet(), performance, placed, servers);
        join(document, allocated);
        document.set("sources", sources);
        return document;
    }

    private Call historyOf(long server) {
        return situation.has(PERFORMANCE)
                ? new Call("live", Optional.of(JSON.objectNode().put("newest", newestRecord(Set.of(server)))), null)
                : new Call("failed", Optional.empty(), situation.code().of(PERFORMANCE, "server-stats"));
    }

    private void performanceAndLoad(
            ObjectNode document,
            Collection<String> labTypes,
            Map<String, Call> performance,
            Map<String, Set<Long>> placed,
            Map<Long, JsonNode> servers) {
        Map<String, Double> loads = new TreeMap<>(ExpectedReport::byCodePoint);
        for (String labType : labTypes) {
            List<Optional<Double>> each = placed.getOrDefault(labType, Set.of()).stream()
                    .map(id -> Optional.ofNullable(servers.get(id)).flatMap(this::busiestHour))
                    .toList();
            if (!each.isEmpty() && each.stream().allMatch(Optional::isPresent)) {
                loads.put(
                        labType, each.stream().mapToDouble(Optional::get).max().orElseThrow());
            }
        }
        ObjectNode correlation = document.putObject("correlation").put("application_window", "all time");
        correlation.set(
                "infrastructure_window_weeks",
                situation.has(PERFORMANCE) && (alone == null || !alone.isEmpty())
                        ? JSON.numberNode(8)
                        : JSON.nullNode());
        ArrayNode pairs = correlation.putArray("pairs");
        for (String figure : List.of("success_rate", "avg_completion_time")) {
            Map<String, Double> figures = new TreeMap<>(ExpectedReport::byCodePoint);
            labTypes.forEach(labType -> performance
                    .get(labType)
                    .value()
                    .filter(answer -> answer.path(figure).isNumber())
                    .ifPresent(answer -> figures.put(labType, answer.get(figure).doubleValue())));
            pairs.add(pair(figure, figures, "busiest_hour_load", loads));
        }
    }

    /** The higher one of cpu and memory, in the hour of the week whose 95th percentile is the highest. */
    private Optional<Double> busiestHour(JsonNode server) {
        return Stream.of("cpu", "memory")
                .flatMap(resource -> busiestHour(server, resource).stream())
                .max(Comparator.naturalOrder());
    }

    private Optional<Double> busiestHour(JsonNode server, String resource) {
        JsonNode maximum = server.get("max_" + resource);
        List<Sample> own = ofWindow(server.get("id").longValue());
        long first = own.stream().mapToLong(Sample::slot).min().orElse(Long.MAX_VALUE);
        long end = horizon(alone == null ? statisticsServers() : alone) + 1;
        if (maximum.isNull() || maximum.doubleValue() <= 0 || first > end - 2 * 1008) {
            return Optional.empty();
        }
        Map<Long, Map<Long, Double>> hours = new TreeMap<>();
        largest(own, resource)
                .forEach((slot, value) -> hours.computeIfAbsent(Math.floorDiv(slot, 6L), hour -> new TreeMap<>())
                        .put(slot, value));
        hours.keySet().removeIf(hour -> 6 * hour < end - 8 * 1008 || 6 * (hour + 1) > end);
        hours.values().removeIf(slots -> slots.size() < 3);
        Map<Long, List<Double>> samples = new TreeMap<>();
        Map<Long, Set<Long>> weeks = new TreeMap<>();
        hours.forEach((hour, slots) -> {
            long fromMonday = hour + 3 * 24; // 1970 began on a Thursday
            long cell = Math.floorMod(fromMonday, 168L);
            samples.computeIfAbsent(cell, c -> new ArrayList<>()).addAll(slots.values());
            weeks.computeIfAbsent(cell, c -> new TreeSet<>()).add(Math.floorDiv(fromMonday, 168L));
        });
        return samples.entrySet().stream()
                .filter(cell ->
                        cell.getValue().size() >= 6 && weeks.get(cell.getKey()).size() >= 2)
                .map(cell -> fourDecimals(percentile95(cell.getValue()) / maximum.doubleValue()))
                .max(Comparator.naturalOrder());
    }

    private Set<Long> labsOn() {
        Set<Long> servers = new TreeSet<>();
        allocations()
                .forEach(allocation -> servers.add(allocation.get("server_id").longValue()));
        return servers;
    }

    private static Instant checked(JsonNode server) {
        return OffsetDateTime.parse(text(server, "last_checked")).toInstant();
    }

    private static String oldest(Collection<JsonNode> servers) {
        return servers.stream()
                .map(server -> text(server, "last_checked"))
                .min(Comparator.comparing(OffsetDateTime::parse))
                .orElse(null);
    }

    private String newestRecord(Set<Long> servers) {
        return servers.stream()
                .flatMap(server -> samples(server).stream())
                .map(Sample::at)
                .filter(at -> !at.isAfter(readAt()))
                .max(Comparator.naturalOrder())
                .map(Instant::toString)
                .orElse(null);
    }

    private static JsonNode performance(JsonNode answer) {
        ObjectNode performance = answer.deepCopy();
        return performance.retain("total_users", "avg_completion_time", "success_rate", "common_errors");
    }

    private static ObjectNode placement(long id, JsonNode server, Call peaks) {
        ObjectNode placement = JSON.objectNode().put("server_id", id).put("server_name", "Server-" + id);
        placement.set("resource_allocation", server == null ? JSON.nullNode() : amounts(server, "", "_usage", ""));
        ArrayNode times = placement.putArray("peak_times");
        placement.putNull("peaks_total");
        peaks.value().ifPresent(rows -> {
            placement.put("peaks_total", rows.size());
            for (int i = Math.max(0, rows.size() - 100); i < rows.size(); i++) {
                times.addObject()
                        .put("time", text(rows.get(i), "time"))
                        .put("users", Long.parseLong(text(rows.get(i), "users")));
            }
        });
        return placement;
    }

    private static ObjectNode amounts(JsonNode row, String prefix, String suffix, String shownPrefix) {
        ObjectNode amounts = JSON.objectNode();
        RESOURCES.forEach(resource -> amounts.set(shownPrefix + resource, row.get(prefix + resource + suffix)));
        return amounts;
    }

    private ObjectNode server(JsonNode server) {
        ObjectNode insight = JSON.objectNode().put("name", "Server-" + server.get("id"));
        insight.set("specs", amounts(server, "max_", "", "max_"));
        insight.set("usage", amounts(server, "", "_usage", ""));
        ObjectNode utilization = insight.putObject("utilization");
        ObjectNode headroom = insight.putObject("headroom");
        long id = server.get("id").longValue();
        Instant checked = checked(server);
        double highest = Double.NEGATIVE_INFINITY;
        String binding = null;
        for (String resource : RESOURCES) {
            Double used = larger(server.get(resource + "_usage"), newestOf(id, checked, resource));
            JsonNode max = server.get("max_" + resource);
            if (used == null || max.isNull() || max.doubleValue() <= 0) {
                utilization.putNull(resource);
                headroom.putNull(resource);
                continue;
            }
            double share = fourDecimals(used / max.doubleValue());
            utilization.put(resource, share);
            headroom.put(resource, fourDecimals(1 - share));
            if (share > highest) {
                highest = share;
                binding = resource;
            }
        }
        insight.put("binding_resource", binding);
        boolean empty = situation.has(RESOURCE_ALLOCATION) && !labsOn().contains(id);
        insight.put(
                "state",
                highest >= 1
                        ? "saturated"
                        : highest >= 0.8 ? "hot" : empty ? "empty" : binding == null ? "unknown" : "ok");
        Instant latest = thatCount(id).stream()
                .map(Sample::at)
                .max(Comparator.naturalOrder())
                .orElse(checked);
        boolean ahead = Stream.of(checked, latest)
                .anyMatch(time -> Duration.between(situation.now(), time).compareTo(Duration.ofMinutes(1)) > 0);
        boolean old = Duration.between(checked, situation.now()).compareTo(Duration.ofMinutes(20)) > 0;
        insight.put("reporting", ahead ? "clock_skew" : old && labsOn().contains(id) ? "silent" : "current");
        insight.put("last_checked", checked.toString());
        insight.set("history", history(server.get("id").longValue()));
        return insight;
    }

    private static double fourDecimals(double figure) {
        return new BigDecimal(figure).setScale(4, RoundingMode.HALF_EVEN).doubleValue();
    }

    private static double fourDigits(double figure) {
        return new BigDecimal(figure)
                .round(new MathContext(4, RoundingMode.HALF_EVEN))
                .doubleValue();
    }

    private static Double larger(JsonNode usage, Double slot) {
        if (usage.isNull()) {
            return slot;
        }
        return slot == null ? usage.doubleValue() : Math.max(usage.doubleValue(), slot);
    }

    /** The largest of the server's newest slot, when the server was checked in the same ten minutes. */
    private Double newestOf(long server, Instant checked, String resource) {
        List<Sample> own = thatCount(server);
        long newest = own.stream().mapToLong(Sample::slot).max().orElse(Long.MIN_VALUE);
        if (Math.floorDiv(checked.getEpochSecond(), 600L) != newest) {
            return null;
        }
        return own.stream()
                .filter(sample -> sample.slot() == newest)
                .map(sample -> sample.row().get(resource + "_usage"))
                .filter(value -> !value.isNull())
                .map(JsonNode::doubleValue)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private Set<Long> statisticsServers() {
        Set<Long> servers = new TreeSet<>();
        rows(PERFORMANCE, raw.statistics())
                .forEach(row -> servers.add(row.get("server_id").longValue()));
        return servers;
    }

    private List<Sample> samples(long server) {
        return situation.has(PERFORMANCE) ? raw.statistics(server) : List.of();
    }

    /** The rows of a server whose time is at most an hour after they were read. */
    private List<Sample> thatCount(long server) {
        Instant last = readAt().plus(Duration.ofHours(1));
        return samples(server).stream()
                .filter(sample -> !sample.at().isAfter(last))
                .toList();
    }

    private Instant readAt() {
        return situation.isUp(PERFORMANCE) || !situation.isWarm() ? situation.now() : situation.lastGood();
    }

    /** Values are kept as binary32 and shown with the digits that the service wrote. */
    private static double written(double value) {
        return Double.parseDouble(Float.toString((float) value));
    }

    private static String startOf(long slot) {
        return Instant.ofEpochSecond(600 * slot).toString();
    }

    /** Eight weeks of ten-minute slots that end with the newest one of any server; of each slot the largest value. */
    private JsonNode history(long server) {
        if (samples(server).isEmpty()) {
            return JSON.nullNode();
        }
        List<Sample> own = ofWindow(server);
        TreeSet<Long> slots = new TreeSet<>();
        own.forEach(sample -> slots.add(sample.slot()));
        ObjectNode history = JSON.objectNode().put("window_weeks", 8).put("samples", slots.size());
        history.put("first", slots.isEmpty() ? null : startOf(slots.first()));
        history.put("last", slots.isEmpty() ? null : startOf(slots.last()));
        history.put("future_rows", samples(server).size() - thatCount(server).size());
        for (String resource : RESOURCES) {
            NavigableMap<Long, Double> largest = largest(own, resource);
            if (largest.isEmpty()) {
                history.putNull(resource);
                continue;
            }
            List<Double> sorted = largest.values().stream().sorted().toList();
            double mean = largest.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElseThrow();
            history.putObject(resource)
                    .put("latest", written(largest.lastEntry().getValue()))
                    .put("mean", fourDecimals(mean))
                    .put("max", written(sorted.get(sorted.size() - 1)))
                    .put("p95", written(percentile95(sorted)));
        }
        return history;
    }

    /** The newest slot of any of these servers. */
    private long horizon(Set<Long> servers) {
        return servers.stream()
                .flatMap(other -> thatCount(other).stream())
                .mapToLong(Sample::slot)
                .max()
                .orElse(0);
    }

    /** The rows of a server in the eight weeks that end with the newest slot of any server, or its own when it was asked alone. */
    private List<Sample> ofWindow(long server) {
        long horizon = horizon(alone == null ? statisticsServers() : Set.of(server));
        return thatCount(server).stream()
                .filter(sample -> sample.slot() > horizon - 8 * 1008)
                .toList();
    }

    private static NavigableMap<Long, Double> largest(List<Sample> samples, String resource) {
        TreeMap<Long, Double> largest = new TreeMap<>();
        samples.stream()
                .filter(sample -> !sample.row().get(resource + "_usage").isNull())
                .forEach(sample -> largest.merge(
                        sample.slot(),
                        (double) sample.row().get(resource + "_usage").floatValue(),
                        Math::max));
        return largest;
    }

    private static double percentile95(List<Double> values) {
        int rank = (int) Math.ceil(BigDecimal.valueOf(0.95)
                .multiply(BigDecimal.valueOf(values.size()))
                .doubleValue());
        return values.stream().sorted().toList().get(rank - 1);
    }
}
