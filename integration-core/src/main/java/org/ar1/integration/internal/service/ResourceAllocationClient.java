package org.ar1.integration.internal.service;

import org.ar1.integration.internal.call.CallChains;
import org.ar1.integration.internal.call.Channel;
import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.internal.call.Endpoint;
import org.ar1.integration.internal.source.EntryJson;
import org.ar1.integration.internal.source.Reading;
import org.ar1.integration.internal.source.Source;
import org.ar1.integration.internal.source.SourceReader;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.upstream.Allocation;
import org.ar1.integration.upstream.InfrastructureLab;
import org.ar1.integration.upstream.Server;

import static org.ar1.integration.source.UpstreamService.RESOURCE_ALLOCATION;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Resource Allocation: the servers, the labs, and which lab stands on which server. */
public final class ResourceAllocationClient {

    private final SourceReader reader;
    private final Source<List<Server>> servers;
    private final Source<List<Allocation>> allocations;
    private final Source<List<InfrastructureLab>> labs;

    ResourceAllocationClient(SourceReader reader, CallChains chains) {
        Channel channel = chains.to(RESOURCE_ALLOCATION);
        this.reader = reader;
        this.servers = Source.of(
                Endpoint.of(RESOURCE_ALLOCATION, "servers", "/servers", InfrastructureJson.SERVERS),
                EntryJson.listOf(Server.class),
                channel,
                answer -> oldestCheck(answer, reader.now()));
        this.allocations = Source.of(
                Endpoint.of(RESOURCE_ALLOCATION, "allocations", "/allocations", InfrastructureJson.ALLOCATIONS),
                EntryJson.listOf(Allocation.class),
                channel);
        this.labs = Source.of(
                Endpoint.of(RESOURCE_ALLOCATION, "labs", "/labs", InfrastructureJson.LABS),
                EntryJson.listOf(InfrastructureLab.class),
                channel);
    }

    /** Of all servers, with labs and without, because only a report knows the allocations too. */
    private static @Nullable Instant oldestCheck(List<Server> servers, Instant now) {
        return servers.stream()
                .map(Server::lastChecked)
                .filter(Objects::nonNull)
                .filter(checked -> !checked.isAfter(now))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    public CompletableFuture<Sourced<List<Server>>> servers(Deadline deadline) {
        return reader.read(servers, deadline);
    }

    public Reading<List<Allocation>> allocations(Deadline deadline) {
        return reader.open(allocations, deadline);
    }

    /** The labs with what they are estimated to need, deleted ones too. */
    public CompletableFuture<Sourced<List<InfrastructureLab>>> labs(Deadline deadline) {
        return reader.read(labs, deadline);
    }
}
