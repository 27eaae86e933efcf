package org.ar1.integration.internal.assemble;

import static org.ar1.integration.internal.assemble.Given.NOW;
import static org.ar1.integration.internal.assemble.Given.live;
import static org.ar1.integration.source.UpstreamService.LAB_MONITORING;
import static org.ar1.integration.source.UpstreamService.PERFORMANCE;
import static org.ar1.integration.source.UpstreamService.RESOURCE_ALLOCATION;
import static org.ar1.integration.source.UpstreamService.USAGE_ANALYTICS;
import static org.ar1.integration.source.UpstreamService.USER_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.PopularEntry;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.spi.LabTypeResolver;
import org.ar1.integration.upstream.Allocation;
import org.ar1.integration.upstream.CatalogueLab;
import org.ar1.integration.upstream.LabCatalogue;
import org.ar1.integration.upstream.LabUtilization;
import org.ar1.integration.upstream.PopularLab;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerStatistics;
import org.ar1.integration.upstream.UsageTrends;

class NothingLostPropertiesTest {

    private static final LabTypeResolver RESOLVER = LabTypeResolver.standard();

    /** Labs are numbered from 0 by their place; names may occur several times. */
    record SomeCampus(List<String> labs, LabCatalogue catalogue, List<Allocation> allocations, List<Server> servers) {}

    @Property
    void everyLabIsInTheUtilizationReportExactlyOnceUnderItsType(@ForAll("campuses") SomeCampus campus) {
        List<PopularLab> popular = new ArrayList<>();
        List<LabUtilization> utilization = new ArrayList<>();
        for (int i = 0; i < campus.labs().size(); i++) {
            popular.add(new PopularLab(i, campus.labs().get(i), (long) i, 1000.0 * i));
            utilization.add(
                    0,
                    Given.renamed(
                            Given.lab(i, (long) i % 3, (double) i),
                            campus.labs().get(i)));
        }
        LabUtilizationReport report = LabUtilizationJoin.join(
                new LabUtilizationJoin.Inputs(
                        live(USER_PROGRESS, "catalogue", campus.catalogue()),
                        live(USAGE_ANALYTICS, "trends", new UsageTrends(30, 0L, Map.of())),
                        live(USAGE_ANALYTICS, "trends-7", new UsageTrends(7, 0L, Map.of())),
                        Map.of(),
                        live(LAB_MONITORING, "popular", popular),
                        live(LAB_MONITORING, "over-under-utilized", utilization),
                        null),
                RESOLVER,
                any -> true,
                new CorrelationMemo(),
                NOW,
                Duration.ofSeconds(1));

        assertThat(report.infrastructureInsights().popularLabs())
                .containsExactlyInAnyOrderElementsOf(popular.stream()
                        .map(lab -> new PopularEntry(
                                type(campus, lab.name()), lab.name(), lab.totalSessions(), lab.totalUserMinutes()))
                        .toList());
        assertThat(report.infrastructureInsights().utilization().values().stream()
                        .map(type -> type.labs())
                        .flatMap(Collection::stream))
                .containsExactlyInAnyOrderElementsOf(utilization);
        report.infrastructureInsights()
                .utilization()
                .forEach((labType, type) -> assertThat(type.labs())
                        .isNotEmpty()
                        .allSatisfy(lab -> assertThat(type(campus, lab.name())).isEqualTo(labType)));
        Set<String> names = Set.copyOf(campus.labs());
        assertThat((report.coverage().matched() + report.coverage().unmatched().size()))
                .isEqualTo(names.size());
    }

    @Property
    void everyAllocationIsInTheAllocationMapAndUnderItsLab(@ForAll("campuses") SomeCampus campus) {
        ServerAllocationReport report = ServerAllocationJoin.join(
                new ServerAllocationJoin.Inputs(
                        live(USER_PROGRESS, "catalogue", campus.catalogue()),
                        live(RESOURCE_ALLOCATION, "allocations", campus.allocations()),
                        live(RESOURCE_ALLOCATION, "servers", campus.servers()),
                        Histories.of(live(PERFORMANCE, "stats", new ServerStatistics(0, 0, null, null, 8, Map.of()))),
                        Map.of(),
                        Map.of(),
                        List.of()),
                RESOLVER,
                true,
                any -> true,
                new PerformanceCorrelations(ZoneOffset.UTC),
                NOW,
                Duration.ofSeconds(1));

        Map<String, Set<Long>> expected = campus.allocations().stream()
                .collect(Collectors.groupingBy(
                        allocation -> type(campus, allocation.labName()),
                        Collectors.mapping(Allocation::serverId, Collectors.toSet())));
        assertThat(report.infrastructure().allocationMap().keySet()).isEqualTo(expected.keySet());
        report.infrastructure().allocationMap().forEach((labType, ids) -> {
            assertThat(ids).isSorted().doesNotHaveDuplicates();
            assertThat(Set.copyOf(ids)).isEqualTo(expected.get(labType));
            assertThat(report.labs().get(labType).servers())
                    .extracting(placement -> placement.serverId())
                    .containsExactlyInAnyOrderElementsOf(ids);
        });
        assertThat(report.labs().keySet()).containsAll(campus.catalogue().labTypes());
        assertThat(report.infrastructure().servers().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        campus.servers().stream().map(Server::id).toList());
    }

    private static String type(SomeCampus campus, String name) {
        return RESOLVER.resolve(name, campus.catalogue()).labType();
    }

    @Provide
    Arbitrary<SomeCampus> campuses() {
        Arbitrary<String> names = Arbitraries.oneOf(
                Arbitraries.of("Docker", " docker", "DOCKER II", "Networking", "Git", "git  ", "网络", "", " "),
                Arbitraries.strings().ofMaxLength(4));
        Arbitrary<LabCatalogue> catalogues = Combinators.combine(
                        names, Arbitraries.of("docker", "git", "Git", "x/y", ""))
                .as((name, type) -> new CatalogueLab("id", name, type, null, null, null, null))
                .list()
                .ofMaxSize(6)
                .map(LabCatalogue::of);
        Arbitrary<List<Allocation>> allocations = Combinators.combine(
                        names, Arbitraries.longs().between(1, 6))
                .as((name, server) -> new Allocation(name, server))
                .list()
                .ofMaxSize(15);
        Arbitrary<List<Server>> servers = Arbitraries.longs()
                .between(1, 8)
                .map(id -> Given.server(id, 1))
                .list()
                .uniqueElements(Server::id)
                .ofMaxSize(8);
        return Combinators.combine(names.list().ofMaxSize(15), catalogues, allocations, servers)
                .as(SomeCampus::new);
    }
}
