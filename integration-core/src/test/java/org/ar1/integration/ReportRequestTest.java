package org.ar1.integration;

import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.spi.RetryPolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class ReportRequestTest {

    @Test
    void aRequestSaysWhatItWasMadeOf() {
        ReportRequest request = ReportRequest.of("docker").refreshed();

        assertThat(request.labType()).isEqualTo("docker");
        assertThat(request.isRefreshed()).isTrue();
        assertThat(request.traceparent()).isNull();
        assertThat(request).isEqualTo(ReportRequest.of("docker").refreshed()).isNotEqualTo(ReportRequest.of("docker"));
        assertThat(request).hasSameHashCodeAs(ReportRequest.of("docker").refreshed());
        assertThat(request).hasToString("ReportRequest[docker, refreshed]");
        assertThat(ReportRequest.all().labType()).isNull();
        assertThat(ReportRequest.all().traced(null)).isEqualTo(ReportRequest.all());
    }

    @Test
    void theBuilderRefusesAtOnceWhatCannotWork() {
        IntegrationClient.Builder builder = IntegrationClient.builder();

        assertThatNullPointerException().isThrownBy(() -> builder.clock(null)).withMessage("clock");
        assertThatNullPointerException().isThrownBy(() -> builder.config(null)).withMessage("config");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.httpClient(null))
                .withMessage("httpClient");
        assertThatNullPointerException()
                .isThrownBy(() -> IntegrationClient.builder()
                        .circuitBreakers(service -> null)
                        .build())
                .withMessageContaining("circuit breaker");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IntegrationClient.builder()
                        .config(IntegrationConfig.builder().maxRetries(5).build())
                        .retryPolicy(RetryPolicy.none())
                        .build())
                .withMessageContaining("retryPolicy")
                .withMessageContaining("maxRetries");
    }
}
