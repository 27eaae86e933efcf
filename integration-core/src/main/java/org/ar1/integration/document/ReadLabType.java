package org.ar1.integration.document;

import java.util.List;
import java.util.Map;
import org.ar1.integration.campus.CampusServer;
import org.ar1.integration.campus.LabType;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.report.LabTypeUsage;
import org.ar1.integration.report.LabTypeUtilization;
import org.ar1.integration.upstream.InfrastructureLab;
import org.ar1.integration.upstream.LabPerformance;
import org.ar1.integration.upstream.PopularLab;
import org.jspecify.annotations.Nullable;

/** A lab type of a campus that was read. Unchanged and thread-safe once it is linked. */
final class ReadLabType implements LabType {

    private final Facts facts;
    private List<CampusServer> servers = List.of();
    private List<Insight> insights = List.of();

    ReadLabType(Facts facts) {
        this.facts = facts;
    }

    /** What the document says of it. */
    record Facts(
            String labType,
            List<String> names,
            boolean inCatalogue,
            @Nullable LabTypeUsage usage,
            @Nullable LabTypeUtilization utilization,
            List<PopularLab> popularLabs,
            @Nullable LabPerformance performance,
            List<InfrastructureLab> labs,
            List<Long> servers,
            List<String> insights) {}

    void link(Map<Long, CampusServer> allServers, Map<String, Insight> allInsights) {
        servers = CampusParts.parts("lab_types.servers", facts.servers(), allServers);
        insights = CampusParts.parts("lab_types.insights", facts.insights(), allInsights);
    }

    @Override
    public String labType() {
        return facts.labType();
    }

    @Override
    public List<String> names() {
        return facts.names();
    }

    @Override
    public boolean isInCatalogue() {
        return facts.inCatalogue();
    }

    @Override
    public @Nullable LabTypeUsage usage() {
        return facts.usage();
    }

    @Override
    public @Nullable LabTypeUtilization utilization() {
        return facts.utilization();
    }

    @Override
    public List<PopularLab> popularLabs() {
        return facts.popularLabs();
    }

    @Override
    public @Nullable LabPerformance performance() {
        return facts.performance();
    }

    @Override
    public List<InfrastructureLab> infrastructureLabs() {
        return facts.labs();
    }

    @Override
    public List<CampusServer> servers() {
        return servers;
    }

    @Override
    public List<Insight> insights() {
        return insights;
    }

    @Override
    public String toString() {
        return "LabType[" + labType() + "]";
    }
}
