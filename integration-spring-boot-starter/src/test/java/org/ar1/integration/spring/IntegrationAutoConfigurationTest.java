package org.ar1.integration.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.Module;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.config.InvalidConfigException;
import org.ar1.integration.document.ReportModule;
import org.ar1.integration.event.AttemptStarted;
import org.ar1.integration.event.IntegrationListener;
import org.ar1.integration.micrometer.MicrometerListener;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.CacheEntry;
import org.ar1.integration.spi.HttpTransport;
import org.ar1.integration.spi.IntegrationCache;
import org.ar1.integration.spi.LabTypeMatch;
import org.ar1.integration.spi.LabTypeResolver;
import org.ar1.integration.spi.RetryPolicy;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class IntegrationAutoConfigurationTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    IntegrationAutoConfiguration.class,
                    IntegrationHealthAutoConfiguration.class,
                    IntegrationJacksonAutoConfiguration.class,
                    IntegrationJerseyAutoConfiguration.class,
                    IntegrationMetricsAutoConfiguration.class,
                    IntegrationWebMvcAutoConfiguration.class));

    @Test
    void anApplicationHasAClientWithTheDefaultsOfTheLibrary() {
        runner.run(context -> {
            assertThat(context).hasNotFailed().hasSingleBean(IntegrationClient.class);
            assertThat(context.getBean(IntegrationConfig.class).toString())
                    .isEqualTo(IntegrationConfig.builder().build().toString());
        });
    }

    @Test
    void aNumberWithoutAUnitIsSecondsAsInTheVariables() {
        runner.withPropertyValues("ar1.integration.request-timeout=3")
                .run(context -> assertThat(
                                context.getBean(IntegrationConfig.class).requestTimeout())
                        .isEqualTo(Duration.ofSeconds(3)));
    }

    @Test
    void headersOfAServiceAreSentAndNeverShown() {
        runner.withPropertyValues("ar1.integration.headers.user-progress.Authorization=secret")
                .run(context -> {
                    IntegrationConfig config = context.getBean(IntegrationConfig.class);
                    assertThat(config.headers(UpstreamService.USER_PROGRESS)).containsEntry("Authorization", "secret");
                    assertThat(config.toString() + context.getBean(IntegrationProperties.class))
                            .doesNotContain("secret");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "ar1.integration.request-timeout=0s, ar1.integration.request-timeout is",
        "ar1.integration.insight-target=0.9, ar1.integration.insight-target is",
        "ar1.integration.url.lab-monitoring=ftp://x, ar1.integration.url.lab-monitoring is",
        "MAX_RETRIES=eleven, MAX_RETRIES is"
    })
    void aSettingThatCannotBeUsedEndsTheStartByTheNameUnderWhichItWasSet(String property, String named) {
        runner.withPropertyValues(property).run(context -> {
            assertThat(context).hasFailed();
            FailureAnalysis analysis = new InvalidConfigFailureAnalyzer().analyze(context.getStartupFailure());
            assertThat(analysis).isNotNull();
            assertThat(analysis.getDescription()).contains("- " + named);
        });
    }

    @Test
    void allSettingsThatCannotBeUsedAreNamedAtOnce() {
        runner.withPropertyValues("ar1.integration.max-retries=99", "CACHE_DURATION=x")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOfSatisfying(
                                InvalidConfigException.class,
                                invalid -> assertThat(invalid.problems()).hasSize(2)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ar1.integration.request-timout=3s",
                "ar1.integration.url.lab-monitor=http://localhost",
                "ar1.integration.web.path=integration",
                "ar1.integration.web.path=/",
                "ar1.integration.max-retries=many"
            })
    void aPropertyThatDoesNotExistOrHasNoSuchValueEndsTheStart(String property) {
        runner.withPropertyValues(property).run(context -> assertThat(context).hasFailed());
    }

    @Test
    void theClientIsClosedWithTheApplication() {
        runner.run(context -> {
            IntegrationClient client = context.getBean(IntegrationClient.class);
            context.close();
            assertThatIllegalStateException()
                    .isThrownBy(() -> client.labUtilization().report())
                    .withMessageContaining("closed");
        });
    }

    /** Answers nothing. */
    private record Refusing(AtomicInteger calls) implements HttpTransport {
        @Override
        public CompletableFuture<Response> get(URI uri, Map<String, String> headers) {
            calls.incrementAndGet();
            return CompletableFuture.failedFuture(new ConnectException("refused"));
        }
    }

    /** All parts of an application's own. */
    @Configuration(proxyBeanMethods = false)
    static class OwnParts {

        final AtomicInteger calls = new AtomicInteger();
        final AtomicInteger retries = new AtomicInteger();
        final CompletableFuture<AttemptStarted> heard = new CompletableFuture<>();
        final CompletableFuture<AttemptStarted> heardToo = new CompletableFuture<>();
        final AtomicInteger looked = new AtomicInteger();

        @Bean
        HttpTransport transport() {
            return new Refusing(calls);
        }

        @Bean
        RetryPolicy retryPolicy() {
            return failed -> {
                retries.incrementAndGet();
                return Optional.empty();
            };
        }

        @Bean
        IntegrationListener listener() {
            return new Hearing(heard);
        }

        @Bean
        IntegrationListener other() {
            return new Hearing(heardToo);
        }

        @Bean
        LabTypeResolver resolver() {
            return (name, catalogue) -> new LabTypeMatch(name, false);
        }

        private record Hearing(CompletableFuture<AttemptStarted> heard) implements IntegrationListener {
            @Override
            public void attemptStarted(AttemptStarted event) {
                heard.complete(event);
            }
        }
    }

    @Test
    void beansOfTheApplicationReplaceThePartsOfTheClient() {
        runner.withUserConfiguration(OwnParts.class).run(context -> {
            OwnParts parts = context.getBean(OwnParts.class);

            assertThat(context.getBean(IntegrationClient.class)
                            .labUtilization()
                            .report()
                            .integrationStatus())
                    .isEqualTo(IntegrationStatus.FAILED);

            assertThat(parts.calls).hasPositiveValue();
            assertThat(parts.retries).hasPositiveValue();
            assertThat(parts.heard).succeedsWithin(Duration.ofSeconds(20));
            assertThat(parts.heardToo).succeedsWithin(Duration.ofSeconds(20));
        });
    }

    @Test
    void settingsOfTheApplicationsOwnReplaceThePropertiesAndVariables() {
        IntegrationConfig own = IntegrationConfig.builder().maxRetries(7).build();
        runner.withBean(IntegrationConfig.class, () -> own)
                .withPropertyValues("MAX_RETRIES=nonsense")
                .run(context ->
                        assertThat(context.getBean(IntegrationConfig.class)).isSameAs(own));
    }

    @Test
    void customizersComeLast() {
        runner.withBean(
                        IntegrationClientCustomizer.class,
                        () -> builder -> builder.transport(new Refusing(new AtomicInteger())))
                .run(context -> assertThat(context.getBean(IntegrationClient.class)
                                .labUtilization()
                                .report()
                                .integrationStatus())
                        .isEqualTo(IntegrationStatus.FAILED));
    }

    @Test
    void aClientOfTheApplicationStaysAloneWithItsListeners() {
        try (IntegrationClient own =
                IntegrationClient.create(IntegrationConfig.builder().build())) {
            runner.withBean(IntegrationClient.class, () -> own)
                    .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                    .run(context -> {
                        assertThat(context).hasNotFailed().hasSingleBean(IntegrationClient.class);
                        assertThat(context.getBean(IntegrationClient.class)).isSameAs(own);
                        assertThat(context)
                                .doesNotHaveBean(IntegrationConfig.class)
                                .doesNotHaveBean(MicrometerListener.class)
                                .hasBean("integrationHealthContributor");
                    });
        }
    }

    @Test
    void metersAreInTheRegistryOfTheApplication() {
        runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withBean(HttpTransport.class, () -> new Refusing(new AtomicInteger()))
                .run(context -> assertThat(context.getBean(MeterRegistry.class)
                                .find("integration.upstream.in.flight")
                                .gauges())
                        .hasSize(UpstreamService.values().length));
        runner.run(context -> assertThat(context).doesNotHaveBean(MicrometerListener.class));
    }

    @Test
    void healthCanBeTurnedOff() {
        runner.run(context -> assertThat(context).hasBean("integrationHealthContributor"));
        runner.withPropertyValues("management.health.integration.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean("integrationHealthContributor"));
    }

    @Test
    void theHealthOfAllServicesIsReadByOneCallOfTheClient() {
        AtomicInteger reads = new AtomicInteger();
        CountDownLatch answered = new CountDownLatch(1);
        IntegrationClient client = (IntegrationClient) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {IntegrationClient.class}, (proxy, method, arguments) -> {
                    reads.incrementAndGet();
                    answered.await(20, TimeUnit.SECONDS);
                    return Map.of();
                });
        try {
            Map<String, Supplier<Map<String, Object>>> details =
                    IntegrationHealthAutoConfiguration.indicators(client, Function.identity());
            assertThat(details).hasSize(UpstreamService.values().length);
            assertThat(details.values())
                    .allSatisfy(ofService -> assertThat(ofService.get()).containsEntry("observed", false));
            while (reads.get() == 0) {
                Thread.onSpinWait();
            }
            assertThat(reads).hasValue(1);
        } finally {
            answered.countDown();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "true, true",
        "TRUE, true",
        "on, true",
        "yes, true",
        "1, true",
        "false, false",
        "off, false",
        "no, false",
        "0, false"
    })
    void theReportsAreMountedOnlyIfTheirPropertyIsTrue(String value, boolean mounted) {
        WebApplicationContextRunner web =
                new WebApplicationContextRunner().withPropertyValues("ar1.integration.web.enabled=" + value);
        web.withClassLoader(new FilteredClassLoader("org.glassfish"))
                .withConfiguration(AutoConfigurations.of(
                        IntegrationAutoConfiguration.class, IntegrationWebMvcAutoConfiguration.class))
                .run(context ->
                        assertThat(context.containsBean("integrationReports")).isEqualTo(mounted));
        web.withBean(ResourceConfig.class)
                .withConfiguration(AutoConfigurations.of(
                        IntegrationAutoConfiguration.class, IntegrationJerseyAutoConfiguration.class))
                .run(context -> assertThat(resources(context.getBean("integrationReportsCustomizer")))
                        .satisfies(resources -> assertThat(resources.isEmpty()).isNotEqualTo(mounted)));
    }

    /** What a customizer adds to a Jersey application; its type depends on the version of Spring Boot. */
    private static Set<Resource> resources(Object customizer) throws ReflectiveOperationException {
        ResourceConfig jersey = new ResourceConfig();
        customizer
                .getClass()
                .getInterfaces()[0]
                .getMethod("customize", ResourceConfig.class)
                .invoke(customizer, jersey);
        return jersey.getResources();
    }

    @Test
    void aValueThatIsNeitherTrueNorFalseEndsTheStartWithTheNameOfItsProperty() {
        new WebApplicationContextRunner()
                .withClassLoader(new FilteredClassLoader("org.glassfish"))
                .withConfiguration(AutoConfigurations.of(
                        IntegrationAutoConfiguration.class, IntegrationWebMvcAutoConfiguration.class))
                .withPropertyValues("ar1.integration.web.enabled=maybe")
                .run(context ->
                        assertThat(context).getFailure().cause().hasMessageContaining("'ar1.integration.web.enabled'"));
    }

    @Test
    void anApplicationWithoutWebMetricsAndActuatorHasItsClient() {
        runner.withClassLoader(new FilteredClassLoader(
                        "io.micrometer",
                        "jakarta.servlet",
                        "jakarta.ws.rs",
                        "org.glassfish",
                        "org.springframework.web",
                        "org.springframework.boot.actuate",
                        "org.springframework.boot.health"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(IntegrationClient.class)
                        .hasSingleBean(Module.class));
    }

    @Test
    void theModuleForJacksonIsReplaceable() {
        ReportModule own = new ReportModule();
        runner.withBean("own", ReportModule.class, () -> own)
                .run(context -> assertThat(context.getBeansOfType(Module.class).values())
                        .containsExactly(own));
    }

    @Test
    void aCacheOfTheApplicationIsUsed() {
        CompletableFuture<String> asked = new CompletableFuture<>();
        IntegrationCache cache = new IntegrationCache() {
            @Override
            public CacheEntry get(String key) {
                asked.complete(key);
                return null;
            }

            @Override
            public void put(String key, CacheEntry entry) {
                asked.complete(key);
            }
        };
        runner.withBean(IntegrationCache.class, () -> cache)
                .withBean(HttpTransport.class, () -> new Refusing(new AtomicInteger()))
                .run(context -> {
                    context.getBean(IntegrationClient.class).labUtilization().report();
                    assertThat(asked).isCompleted();
                });
    }
}
