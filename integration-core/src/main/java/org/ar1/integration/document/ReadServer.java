package org.ar1.integration.document;

import java.util.List;
import java.util.Map;
import org.ar1.integration.campus.CampusServer;
import org.ar1.integration.campus.LabType;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.insight.ServerCapacity;
import org.ar1.integration.report.ServerInsight;
import org.jspecify.annotations.Nullable;

/** A server of a campus that was read. Unchanged and thread-safe once it is linked. */
final class ReadServer implements CampusServer {

    private final Facts facts;
    private List<LabType> labTypes = List.of();
    private List<Insight> insights = List.of();

    ReadServer(Facts facts) {
        this.facts = facts;
    }

    /** What the document says of it. */
    record Facts(
            long serverId,
            String name,
            @Nullable ServerInsight load,
            @Nullable ServerCapacity capacity,
            List<String> labs,
            List<String> labTypes,
            List<String> insights) {}

    void link(Map<String, LabType> allLabTypes, Map<String, Insight> allInsights) {
        labTypes = CampusParts.parts("servers.lab_types", facts.labTypes(), allLabTypes);
        insights = CampusParts.parts("servers.insights", facts.insights(), allInsights);
    }

    @Override
    public long serverId() {
        return facts.serverId();
    }

    @Override
    public String name() {
        return facts.name();
    }

    @Override
    public @Nullable ServerInsight load() {
        return facts.load();
    }

    @Override
    public @Nullable ServerCapacity capacity() {
        return facts.capacity();
    }

    @Override
    public List<String> labs() {
        return facts.labs();
    }

    @Override
    public List<LabType> labTypes() {
        return labTypes;
    }

    @Override
    public List<Insight> insights() {
        return insights;
    }

    @Override
    public String toString() {
        return "CampusServer[" + name() + "]";
    }
}
