package org.ar1.integration.jaxrs.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.ar1.integration.jaxrs.Http;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Micrometer is optional: without its jars the server runs, and has no metrics. */
@Timeout(60)
class WithoutMicrometerTest {

    /** What runs where there is no Micrometer: the statuses of three paths, and whether the first names the last. */
    public static final class Statuses implements Callable<List<Object>> {
        @Override
        public List<Object> call() throws Exception {
            try (IntegrationServer server = IntegrationServer.builder()
                    .config(Http.CONFIG)
                    .server(Http.anyPort())
                    .start()) {
                return List.of(
                        Http.get(server, "/").statusCode(),
                        Http.get(server, "/health").statusCode(),
                        Http.get(server, "/metrics").statusCode(),
                        Http.get(server, "/").body().contains("/metrics"));
            }
        }
    }

    @Test
    void theServerRunsWithoutIt() throws Exception {
        URL[] classPath = Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> !entry.contains("micrometer-") && !entry.contains("prometheus-metrics-"))
                .map(WithoutMicrometerTest::url)
                .toArray(URL[]::new);
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        try (URLClassLoader without = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(without); // Jersey looks there
            Class<?> there = without.loadClass(Statuses.class.getName());
            assertThat(there).isNotSameAs(Statuses.class);

            Object statuses = ((Callable<?>) there.getDeclaredConstructor().newInstance()).call();

            assertThat(statuses).isEqualTo(List.of(200, 200, 404, false));
        } finally {
            thread.setContextClassLoader(usual);
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
