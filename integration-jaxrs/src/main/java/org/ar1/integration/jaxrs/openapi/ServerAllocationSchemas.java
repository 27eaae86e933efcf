package org.ar1.integration.jaxrs.openapi;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The server allocation report, as the API describes it. Never instantiated. */
final class ServerAllocationSchemas {

    private ServerAllocationSchemas() {}

    @Schema(
            name = "ServerAllocationReport",
            description = "Which lab type runs on which servers, and how these are doing.")
    record ServerAllocationReport(
            @Schema(required = true, format = "date-time", description = "When the report was built, UTC.")
            String timestamp,

            @Schema(
                    required = true,
                    enumeration = {"success", "partial", "failed"},
                    description = "success: every source is live or cached; partial: some is stale, failed or "
                            + "skipped; failed: there is nothing to show.")
            String integrationStatus,

            @Schema(
                    required = true,
                    description = "Every lab type of the allocations and the catalogue; empty when their sources "
                            + "failed. Keys are lab types, by code point.")
            Map<String, LabAllocation> labs,

            @Schema(required = true, description = "The servers.")
            AllocatedInfrastructure infrastructure,

            @Schema(required = true, description = "How well the lab names match the catalogue.")
            CommonSchemas.Join join,

            @Schema(required = true, description = "What the report used, and only that.")
            List<CommonSchemas.Source> sources) {}

    @Schema(name = "LabAllocation", description = "A lab type, how well its users do, and where it runs.")
    record LabAllocation(
            @Schema(required = true, description = "The name of the lab; of several the first allocated.")
            String name,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "How well its users do; null when there are no figures.")
            LabPerformance performance,

