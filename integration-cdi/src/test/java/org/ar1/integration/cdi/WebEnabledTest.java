package org.ar1.integration.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.util.Map;
import java.util.Optional;
import org.ar1.integration.config.InvalidConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebEnabledTest {

    private static SeContainer container() {
        return SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(ClientFactory.class, IntegrationResource.class, DefaultClientTest.OwnClient.class)
                .initialize();
    }

    private static int statusOfAnyReport() {
        try (SeContainer container = container()) {
            return container
                    .select(IntegrationResource.class)
                    .get()
                    .get("campus", null, null)
                    .getStatus();
        }
    }

    @Test
    void theReportsAreNotAnsweredByDefault() {
        assertThat(statusOfAnyReport()).isEqualTo(404);
        try (FixedProperties properties = FixedProperties.set(Map.of())) {
            assertThat(properties.getPropertyNames()).isEmpty();
            assertThat(statusOfAnyReport()).isEqualTo(404);
        }
    }

    @Test
    void aValueThatIsNeitherTrueNorFalseEndsTheStartWithTheNameOfTheProperty() {
        try (FixedProperties properties = FixedProperties.set(Map.of("ar1.integration.web.enabled", "yes"))) {
            assertThat(properties.getPropertyNames()).hasSize(1);
            assertThatThrownBy(WebEnabledTest::container)
                    .hasStackTraceContaining("ar1.integration.web.enabled is \"yes\", but must be true or false");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "TRUE", " true "})
    void trueIsReadInAnyCase(String value) {
        assertThat(ApplicationSettings.isTrue("any", Optional.of(value))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "False", " "})
    void falseIsReadInAnyCaseAndABlankIsFalse(String value) {
        assertThat(ApplicationSettings.isTrue("any", Optional.of(value))).isFalse();
    }

    @Test
    void withoutMicroProfileConfigTheVariableIsNamed() {
        assertThatThrownBy(() -> ApplicationSettings.isTrue("AR1_INTEGRATION_WEB_ENABLED", Optional.of("1")))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageStartingWith("AR1_INTEGRATION_WEB_ENABLED is \"1\"");
    }
}
