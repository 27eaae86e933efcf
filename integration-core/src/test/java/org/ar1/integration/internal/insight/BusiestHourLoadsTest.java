package org.ar1.integration.internal.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.OptionalDouble;
import org.ar1.integration.insight.ServerCapacity;
import org.ar1.integration.internal.insight.SampleInputs.Usage;
import org.ar1.integration.upstream.ResourceAmounts;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerStatistics;
import org.junit.jupiter.api.Test;

class BusiestHourLoadsTest {

    private static final String MONDAY = "2026-11-23T00:00:00Z";

    private static OptionalDouble load(SampleInputs given, long id) {
        InsightInputs inputs = given.inputs();
        ServerStatistics statistics = inputs.statistics().orNull();
        return new BusiestHourLoads(statistics, inputs.zone()).of(server(inputs, id), statistics);
    }

    private static Server server(InsightInputs inputs, long id) {
        return inputs.servers().orNull().stream()
                .filter(server -> server.id() == id)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theLoadIsThatOfTheTableOfServersInEachZone() {
        for (String zone : new String[] {"UTC", "Asia/Kolkata", "Europe/Berlin"}) {
            InsightInputs inputs = PlantedCampus.inputs().zone(zone).inputs();
            ServerStatistics statistics = inputs.statistics().orNull();
            BusiestHourLoads loads = new BusiestHourLoads(statistics, ZoneId.of(zone));

            assertThat(Insights.of(inputs).servers())
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(loads.of(server(inputs, row.serverId()), statistics))
                            .hasValue(busiest(row)));
        }
    }

    private static double busiest(ServerCapacity row) {
        return row.busiestHour().p95();
    }

    @Test
    void theHigherOneOfCpuAndMemoryCounts() {
        SampleInputs given = SampleInputs.until(MONDAY, 2)
                .server(1, slot -> new Usage(30, 40, 90))
                .server(2, slot -> new Usage(50, 40, 90));

        assertThat(load(given, 1)).hasValue(0.4);
        assertThat(load(given, 2)).hasValue(0.5);
    }

    @Test
    void aResourceWithoutAMaximumDoesNotCount() {
        SampleInputs given = SampleInputs.until(MONDAY, 2)
                .server(1, new ResourceAmounts(100.0, 0.0, 100.0), slot -> new Usage(30, 40, 90))
                .server(2, new ResourceAmounts(null, null, 100.0), slot -> new Usage(30, 40, 90));

        assertThat(load(given, 1)).hasValue(0.3);
        assertThat(load(given, 2)).isEmpty();
    }

    @Test
    void withLessThanTwoWeeksThereIsNoLoad() {
        SampleInputs given = SampleInputs.until(MONDAY, 2);
        given.server(1, slot -> slot == given.start() ? Usage.NONE : Usage.cpu(30))
                .serverWithoutHistory(2, SampleInputs.HUNDRED);

        assertThat(load(given, 1)).isEmpty();
        assertThat(load(given, 2)).isEmpty();
    }

    @Test
    void anotherMaximumAppliesToTheSameHistory() {
        InsightInputs inputs =
                SampleInputs.until(MONDAY, 2).server(1, slot -> Usage.cpu(30)).inputs();
        ServerStatistics statistics = inputs.statistics().orNull();
        BusiestHourLoads loads = new BusiestHourLoads(statistics, ZoneOffset.UTC);
        Server server = server(inputs, 1);

        assertThat(loads.of(server, statistics)).hasValue(0.3);
        assertThat(loads.of(
                        new Server(
                                1, null, server.usage(), new ResourceAmounts(200.0, null, null), server.lastChecked()),
                        statistics))
                .hasValue(0.15);
    }
}