            @Schema(required = true, nullable = true, description = "Where it runs; null when it runs on no server.")
            LabInfrastructure infrastructure) {}

    @Schema(name = "LabPerformance", description = "How well the users of a lab type do.")
    record LabPerformance(
            @Schema(required = true, nullable = true, description = "Number of different users; null when not stated.")
            Long totalUsers,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Seconds to complete on average; null when not stated.")
            Double avgCompletionTime,

            @Schema(
                    required = true,
                    nullable = true,
                    description =
                            "Successful attempts by all attempts, a fraction from 0 to 1; null when not " + "stated.")
            Double successRate,

            @Schema(required = true, description = "The errors seen most, most frequent first.")
            List<String> commonErrors) {}

    @Schema(
            name = "LabInfrastructure",
            description = "Where a lab type runs: its first allocated server, and all of them.")
    record LabInfrastructure(
            @Schema(required = true, description = "The number of the server.")
            long serverId,

            @Schema(required = true, description = "The name of the server.")
            String serverName,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "What is used of the whole server; null when the servers could not be had or do "
                            + "not hold this one.")
            ResourceAmounts resourceAllocation,

            @Schema(
                    required = true,
                    description = "The latest 100 times of many users; empty when there are none or they could not "
                            + "be had.")
            List<PeakTime> peakTimes,

            @Schema(required = true, description = "Each of its servers, first allocated first.")
            List<ServerPlacement> servers) {}

    @Schema(name = "ServerPlacement", description = "A server that a lab type runs on.")
    record ServerPlacement(
            @Schema(required = true, description = "The number of the server.")
            long serverId,

            @Schema(required = true, description = "The name of the server.")
            String serverName,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "What is used of the whole server; null when the servers could not be had or do "
                            + "not hold this one.")
            ResourceAmounts resourceAllocation,

            @Schema(
                    required = true,
                    description = "The latest 100 times of many users; empty when there are none or they could not "
                            + "be had.")
            List<PeakTime> peakTimes) {}

    @Schema(name = "PeakTime", description = "A time at which a server had many users.")
    record PeakTime(
            @Schema(required = true, description = "The time, verbatim: the upstream service states no zone.")
            String time,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Number of users at that time; null when not stated.")
            Long users) {}

    @Schema(name = "AllocatedInfrastructure", description = "The servers and what stands on them.")
    record AllocatedInfrastructure(
            @Schema(required = true, description = "The servers. Keys are numbers of servers, ascending.")
            Map<String, Server> servers,

            @Schema(
                    required = true,
                    description = "The numbers of the servers of each lab type, distinct and ascending. Keys are "
                            + "lab types, by code point.")
            Map<String, List<Long>> allocationMap) {}

    @Schema(name = "Server", description = "A server: what it has, what is used of it, and what is left.")
    record Server(
            @Schema(required = true, description = "The name of the server.")
            String name,

            @Schema(required = true, description = "What there is of each resource.")
            ResourceMaxima specs,

            @Schema(required = true, description = "What is used of each resource.")
            ResourceAmounts usage,

            @Schema(
                    required = true,
                    description =
                            "Usage by specs, or the newest slot of the history by specs where that is larger and of "
                                    + "the same ten minutes: fractions that may exceed 1.")
            ResourceFractions utilization,

            @Schema(required = true, description = "1 - utilization: fractions that may be negative.")
            ResourceFractions headroom,

            @Schema(
                    required = true,
                    nullable = true,
                    enumeration = {"cpu", "memory", "disk"},
                    description = "The resource with the highest utilization, which runs out first; null when none "
                            + "is known.")
            String bindingResource,

            @Schema(
                    required = true,
                    enumeration = {"saturated", "hot", "ok", "empty", "unknown"},
                    description = "saturated: some utilization is 1 or more; hot: 0.8 or more; empty: neither, and "
                            + "no lab is on it by the allocations; ok: none of these; unknown: no utilization is "
                            + "known.")
            String state,

            @Schema(
                    required = true,
                    enumeration = {"current", "silent", "clock_skew"},
                    description = "Whether the figures are of now. silent: there are labs on it, and it was last "
                            + "checked more than 20 minutes ago or never; clock_skew: last_checked or the newest row "
                            + "of its statistics is more than a minute in the future; current: neither.")
            String reporting,

            @Schema(
                    required = true,
                    nullable = true,
                    format = "date-time",
                    description = "When the usage was measured, UTC; null when it never was.")
            String lastChecked,

            @Schema(
                    required = true,
                    nullable = true,
                    description =
                            "The summary of its statistics; null when there are none or they could not be " + "had.")
            ServerHistory history) {}

    @Schema(name = "ResourceMaxima", description = "The maximum of each resource of a server.")
    record ResourceMaxima(
            @Schema(
                    required = true,
                    nullable = true,
                    description =
                            "Processor, in the unit that Resource Allocation uses for it; null when not " + "stated.")
            Double maxCpu,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Memory, in the unit that Resource Allocation uses for it; null when not stated.")
            Double maxMemory,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Disk, in the unit that Resource Allocation uses for it; null when not stated.")
            Double maxDisk) {}

    @Schema(name = "ResourceAmounts", description = "An amount of each resource of a server.")
    record ResourceAmounts(
            @Schema(
                    required = true,
                    nullable = true,
                    description =
                            "Processor, in the unit that Resource Allocation uses for it; null when not " + "stated.")
            Double cpu,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Memory, in the unit that Resource Allocation uses for it; null when not stated.")
            Double memory,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Disk, in the unit that Resource Allocation uses for it; null when not stated.")
            Double disk) {}

    @Schema(name = "ResourceFractions", description = "A fraction of each resource of a server.")
    record ResourceFractions(
            @Schema(
                    required = true,
                    nullable = true,
                    description = "Processor, a fraction of the maximum; null when the maximum is null or not above 0.")
            Double cpu,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Memory, a fraction of the maximum; null when the maximum is null or not above 0.")
            Double memory,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Disk, a fraction of the maximum; null when the maximum is null or not above 0.")
            Double disk) {}

    @Schema(
            name = "ServerHistory",
            description = "The usage of a server in slots of ten minutes, over a window of weeks that ends with the "
                    + "newest slot of any server. The value of a slot is the largest of its rows, because the rows are "
                    + "running totals of the server's labs.")
    record ServerHistory(
            @Schema(required = true, description = "The length of the window in weeks.")
            int windowWeeks,

            @Schema(required = true, description = "Number of slots with a value.")
            long samples,

            @Schema(
                    required = true,
                    nullable = true,
                    format = "date-time",
                    description = "The start of the first slot with a value, UTC; null when there is none.")
            String first,

            @Schema(
                    required = true,
                    nullable = true,
                    format = "date-time",
                    description = "The start of the last slot with a value, UTC; null when there is none.")
            String last,

            @Schema(
                    required = true,
                    description = "Number of rows left out because they state a time more than an hour in the future.")
            long futureRows,

            @Schema(required = true, nullable = true, description = "The processor; null when no slot has a value.")
            ResourceHistory cpu,

            @Schema(required = true, nullable = true, description = "The memory; null when no slot has a value.")
            ResourceHistory memory,

            @Schema(required = true, nullable = true, description = "The disk; null when no slot has a value.")
            ResourceHistory disk) {}

    @Schema(
            name = "ResourceHistory",
            description = "The history of one resource over the slots of the window that have a value.")
    record ResourceHistory(
            @Schema(required = true, description = "The value of the newest slot, in the unit of the usage.")
            double latest,

            @Schema(required = true, description = "The arithmetic mean, in the unit of the usage.")
            double mean,

            @Schema(required = true, description = "The highest value, in the unit of the usage.")
            double max,

            @Schema(
                    required = true,
                    description = "The 95th percentile by nearest rank, in the unit of the usage: the "
                            + "ceil(0.95 n)-th smallest of n values.")
            double p95) {}
}
