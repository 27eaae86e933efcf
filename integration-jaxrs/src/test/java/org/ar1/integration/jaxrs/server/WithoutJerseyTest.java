package org.ar1.integration.jaxrs.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.ar1.integration.jaxrs.Http;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The standalone server on a class path that lacks parts of Jersey. */
class WithoutJerseyTest {

    /** What runs there: how the start fails. */
    public static final class Start implements Callable<String> {
        @Override
        public String call() throws Exception {
            try (IntegrationServer server = IntegrationServer.builder()
                    .config(Http.CONFIG)
                    .server(Http.anyPort())
                    .start()) {
                return "it listens on " + server.uri();
            } catch (IllegalStateException e) {
                return String.valueOf(e.getMessage());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "jersey-hk2-, org.glassfish.jersey.inject:jersey-hk2",
        "jersey-container-jdk-http-, org.glassfish.jersey.containers:jersey-container-jdk-http",
        "jersey-server-, org.glassfish.jersey.core:jersey-server",
        "jersey-, org.glassfish.jersey.core:jersey-server",
        "jersey-, org.glassfish.jersey.inject:jersey-hk2",
        "jersey-, org.glassfish.jersey.containers:jersey-container-jdk-http"
    })
    void whatIsMissingIsNamed(String jars, String named) throws Exception {
        URL[] classPath = Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith(jars))
                .map(WithoutJerseyTest::url)
                .toArray(URL[]::new);
        try (URLClassLoader without = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
            Class<?> there = without.loadClass(Start.class.getName());

            Object failure = ((Callable<?>) there.getDeclaredConstructor().newInstance()).call();

            assertThat(failure)
                    .asString()
                    .startsWith("IntegrationServer needs Jersey")
                    .contains(named);
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
