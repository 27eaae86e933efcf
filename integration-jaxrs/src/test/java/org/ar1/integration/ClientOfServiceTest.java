package org.ar1.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.config.InvalidConfigException;
import org.ar1.integration.event.IntegrationListener;
import org.ar1.integration.jaxrs.Http;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.jaxrs.server.auth.TokensFileTest;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.testkit.SampleCampus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that asks a real server. */
class ClientOfServiceTest extends IntegrationClientContract {

    private static final String TOKEN = "a-token";

    @TempDir
    private Path directory;

    private IntegrationServer server;

    @Override
    IntegrationClient client(IntegrationConfig config, List<IntegrationListener> listeners) throws IOException {
        server = start(config, 0);
        IntegrationClient.Builder builder = IntegrationClient.builder()
                .config(config.toBuilder()
                        .integrationServiceUrl(server.uri())
                        .integrationServiceToken(TOKEN)
                        .build());
        listeners.forEach(builder::listener);
        return builder.build();
    }

    private IntegrationServer start(IntegrationConfig config, int port) throws IOException {
        Path tokens = Files.writeString(directory.resolve("tokens"), TokensFileTest.line("teacher", TOKEN));
        return IntegrationServer.builder()
                .config(config)
                .server(Http.anyPort().toBuilder().port(port).tokensFile(tokens).build())
                .start();
    }

    @Override
    void end() {
        if (server != null) {
            server.close();
        }
    }

    private static IntegrationConfig config(SampleCampus campus) {
        return IntegrationConfig.fromEnvironment(campus.environment()).toBuilder()
                .maxRetries(0)
                .initialBackoff(Duration.ZERO)
                .build();
    }

    @Test
    void aServiceThatIsAwayLeavesTheLastGoodAnswerUntilItIsBack() throws Exception {
        try (SampleCampus campus = SampleCampus.builder().historyDays(1).start();
                IntegrationClient client = client(config(campus), List.of())) {
            LabUtilizationReport good = client.labUtilization().report();
            int port = server.uri().getPort();
            server.close();

            LabUtilizationReport stale = client.labUtilization().report();
            assertThat(stale.labUsage()).isEqualTo(good.labUsage());
            assertThat(stale.integrationStatus()).isEqualTo(IntegrationStatus.PARTIAL);
            assertThat(stale.sources()).allMatch(source -> source.outcome() == Outcome.STALE);
            assertThat(client.serverAllocation().report().integrationStatus()).isEqualTo(IntegrationStatus.FAILED);
            assertThat(client.health()).isEmpty();

            server = start(config(campus), port);
            LabUtilizationReport again = client.labUtilization().report();
            assertThat(again.integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
            assertThat(again.labUsage()).isEqualTo(good.labUsage());
        }
    }

    @Test
    void aTokenThatTheServiceDoesNotKnowIsAnErrorThatNamesTheSetting() throws Exception {
        try (SampleCampus campus = SampleCampus.builder().historyDays(1).start();
                IntegrationClient known = client(config(campus), List.of());
                IntegrationClient unknown = IntegrationClient.create(IntegrationConfig.builder()
                        .integrationServiceUrl(server.uri())
                        .integrationServiceToken("another")
                        .build())) {
            assertThat(known.labUtilization().report().integrationStatus()).isEqualTo(IntegrationStatus.SUCCESS);
            assertThatThrownBy(() -> unknown.labUtilization().report())
                    .isInstanceOf(InvalidConfigException.class)
                    .hasMessageContaining("INTEGRATION_SERVICE_TOKEN");
            assertThat(unknown.health()).isEmpty();
        }
    }
}
