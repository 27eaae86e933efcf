package org.ar1.integration.micrometer;

import org.ar1.integration.IntegrationClient;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.event.IntegrationListener;
import org.ar1.integration.event.SourceRead;
import org.ar1.integration.spi.HttpTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Micrometer is optional: without its jars everything else works, listeners included. */
@Timeout(60)
class WithoutMicrometerTest {

    /** What runs where there is no Micrometer. */
    public static final class OneRead implements Callable<Integer> {
        @Override
        public Integer call() {
            AtomicInteger reads = new AtomicInteger();
            HttpTransport nobody = (uri, headers) -> null;
            IntegrationListener listener = new IntegrationListener() {
                @Override
                public void sourceRead(SourceRead event) {
                    reads.incrementAndGet();
                }
            };
            try (IntegrationClient client = IntegrationClient.builder()
                    .config(IntegrationConfig.builder().maxRetries(0).build())
                    .transport(nobody)
                    .listener(listener)
                    .build()) {
                client.labUtilization().popularLabs();
            }
            return reads.get();
        }
    }

    private static URL[] classPathWithoutMicrometer() {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> !entry.contains("micrometer-") && !entry.contains("HdrHistogram"))
                .map(WithoutMicrometerTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theLibraryRunsWithoutIt() throws Exception {
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        try (URLClassLoader without = new URLClassLoader(classPathWithoutMicrometer(), platform)) {
            assertThatThrownBy(() -> without.loadClass("io.micrometer.core.instrument.MeterRegistry"))
                    .isInstanceOf(ClassNotFoundException.class);
            Class<?> there = without.loadClass(OneRead.class.getName());
            assertThat(there).isNotSameAs(OneRead.class);

            Object reads = ((Callable<?>) there.getDeclaredConstructor().newInstance()).call();

            assertThat(reads).isEqualTo(1);
        }
    }
}
