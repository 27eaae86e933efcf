package org.ar1.integration.jaxrs;

import java.util.List;
import org.ar1.integration.campus.CampusServer;
import org.ar1.integration.campus.LabType;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.insight.ServerCapacity;
import org.ar1.integration.report.LabTypeUsage;
import org.ar1.integration.report.LabTypeUtilization;
import org.ar1.integration.report.ServerInsight;
import org.ar1.integration.upstream.InfrastructureLab;
import org.ar1.integration.upstream.LabPerformance;
import org.ar1.integration.upstream.PopularLab;
import org.ar1.integration.upstream.ResourceAmounts;
import org.ar1.integration.upstream.UtilizationStatus;
import org.jspecify.annotations.Nullable;

/** Three lab types, one of them without a figure. */
public final class FakeLabTypes {

    static final List<LabType> ALL = List.of(
            new Type("cobol", 5L, UtilizationStatus.UNDER_UTILIZED, 0.5, List.of(1L)),
            new Type("docker", 1100L, UtilizationStatus.OVER_UTILIZED, 1.87, List.of(1L, 2L)),
            new Type("quantum", null, null, null, List.of()));

    private FakeLabTypes() {}

    private record Type(
            String labType,
            @Nullable Long events,
            @Nullable UtilizationStatus status,
            @Nullable Double ratio,
            List<Long> numbers)
            implements LabType {

        @Override
        public List<String> names() {
            return List.of("Lab of " + labType);
        }

        @Override
        public boolean isInCatalogue() {
            return events != null;
        }

        @Override
        public @Nullable LabTypeUsage usage() {
            return events == null ? null : new LabTypeUsage(events, 7L, 1L, 30, null);
        }

        @Override
        public @Nullable LabTypeUtilization utilization() {
            return status == null ? null : new LabTypeUtilization(status, 1.0, 2L, ratio, 1.0, 1.0, List.of());
        }

        @Override
        public List<PopularLab> popularLabs() {
            return List.of();
        }

        @Override
        public @Nullable LabPerformance performance() {
            return null;
        }

        @Override
        public List<InfrastructureLab> infrastructureLabs() {
            return List.of(new InfrastructureLab(
                    4, "Lab", InfrastructureLab.Status.ACTIVE, 45L, new ResourceAmounts(10.0, null, 2.5)));
        }

        @Override
        public List<CampusServer> servers() {
            return numbers.stream().<CampusServer>map(OnServer::new).toList();
        }

        @Override
        public List<Insight> insights() {
            return List.of();
        }
    }

    private record OnServer(long serverId) implements CampusServer {

        @Override
        public String name() {
            return "Server-" + serverId;
        }

        @Override
        public @Nullable ServerInsight load() {
            return null;
        }

        @Override
        public @Nullable ServerCapacity capacity() {
            return null;
        }

        @Override
        public List<String> labs() {
            return List.of();
        }

        @Override
        public List<LabType> labTypes() {
            return List.of();
        }

        @Override
        public List<Insight> insights() {
            return List.of();
        }
    }
}
