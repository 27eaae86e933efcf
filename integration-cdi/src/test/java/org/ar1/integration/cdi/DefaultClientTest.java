package org.ar1.integration.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Qualifier;
import jakarta.inject.Singleton;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.ConnectException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.LabUtilizationAdapter;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.document.ReportJson;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.spi.HeaderProvider;
import org.ar1.integration.spi.HttpTransport;
import org.junit.jupiter.api.Test;

/** Its beans have a scope that the discovery in the other tests does not find. */
class DefaultClientTest {

    /** Settings that lead nowhere. */
    @Singleton
    static class Settings {
        @Produces
        IntegrationConfig config() {
            return IntegrationConfig.builder().maxRetries(0).build();
        }
    }

    /** Settings that cannot be used. */
    @Singleton
    static class WrongSettings {
        @Produces
        IntegrationConfig config() {
            return ApplicationSettings.of(
                    List.of(), name -> name.endsWith("max-retries") ? Optional.of("many") : Optional.empty());
        }
    }

    /** A transport that notes what it is asked for, with which header, and fails. */
    @Singleton
    static class Parts {

        static final Queue<URI> ASKED = new ConcurrentLinkedQueue<>();
        static final Queue<String> TENANTS = new ConcurrentLinkedQueue<>();

        @Produces
        HttpTransport transport() {
            return (uri, headers) -> {
                ASKED.add(uri);
                TENANTS.add(headers.getOrDefault("X-Tenant", "none"));
                return CompletableFuture.failedFuture(new ConnectException("There is nothing."));
            };
        }

        @Produces
        HeaderProvider headers() {
            return service -> Map.of("X-Tenant", "north");
        }
    }

    /** A client of the application. */
    @Singleton
    static class OwnClient {

        static final IntegrationClient CLIENT =
                IntegrationClient.create(IntegrationConfig.builder().build());

        @Produces
        IntegrationClient client() {
            return CLIENT;
        }
    }

    /** Another client of the application, which is injected only where it is asked for. */
    @Singleton
    static class NorthernClient {
        @Produces
        @North
        IntegrationClient client() {
            return OwnClient.CLIENT;
        }
    }

    /** Marks a client of several. */
    @Qualifier
    @Retention(RetentionPolicy.RUNTIME)
    @interface North {}

    private static SeContainer container(Class<?>... beans) {
        return SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(ClientFactory.class)
                .addBeanClasses(beans)
                .initialize();
    }

    @Test
    void thereIsAClientWithThePartsOfTheApplicationAndItIsClosedWithTheContainer() {
        LabUtilizationAdapter labs;
        try (SeContainer container = container(Settings.class, Parts.class)) {
            labs = container.select(IntegrationClient.class).get().labUtilization();

            assertThat(labs.report().status().id()).isEqualTo("failed");
            assertThat(Parts.ASKED).isNotEmpty();
            assertThat(Parts.TENANTS).contains("north");
        }
        assertThatThrownBy(labs::report).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void settingsThatCannotBeUsedEndTheStart() {
        assertThatThrownBy(() -> container(WrongSettings.class))
                .hasStackTraceContaining("ar1.integration.max-retries ");
    }

    @Test
    void aClientOfTheApplicationTakesItsPlace() {
        try (SeContainer container = container(OwnClient.class)) {
            assertThat(container.select(IntegrationClient.class).get()).isSameAs(OwnClient.CLIENT);
        }
    }

    @Test
    void aClientWithAQualifierDoesNotTakeItsPlace() {
        try (SeContainer container = container(Settings.class, NorthernClient.class)) {
            assertThat(container.select(IntegrationClient.class).get()).isNotSameAs(OwnClient.CLIENT);
        }
    }

    @Test
    void withoutSettingsThoseOfTheEnvironmentApply() {
        try (SeContainer container = container()) {
            assertThat(container.select(IntegrationClient.class).get().labUtilization())
                    .isNotNull();
        }
    }

    @Test
    void theMapperOfQuarkusWritesReportsAsTheLibraryDoes() throws JsonProcessingException {
        try (SeContainer container = container(Settings.class, Parts.class)) {
            LabUtilizationReport report = container
                    .select(IntegrationClient.class)
                    .get()
                    .labUtilization()
                    .report();
            ObjectMapper mapper = new ObjectMapper();
            container.select(ObjectMapperCustomizer.class).get().customize(mapper);

            assertThat(mapper.writeValueAsBytes(report)).isEqualTo(ReportJson.write(report));
        }
    }
}
