package org.ar1.integration.internal.assemble;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.internal.join.LabTypes;
import org.ar1.integration.internal.service.PerformanceClient;
import org.ar1.integration.internal.service.PerformanceReportingClient;
import org.ar1.integration.internal.source.Reading;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.spi.LabTypeResolver;
import org.ar1.integration.upstream.Allocation;
import org.ar1.integration.upstream.LabCatalogue;
import org.ar1.integration.upstream.LabPerformance;

/** The calls that one report makes once a lab type or server, of those that the allocations and the catalogue name. */
final class NamedCalls {

    /**
     * How long the allocations and the catalogue wait for each other. Both lists are asked for at once, so that where
     * both services are healthy no name is resolved without the catalogue, and the types of the allocations come first.
     */
    private static final Duration CATALOGUE_GRACE = Duration.ofMillis(250);

    private final PerformanceReportingClient performance;
    private final PerformanceClient statistics;
    private final LabTypeResolver resolver;
    private final Deadline deadline;
    private final Predicate<String> wanted;
    private final Reading<LabCatalogue> catalogue;
    private final Reading<List<Allocation>> allocations;

    /** What the allocations name, as far as the catalogue helped. */
    private record Named(List<String> labTypes, List<Long> serverIds) {}

    /**
     * No call yet.
     *
     * @param wanted the lab types that the report is of
     */
    NamedCalls(
            ReportContext context,
            Deadline deadline,
            Predicate<String> wanted,
            Reading<LabCatalogue> catalogue,
            Reading<List<Allocation>> allocations) {
        this.performance = context.clients().performanceReporting();
        this.statistics = context.clients().performance();
        this.resolver = context.resolver();
        this.deadline = deadline;
        this.wanted = wanted;
        this.catalogue = catalogue;
        this.allocations = allocations;
    }

    private CompletableFuture<Named> named(
            CompletableFuture<Sourced<List<Allocation>>> rows, CompletableFuture<Sourced<LabCatalogue>> labs) {
        return rows.thenCombine(labs, (allocated, known) -> {
            LabTypes<String> types = new LabTypes<>(resolver, known, Function.identity());
            List<Allocation> found = allocated.asOptional().orElse(List.of()).stream()
                    .filter(allocation -> wanted.test(types.named(allocation.labName())))
                    .toList();
            return new Named(
                    found.stream()
                            .map(allocation -> types.named(allocation.labName()))
                            .toList(),
                    found.stream().map(Allocation::serverId).distinct().toList());
        });
    }

    /** What the allocations name, with no more than the grace for the catalogue. */
    private CompletableFuture<Named> namedSoon(CompletableFuture<Sourced<List<Allocation>>> rows) {
        return named(rows, rows.thenCompose(read -> catalogue.by(deadline.half().atMost(CATALOGUE_GRACE))));
    }

    /**
     * How well the users do: of the types of the allocations, then of those of the catalogue. Should the deadline cut
     * some off, they are those that stand on no server. A list that has not come by half the time is done without.
     */
    CompletableFuture<Map<String, Sourced<LabPerformance>>> performance() {
        KeyedCalls<String, LabPerformance> calls = new KeyedCalls<>(performance::labPerformance, wanted, deadline);
        CompletableFuture<Void> ofAllocations =
                namedSoon(allocations.by(deadline.half())).thenAccept(names -> calls.start(names.labTypes()));
        CompletableFuture<Void> ofCatalogue = catalogue
                .by(deadline.half())
                .thenCombine(
                        ofAllocations.copy().completeOnTimeout(null, grace(), TimeUnit.NANOSECONDS),
                        (known, named) -> known)
                .thenAccept(read -> read.asOptional().ifPresent(known -> calls.start(known.labTypes())));
        return ofAllocations.thenCombine(ofCatalogue, (a, c) -> calls).thenCompose(KeyedCalls::results);
    }

    private long grace() {
        return deadline.half().atMost(CATALOGUE_GRACE).remaining().toNanos();
    }

    /**
     * The history of the servers: of all of them when it is in memory or wanted whole, else of each that the
     * allocations name, since the history of all is a hundred times as long where there are a hundred servers.
     */
    CompletableFuture<Histories> histories(boolean whole) {
        return whole || statistics.hasStatistics()
                ? statistics.statistics(deadline).thenApply(Histories::of)
                : ofServers(statistics::statistics).thenApply(Histories::ofEach);
    }

    /** Of the servers that the allocations name; of one lab type a slow catalogue may tell later which they are. */
    <T> CompletableFuture<Map<Long, Sourced<T>>> ofServers(
            BiFunction<Long, Deadline, CompletableFuture<Sourced<T>>> call) {
        KeyedCalls<Long, T> calls = new KeyedCalls<>(call, id -> true, deadline);
        CompletableFuture<Void> soon =
                namedSoon(allocations.by(deadline)).thenAccept(names -> calls.start(names.serverIds()));
        CompletableFuture<Void> later = named(allocations.by(deadline), catalogue.by(deadline.half()))
                .thenAccept(names -> calls.start(names.serverIds()));
        return soon.thenCombine(later, (s, l) -> calls).thenCompose(KeyedCalls::results);
    }
}
