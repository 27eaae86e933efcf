package org.ar1.integration.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.config.IntegrationConfigBuilder;
import org.ar1.integration.config.InvalidConfigException;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UpstreamException;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.HeaderProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A header that is set for one service is a secret between the caller and that service. */
class RequestHeadersTest {

    private static final String SECRET = "Bearer s3cr3t";

    @RegisterExtension
    static final FakeServices SERVICES = new FakeServices();

    private static List<LoggedRequest> requests(UpstreamService service) {
        return SERVICES.of(service).getAllServeEvents().stream()
                .map(event -> event.getRequest())
                .toList();
    }

    private static void askEverything(IntegrationClient client) {
        client.labUtilization().report();
        client.serverAllocation().report();
        client.serverAllocation().userPerformance("nobody");
    }

    @ParameterizedTest
    @EnumSource(UpstreamService.class)
    void aHeaderIsSentToItsServiceOnly(UpstreamService service) {
        SERVICES.replayEverything();
        IntegrationClient client = SERVICES.client(SERVICES.builder(
                SERVICES.config().header(service, "Authorization", SECRET).header(service, "X-Tenant", "a")));
        askEverything(client);
        for (UpstreamService other : UpstreamService.values()) {
            assertThat(requests(other)).isNotEmpty().allSatisfy(request -> {
                assertThat(request.containsHeader("Authorization")).isEqualTo(other == service);
                assertThat(request.containsHeader("X-Tenant")).isEqualTo(other == service);
            });
        }
        assertThat(requests(service))
                .allSatisfy(request ->
                        assertThat(request.getHeader("Authorization")).isEqualTo(SECRET));
    }

    @Test
    void aHeaderWithoutAServiceIsSentToAll() {
        SERVICES.replayEverything();
        askEverything(SERVICES.client(SERVICES.builder(SERVICES.config().header("Authorization", SECRET))));
        for (UpstreamService service : UpstreamService.values()) {
            assertThat(requests(service))
                    .isNotEmpty()
                    .allSatisfy(request ->
                            assertThat(request.getHeader("Authorization")).isEqualTo(SECRET));
        }
    }

    @Test
    void theFileReplacesHeadersOfTheSettingsAndTheProviderBoth(@TempDir Path directory) throws IOException {
        SERVICES.replayEverything();
        Path file = directory.resolve("headers");
        Files.writeString(file, "* X-Of-File: file\n* X-Of-Provider: file\n");
        IntegrationClient client = SERVICES.client(SERVICES.builder(SERVICES.config()
                        .header("X-Of-Settings", "settings")
                        .header("X-Of-File", "settings")
                        .header("X-Of-Provider", "settings")
                        .upstreamHeadersFile(file))
                .headerProvider(service -> Map.of("X-Of-Provider", service.id())));
        client.labUtilization().popularLabs();
        assertThat(requests(UpstreamService.LAB_MONITORING)).singleElement().satisfies(request -> {
            assertThat(request.header("X-Of-Settings").values()).containsExactly("settings");
            assertThat(request.header("X-Of-File").values()).containsExactly("file");
            assertThat(request.header("X-Of-Provider").values()).containsExactly("lab-monitoring");
        });
    }

    @Test
    void theProviderIsAskedBeforeEachAttempt() {
        SERVICES.replayEverything();
        AtomicInteger asked = new AtomicInteger();
        IntegrationClient client = SERVICES.client(SERVICES.builder(SERVICES.config())
                .headerProvider(service -> Map.of("X-Token", Integer.toString(asked.incrementAndGet()))));
        client.labUtilization().popularLabs();
        client.labUtilization().popularLabs();
        assertThat(requests(UpstreamService.LAB_MONITORING))
                .extracting(request -> request.getHeader("X-Token"))
                .doesNotHaveDuplicates()
                .hasSize(asked.get());
    }

    @Test
    void aProviderThatFailsOrGivesAWrongHeaderFailsTheAttemptWithoutTheValue() {
        SERVICES.replayEverything();
        for (HeaderProvider wrong : List.<HeaderProvider>of(
                service -> Map.of("X-Token", "s3cr3t\r\nX: y"), service -> Map.of("Host", "s3cr3t"), service -> {
                    throw new IllegalStateException("s3cr3t");
                })) {
            Sourced<?> failed = SERVICES.client(
                            SERVICES.builder(SERVICES.config()).headerProvider(wrong))
                    .labUtilization()
                    .popularLabs();
            assertThat(failed.error()).isNotNull();
            assertThat(failed.error().code()).isEqualTo(ErrorCode.INTERNAL);
            assertThat(failed.toString()).doesNotContain("s3cr3t");
        }
        assertThat(requests(UpstreamService.LAB_MONITORING)).isEmpty();
    }

    @Test
    void everyRequestAsksForJson() {
        SERVICES.replayEverything();
        askEverything(SERVICES.client());
        for (UpstreamService service : UpstreamService.values()) {
            assertThat(requests(service)).allSatisfy(request -> {
                assertThat(request.getMethod().getName()).isEqualTo("GET");
                assertThat(request.getHeader("Accept")).isEqualTo("application/json");
                assertThat(request.getProtocol()).isEqualTo("HTTP/1.1");
                assertThat(request.containsHeader("Upgrade")).isFalse();
            });
        }
    }

    @Test
    void anAcceptHeaderOfOnesOwnReplacesOurs() {
        IntegrationClient client = SERVICES.client(SERVICES.builder(
                SERVICES.config().header(UpstreamService.LAB_MONITORING, "accept", "application/vnd.labs+json")));
        client.labUtilization().popularLabs();
        assertThat(requests(UpstreamService.LAB_MONITORING))
                .singleElement()
                .satisfies(request ->
                        assertThat(request.header("Accept").values()).containsExactly("application/vnd.labs+json"));
    }

    @Test
    void aSecretIsShownNowhere() {
        IntegrationConfigBuilder settings = SERVICES.config();
        for (UpstreamService service : UpstreamService.values()) {
            settings.header(service, "Authorization", SECRET);
        }
        IntegrationClient client = SERVICES.client(SERVICES.builder(settings));
        Sourced<?> failed = client.labUtilization().popularLabs();
        assertThat(List.of(
                        settings.build().toString(),
                        client.toString(),
                        client.labUtilization().toString(),
                        client.serverAllocation().toString(),
                        failed.toString(),
                        client.labUtilization().report().toString(),
                        client.serverAllocation().report().toString()))
                .allSatisfy(text -> assertThat(text).doesNotContain("s3cr3t"));
        assertThatThrownBy(failed::orElseThrow)
                .isInstanceOf(UpstreamException.class)
                .message()
                .doesNotContain("s3cr3t");
    }

    @Test
    void aHeaderThatCannotBeSentIsNamedWithoutItsValue() {
        assertThatThrownBy(() -> SERVICES.config()
                        .header(UpstreamService.LAB_MONITORING, "Authorization", "s3cr3t\r\nX: y")
                        .header(UpstreamService.PERFORMANCE, "Host", "s3cr3t")
                        .header(UpstreamService.USER_PROGRESS, "not a name", "s3cr3t")
                        .build())
                .isInstanceOfSatisfying(InvalidConfigException.class, invalid -> {
                    assertThat(invalid.problems()).hasSize(3);
                    assertThat(invalid.toString() + invalid.problems())
                            .contains("Authorization", "Host", "not a name")
                            .doesNotContain("s3cr3t");
                });
    }
}
