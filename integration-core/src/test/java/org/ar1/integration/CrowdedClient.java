package org.ar1.integration;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.config.IntegrationConfigBuilder;
import org.ar1.integration.document.ReportCsv;
import org.ar1.integration.document.ReportJson;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.HttpTransport;

/**
 * The program of {@link CrowdedCampusTest}: builds both reports of services that send as much as its arguments say, twice,
 * and prints the sources that have no data with their error codes.
 */
final class CrowdedClient implements HttpTransport {

    private final int labs;
    private final int servers;
    private final int serversOfTheHistory;
    private final String padding;

    private CrowdedClient(int labs, int servers, int serversOfTheHistory, int nameLength) {
        this.labs = labs;
        this.servers = servers;
        this.serversOfTheHistory = serversOfTheHistory;
        this.padding = "x".repeat(nameLength);
    }

    public static void main(String[] args) {
        int[] counts = IntStream.range(0, args.length)
                .map(i -> Integer.parseInt(args[i]))
                .toArray();
        IntegrationConfigBuilder config = IntegrationConfig.builder()
                .requestTimeout(Duration.ofMinutes(2))
                .reportDeadline(Duration.ofMinutes(5))
                .maxRetries(0);
        for (UpstreamService service : UpstreamService.values()) {
            config.url(service, URI.create("http://127.0.0.1/" + service.id()));
        }
        try (IntegrationClient client = IntegrationClient.builder()
                .config(config.build())
                .transport(new CrowdedClient(counts[0], counts[1], counts[2], counts[3]))
                .build()) {
            for (int round = 0; round < 2; round++) {
                var use = client.labUtilization().report(ReportRequest.all().refreshed());
                ReportJson.write(use);
                ReportCsv.write(use);
                use.sources().forEach(CrowdedClient::print);
                var servers =
                        client.serverAllocation().report(ReportRequest.all().refreshed());
                ReportJson.write(servers);
                ReportCsv.write(servers);
                servers.sources().forEach(CrowdedClient::print);
                System.out.println("types=" + use.labUsage().size() + " servers="
                        + servers.infrastructure().servers().size());
            }
        }
    }

    private static void print(SourceStatus source) {
        if (source.outcome() != Outcome.LIVE && source.outcome() != Outcome.CACHED) {
            System.out.println(source.resource() + "=" + source.outcome().id() + " "
                    + (source.error() == null ? "" : source.error().code().id()));
        }
    }

    @Override
    public CompletableFuture<Response> get(URI uri, Map<String, String> headers) {
        String path = uri.getPath().replaceFirst("^/[^/]*", "");
        return CompletableFuture.completedFuture(
                switch (path) {
                    case "/labs/" -> page(Integer.parseInt(uri.getQuery().replaceAll("skip=(\\d+).*", "$1")));
                    case "/monitor/labs/popular" ->
                        list(
                                labs,
                                i ->
                                        "{\"lab_id\":%d,\"name\":\"%s\",\"total_sessions\":1,\"total_user_minutes\":\"%d\"}"
                                                .formatted(i, name(i), i));
                    case "/monitor/labs/over-under-utilized" ->
                        list(
                                labs,
                                i -> ("{\"lab_id\":%d,\"name\":\"%s\",\"estimated_users\":15,\"avg_users\":10,"
                                                + "\"avg_time\":37.5,\"normalized_usage\":37.5,\"ratio\":2.5,\"status\":\"normal\"}")
                                        .formatted(i, name(i)));
                    case "/servers" ->
                        list(
                                servers,
                                i -> ("{\"id\":%d,\"cpu_usage\":1.5,\"memory_usage\":2.5,\"disk_usage\":3.5,"
                                                + "\"max_cpu\":100,\"max_memory\":128,\"max_disk\":500,"
                                                + "\"last_checked\":\"2026-11-23T01:20:52.000Z\"}")
                                        .formatted(i));
                    case "/allocations" ->
                        list(labs, i -> "{\"lab_name\":\"%s\",\"server_id\":%d}".formatted(name(i), i % 10));
                    case "/performance/servers/stats" ->
                        list(
                                serversOfTheHistory,
                                i -> ("{\"id\":%d,\"server_id\":%d,\"cpu_usage\":1.5,\"memory_usage\":2.5,"
                                                + "\"disk_usage\":3.5,\"recorded_at\":\"2026-11-23T01:20:52.000Z\"}")
                                        .formatted(i, i));
                    case "/analytics/trends" ->
                        new Response(
                                200,
                                Map.of(),
                                body(
                                        "{\"time_period_days\":30,\"lab_usage\":{",
                                        "}}",
                                        labs,
                                        i -> "\"type-%d\":{\"total_events\":%d,\"unique_users\":8,\"errors\":6}"
                                                .formatted(i, i == 0 ? 1 : 0)));
                    default ->
                        path.contains("peaks")
                                ? list(0, i -> "")
                                : new Response(
                                        404, Map.of(), text("{\"detail\":\"No usage data found for lab type\"}"));
                });
    }

    private Response page(int skip) {
        return list(
                Math.max(0, Math.min(100, labs - skip)),
                i -> "{\"id\":\"%d\",\"name\":\"%s\",\"lab_type\":\"type-%d\"}"
                        .formatted(skip + i, name(skip + i), skip + i));
    }

    private String name(int lab) {
        return padding + lab;
    }

    private static Response list(int count, IntFunction<String> row) {
        return new Response(200, Map.of(), body("[", "]", count, row));
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Made as it is read, so that this side holds nothing. */
    private static InputStream body(String start, String end, int count, IntFunction<String> row) {
        return new Pieces(Stream.of(
                        Stream.of(start),
                        IntStream.range(0, count).mapToObj(i -> (i == 0 ? "" : ",") + row.apply(i)),
                        Stream.of(end))
                .flatMap(pieces -> pieces)
                .iterator());
    }

    private static final class Pieces extends InputStream {
        private final Iterator<String> pieces;
        private byte[] piece = {};
        private int at;

        Pieces(Iterator<String> pieces) {
            this.pieces = pieces;
        }

        @Override
        public int read() {
            return isAtEnd() ? -1 : piece[at++];
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (isAtEnd()) {
                return -1;
            }
            int count = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, buffer, offset, count);
            at += count;
            return count;
        }

        private boolean isAtEnd() {
            while (at == piece.length && pieces.hasNext()) {
                piece = pieces.next().getBytes(StandardCharsets.UTF_8);
                at = 0;
            }
            return at == piece.length;
        }
    }
}
