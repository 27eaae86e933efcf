package org.ar1.integration.jaxrs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.source.UndeterminedLabTypeException;
import org.ar1.integration.source.UnknownServerException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntegrationRequestsTest {

    private static final String ID = "id-of-this-test";

    /** What depends on the request and the report, and not on the server that sends it. */
    private static final Set<String> FIELDS = Set.of(
            "cache-control",
            "cache-status",
            "content-disposition",
            "content-encoding",
            "content-type",
            "etag",
            "link",
            "retry-after",
            "vary",
            "x-request-id");

    private static final FakeClient CLIENT = new FakeClient();
    private static final IntegrationRequests REQUESTS = IntegrationRequests.over(CLIENT);
    private static IntegrationServer server;

    @BeforeAll
    static void startTheServer() throws IOException {
        server = Http.start(CLIENT);
    }

    @AfterAll
    static void stopTheServer() {
        server.close();
    }

    private static IntegrationResponse answer(
            IntegrationRequests requests, String method, String target, Map<String, String> headers) {
        int query = target.indexOf('?');
        Map<String, String> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sent.put("X-Request-Id", ID);
        sent.putAll(headers);
        return requests.answer(new IntegrationRequest(
                method,
                query < 0 ? target : target.substring(0, query),
                query < 0 ? null : target.substring(query + 1),
                name -> sent.containsKey(name) ? List.of(sent.get(name)) : List.of()));
    }

    private static IntegrationResponse get(String target) {
        return answer(REQUESTS, "GET", target, Map.of());
    }

    private static Map<String, String> fields(Map<String, String> headers) {
        Map<String, String> fields = new TreeMap<>();
        headers.forEach((name, value) -> {
            if (FIELDS.contains(name.toLowerCase(Locale.ROOT))) {
                fields.put(name.toLowerCase(Locale.ROOT), value);
            }
        });
        return fields;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/lab-utilization||",
                "GET|/lab-utilization/||",
                "GET|/lab-utilization/docker||",
                "GET|/lab-utilization/a%2Fb;c||",
                "GET|/lab-utilization/%zz||",
                "GET|/lab-utilization/a%FF||",
                "GET|/lab-utilization?format=csv&bom=true||",
                "GET|/lab-utilization/docker?format=csv||",
                "GET|/lab-utilization?format=xml||",
                "GET|/lab-utilization|Accept|text/csv",
                "GET|/lab-utilization|Accept|image/png",
                "GET|/lab-utilization|Accept|nonsense",
                "GET|/lab-utilization|If-None-Match|*",
                "GET|/lab-utilization|If-Match|\"x\"",
                "GET|/lab-utilization|Accept-Encoding|gzip",
                "GET|/server-allocation||",
                "GET|/server-allocation/kubernetes|Accept-Encoding|identity;q=0, *",
                "GET|/insights||",
                "GET|/insights?limit=1&severity=critical,warning||",
                "GET|/insights?limit=1|Accept|application/x-ndjson",
                "GET|/insights?no_such=1||",
                "GET|/insights?zone=Europe%2FBerlin||",
                "GET|/insights/busiest_hour-8cfff466b5a2bd9d||",
                "GET|/insights/nonsense||",
                "GET|/servers?format=ndjson||",
                "GET|/servers/7/profile?format=csv||",
                "GET|/servers/7/forecast||",
                "GET|/servers/x/forecast||",
                "GET|/servers/7/quiet-windows?hours=4||",
                "GET|/servers/7/quiet-windows?hours=13||",
                "GET|/placement?lab_type=docker&from=7&to=8||",
                "GET|/placement?lab_type=docker||",
                "GET|/lab-types?limit=1|Accept-Encoding|gzip;q=0.5",
                "HEAD|/lab-utilization||",
                "HEAD|/insights?no_such=1||",
                "POST|/lab-utilization||",
            })
    void theAnswerIsThatOfTheServer(String method, String target, String header, String value) throws Exception {
        Map<String, String> headers = header == null ? Map.of() : Map.of(header, value);

        IntegrationResponse answer = answer(REQUESTS, method, target, headers);

        if (target.contains("%zz")) { // which java.net.URI does not send
            assertThat(answer.status()).isEqualTo(400);
            return;
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.uri() + "integration" + target))
                .timeout(Duration.ofSeconds(20))
                .header("X-Request-Id", ID)
                .method(method, HttpRequest.BodyPublishers.noBody());
        headers.forEach(request::header);
        HttpResponse<byte[]> expected = Http.CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        Map<String, String> expectedFields = new TreeMap<>();
        expected.headers().map().forEach((name, values) -> expectedFields.put(name, String.join(", ", values)));
        assertThat(answer.status()).isEqualTo(expected.statusCode());
        assertThat(new String(answer.content(), UTF_8)).isEqualTo(new String(expected.body(), UTF_8));
        assertThat(fields(answer.headers())).isEqualTo(fields(expectedFields));
    }

    @Test
    void theLengthIsThatOfTheContentAlsoForHead() {
        IntegrationResponse whole = get("/lab-utilization");
        IntegrationResponse head = answer(REQUESTS, "HEAD", "/lab-utilization", Map.of());

        assertThat(whole.headers()).containsEntry("Content-Length", Integer.toString(whole.content().length));
        assertThat(head.headers().get("Content-Length"))
                .isEqualTo(whole.headers().get("Content-Length"));
        assertThat(head.content()).isEmpty();
    }

    @Test
    void anotherMethodIsRefusedAndTheMethodsAreNamed() {
        IntegrationResponse refused = answer(REQUESTS, "DELETE", "/insights", Map.of());
        IntegrationResponse options = answer(REQUESTS, "OPTIONS", "/insights", Map.of());

        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.headers()).containsEntry("Allow", "GET, HEAD, OPTIONS");
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.headers()).containsEntry("Allow", "GET, HEAD, OPTIONS");
    }

    @Test
    void aPathHasItsTemplateWithAndWithoutASlashAtItsEnd() {
        assertThat(IntegrationRequests.template("/lab-utilization/docker")).hasValue("/lab-utilization/{lab_type}");
        assertThat(IntegrationRequests.template("/lab-utilization/")).hasValue("/lab-utilization");
        assertThat(IntegrationRequests.template("/servers/7/profile/")).hasValue("/servers/{server_id}/profile");
        assertThat(IntegrationRequests.templates())
                .allSatisfy(template -> assertThat(IntegrationRequests.template(template.replaceAll("\\{\\w+}", "7")))
                        .hasValue(template));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "//", "/lab-utilization//", "/servers/7", "/servers//profile", "/users/x", "/a/b/c/d"})
    void nothingIsAnsweredElsewhere(String path) {
        assertThat(IntegrationRequests.template(path)).isEmpty();
        assertThat(get(path).status()).isEqualTo(404);
    }

    @Test
    void whatJaxRsAnswersAtADocumentedPathIsAnsweredHere() {
        assertThat(Http.json(Http.get(server, "/")).get("endpoints"))
                .map(endpoint -> endpoint.asText())
                .filteredOn(endpoint -> endpoint.startsWith("/integration/"))
                .containsExactlyElementsOf(IntegrationRequests.templates().stream()
                        .map(template -> "/integration" + template)
                        .toList());
    }

    @Test
    void aQueryThatIsNotPercentEncodedIsRefused() {
        assertThat(get("/insights?zone=%zz").status()).isEqualTo(400);
    }

    @Test
    void aFailedReportIsUnavailableAndSaysWhenToAskAgain() {
        IntegrationRequests failing = IntegrationRequests.over(new FakeClient(
                type -> Reports.labUtilization(type, IntegrationStatus.FAILED, Duration.ofMillis(4_900)),
                Reports::serverAllocation));

        IntegrationResponse answer = answer(failing, "GET", "/lab-utilization", Map.of());

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).containsEntry("Retry-After", "5").containsEntry("Cache-Control", "no-store");
    }

    @Test
    void aDefectIsAnInternalErrorWithoutItsText() {
        IntegrationRequests failing = IntegrationRequests.over(FakeClient.failing(new IllegalStateException("secret")));

        IntegrationResponse answer = answer(failing, "GET", "/lab-utilization", Map.of());

        assertThat(answer.status()).isEqualTo(500);
        assertThat(new String(answer.content(), UTF_8)).contains(ID).doesNotContain("secret");
    }

    @Test
    void exceptionsOfAdaptersHaveTheProblemsOfTheServer() {
        IntegrationResponse unknown = IntegrationRequests.problem(new UnknownServerException(7), ID);
        IntegrationResponse undetermined = IntegrationRequests.problem(
                new UndeterminedLabTypeException("x", Duration.ofSeconds(3), List.of()), null);

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.headers()).containsEntry("X-Request-Id", ID);
        assertThat(new String(unknown.content(), UTF_8)).contains("urn:ar1:integration:problem:unknown-server");
        assertThat(undetermined.status()).isEqualTo(503);
        assertThat(undetermined.headers()).containsEntry("Retry-After", "3").containsKey("X-Request-Id");
    }

    /** Runs on a class path without a JAX-RS implementation. */
    public static final class WithoutAnImplementation implements Callable<String> {
        @Override
        public String call() {
            StringBuilder seen = new StringBuilder();
            IntegrationRequests requests = IntegrationRequests.over(new FakeClient());
            for (String target : List.of("/lab-utilization?format=csv", "/insights?format=ndjson", "/insights?x=1")) {
                IntegrationResponse answer = answer(requests, "GET", target, Map.of());
                seen.append(answer.status())
                        .append(' ')
                        .append(answer.headers().get("Content-Type"))
                        .append('\n');
            }
            return seen.toString();
        }
    }

    @Test
    void noJaxRsImplementationIsNeeded() throws Exception {
        URL[] classPath = Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("jersey-"))
                .map(IntegrationRequestsTest::url)
                .toArray(URL[]::new);
        try (URLClassLoader without = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
            Class<?> there = without.loadClass(WithoutAnImplementation.class.getName());

            Object seen = ((Callable<?>) there.getDeclaredConstructor().newInstance()).call();

            assertThat(seen)
                    .isEqualTo("200 text/csv;charset=utf-8\n200 application/x-ndjson\n400 application/problem+json\n");
        }
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
