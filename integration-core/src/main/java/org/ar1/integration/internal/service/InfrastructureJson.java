package org.ar1.integration.internal.service;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.ar1.integration.internal.call.Decoder;
import org.ar1.integration.upstream.Allocation;
import org.ar1.integration.upstream.InfrastructureLab;
import org.ar1.integration.upstream.LabUtilization;
import org.ar1.integration.upstream.PopularLab;
import org.ar1.integration.upstream.ResourceAmounts;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerStatistics;
import org.ar1.integration.upstream.UtilizationStatus;
import org.jspecify.annotations.Nullable;

/** The JSON of Lab Monitoring, Resource Allocation and Performance. */
public final class InfrastructureJson {

    /** What a server's history takes without its slots, roughly. */
    private static final long BYTES_OF_A_SERVER = 512;

    public static final Decoder<List<PopularLab>> POPULAR = JsonBody.array(
            Limits.LABS,
            row -> new PopularLab(
                    row.wholeNumber("lab_id"),
                    row.text("name"),
                    row.optionalWholeNumber("total_sessions"),
                    row.optionalNumber("total_user_minutes")));

    public static final Decoder<List<LabUtilization>> UTILIZATION = JsonBody.array(
            Limits.LABS,
            row -> new LabUtilization(
                    row.wholeNumber("lab_id"),
                    row.text("name"),
                    row.optionalWholeNumber("estimated_users"),
                    row.optionalNumber("avg_users"),
                    row.optionalNumber("avg_time"),
                    row.optionalNumber("normalized_usage"),
                    row.optionalNumber("ratio"),
                    status(row.optionalText("status"))));

    public static final Decoder<List<Server>> SERVERS = JsonBody.array(
            Limits.SERVERS,
            row -> new Server(
                    row.wholeNumber("id"),
                    row.remark("ip_address"),
                    amounts(row, "", "_usage"),
                    amounts(row, "max_", ""),
                    row.optionalInstant("last_checked")));

    public static final Decoder<List<Allocation>> ALLOCATIONS = JsonBody.array(
            Limits.ALLOCATIONS, row -> new Allocation(row.text("lab_name"), row.wholeNumber("server_id")));

    public static final Decoder<List<InfrastructureLab>> LABS = JsonBody.array(
            Limits.LABS,
            row -> new InfrastructureLab(
                    row.wholeNumber("id"),
                    row.text("name"),
                    InfrastructureLab.Status.of(row.optionalText("status")),
                    row.optionalWholeNumber("estimated_users"),
                    amounts(row, "estimated_", "")));

    private InfrastructureJson() {}

    /**
     * The statistics history.
     *
     * @param clock tells at the start of a body which rows are of the future
     */
    public static Decoder<ServerStatistics> statistics(InstantSource clock, HistoryBudget budget) {
        return body -> new StatisticsSummarizer(clock.instant(), budget).summarize(body);
    }

    /** About how many bytes a history holds. */
    public static long bytes(ServerStatistics statistics) {
        return statistics.servers().values().stream()
                .mapToLong(server -> BYTES_OF_A_SERVER + SlotRing.bytes(Objects.requireNonNull(server.slots())))
                .sum();
    }

    private static ResourceAmounts amounts(JsonRow row, String prefix, String suffix) throws IOException {
        return new ResourceAmounts(
                row.optionalNumber(prefix + "cpu" + suffix),
                row.optionalNumber(prefix + "memory" + suffix),
                row.optionalNumber(prefix + "disk" + suffix));
    }

    private static UtilizationStatus status(@Nullable String id) {
        for (UtilizationStatus status : UtilizationStatus.values()) {
            if (status.id().equals(id)) {
                return status;
            }
        }
        return UtilizationStatus.UNKNOWN;
    }
}
