package org.ar1.integration.spring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.ar1.integration.IntegrationClient;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;

/** Applications on free ports, and requests to them. */
final class Web {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Web() {}

    /** Starts an application that cannot load classes of the packages. */
    static ConfigurableApplicationContext start(
            Class<?> application, Map<String, Object> properties, String... missingPackages) {
        SpringApplication spring =
                new SpringApplication(new DefaultResourceLoader(new FilteredClassLoader(missingPackages)), application);
        Map<String, Object> all = new TreeMap<>(properties);
        all.put("server.port", "0");
        all.put("server.address", "127.0.0.1");
        all.put("spring.main.banner-mode", "off");
        all.put("spring.jmx.enabled", "false");
        all.put("logging.level.root", "OFF");
        spring.setDefaultProperties(all);
        spring.setRegisterShutdownHook(false);
        return spring.run();
    }

    /** Reads everything until it comes from memory, so that each report is the same object from then on. */
    static void settle(IntegrationClient client) {
        for (int i = 0; i < 3; i++) {
            client.labUtilization().report();
            client.labUtilization().report("docker");
            client.serverAllocation().report();
            client.insights().report();
            client.campus().report();
        }
    }

    /** An answer; the content is decoded as UTF-8, also when it is compressed. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(int status, Map<String, String> headers, byte[] bytes) {

        String body() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    static Answer get(ConfigurableApplicationContext application, String target, String... headers) {
        return send(application, "GET", target, headers);
    }

    static Answer send(ConfigurableApplicationContext application, String method, String target, String... headers) {
        String port = application.getEnvironment().getProperty("local.server.port");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<byte[]> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            response.headers().map().forEach((name, values) -> fields.put(name, String.join(", ", values)));
            return new Answer(response.statusCode(), fields, response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
