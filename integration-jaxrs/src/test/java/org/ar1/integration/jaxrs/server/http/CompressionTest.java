package org.ar1.integration.jaxrs.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.ar1.integration.jaxrs.Http;
import org.ar1.integration.jaxrs.OverFakeClient;
import org.ar1.integration.jaxrs.http.Gzip;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompressionTest extends OverFakeClient {

    private static final String LONG = "/integration/lab-utilization/" + "x".repeat(2_000);

    @Test
    void aLongDocumentIsCompressedForWhoAcceptsIt() throws Exception {
        HttpResponse<byte[]> compressed = bytes(server.uri(), LONG, "gzip");
        HttpResponse<byte[]> plain = bytes(server.uri(), LONG, "identity");

        assertThat(compressed.headers().allValues("Content-Encoding")).containsExactly("gzip");
        assertThat(compressed.headers().firstValueAsLong("Content-Length")).hasValue(compressed.body().length);
        assertThat(compressed.body().length).isLessThan(plain.body().length);
        assertThat(unzip(compressed)).isEqualTo(new String(plain.body(), StandardCharsets.UTF_8));
        for (String name : new String[] {"ETag", "Vary", "Content-Type", "Cache-Control"}) {
            assertThat(compressed.headers().allValues(name))
                    .as(name)
                    .isEqualTo(plain.headers().allValues(name))
                    .hasSize(1);
        }
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    void headAndTheConditionAreTheSameForBothForms() throws Exception {
        HttpResponse<byte[]> get = bytes(server.uri(), LONG, "gzip");
        HttpResponse<String> head = Http.send(server, "HEAD", LONG, "Accept-Encoding", "gzip");
        String tag = get.headers().firstValue("ETag").orElseThrow();

        assertThat(head.headers().firstValue("Content-Length"))
                .isEqualTo(get.headers().firstValue("Content-Length"));
        assertThat(head.headers().firstValue("Content-Encoding")).hasValue("gzip");
        HttpResponse<String> unchanged = Http.get(server, LONG, "Accept-Encoding", "gzip", "If-None-Match", tag);
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(unchanged.headers().firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    void shortAnswersStayAsTheyAre() throws Exception {
        for (String path : new String[] {"/", "/integration/lab-utilization/docker", "/nothing"}) {
            assertThat(bytes(server.uri(), path, "gzip").headers().firstValue("Content-Encoding"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip|true",
                "GZip|true",
                "x-gzip|true",
                "deflate, gzip;q=0.5|true",
                "gzip ; q=1.0|true",
                "*|true",
                "*;q=0.1|true",
                "gzip, identity;q=0.5|true",
                "deflate, , gzip|true",
                "gzip;q=0.1, *;q=0|true",
                "*;q=0.5, identity;q=0.4|true",
                "''|false",
                "identity|false",
                "br|false",
                "gzip;q=0|false",
                "gzip;q=0.000, *|false",
                "*;q=0|false",
                "identity, gzip;q=0.5|false",
                "*;q=0.5, gzip;q=0.4|false",
                "identity;q=0|false",
                "gzip;q=0, *;q=0|false",
                ", ,|false",
                "gzip;q=2|false",
                "gzip;q=1.5|false",
                "gzip;q=nonsense|false",
                "gzipped|false",
                "not gzip|false"
            })
    void qualitiesAreRespected(String acceptEncoding, boolean accepted) {
        assertThat(Gzip.isFor(List.of(acceptEncoding), Gzip.SMALLEST)).isEqualTo(accepted);
    }

    @Test
    void severalLinesAreOneList() {
        assertThat(Gzip.isFor(List.of("br,", "gzip"), Gzip.SMALLEST)).isTrue();
        assertThat(Gzip.isFor(List.of("*", "gzip;q=0"), Gzip.SMALLEST)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/integration/lab-utilization/docker",
                "/integration/lab-utilization/docker?refresh=false",
                "/health/live",
                "/docs/swagger-initializer.js"
            })
    void whoRefusesThePlainFormGetsShortAnswersCompressedToo(String path) throws Exception {
        for (String refusal : new String[] {"gzip, identity;q=0", "gzip;q=0.5, *;q=0"}) {
            HttpResponse<byte[]> answer = bytes(server.uri(), path, refusal);

            assertThat(answer.headers().allValues("Content-Encoding")).containsExactly("gzip");
            assertThat(unzip(answer)).isEqualTo(Http.get(server, path).body());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/nothing", "/integration/lab-utilization/nope", "/nothing"})
    void headOfAnErrorHasTheFieldsOfGet(String path) {
        for (String accepted : new String[] {"gzip, *;q=0", "gzip", "identity"}) {
            HttpResponse<String> head = Http.send(server, "HEAD", path, "Accept-Encoding", accepted);
            HttpResponse<String> get = Http.get(server, path, "Accept-Encoding", accepted);

            for (String field : new String[] {"Content-Encoding", "Vary", "Content-Type"}) {
                assertThat(head.headers().allValues(field))
                        .as(field)
                        .isEqualTo(get.headers().allValues(field));
            }
        }
    }

    @Test
    void whatOtherHandlersAnswerIsCompressedToo() throws Exception {
        String text = "metric 1\n".repeat(1_000);
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", new RequestContextHandler(new Compression(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, exchange.getRequestMethod().equals("HEAD") ? -1 : body.length);
            exchange.getResponseBody().write(body);
        })));
        http.start();
        URI uri = URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/");
        try {
            HttpResponse<byte[]> compressed = bytes(uri, "/", "gzip");
            HttpResponse<byte[]> plain = bytes(uri, "/", "br");

            assertThat(compressed.headers().firstValue("Content-Encoding")).hasValue("gzip");
            assertThat(compressed.headers().firstValueAsLong("Content-Length")).hasValue(compressed.body().length);
            assertThat(unzip(compressed)).isEqualTo(text);
            assertThat(plain.body()).asString().isEqualTo(text);
            assertThat(plain.headers().allValues("Vary")).containsExactly("Accept-Encoding");
        } finally {
            http.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "application/octet-stream"})
    void whatIsNotTextStaysAsItIs(String type) throws Exception {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", new RequestContextHandler(new Compression(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, 5_000);
            exchange.getResponseBody().write(new byte[5_000]);
        })));
        http.start();
        try {
            URI uri = URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/");

            assertThat(bytes(uri, "/", "gzip").body()).hasSize(5_000);
        } finally {
            http.stop(0);
        }
    }

    private static HttpResponse<byte[]> bytes(URI base, String path, String acceptEncoding) throws Exception {
        return Http.CLIENT.send(
                HttpRequest.newBuilder(URI.create(base + path.substring(1)))
                        .header("Accept-Encoding", acceptEncoding)
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private static String unzip(HttpResponse<byte[]> answer) throws Exception {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
