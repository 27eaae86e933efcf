package org.ar1.integration.internal.assemble;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ar1.integration.campus.CampusServer;
import org.ar1.integration.campus.LabType;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.insight.ServerCapacity;
import org.ar1.integration.internal.text.CodePoints;
import org.ar1.integration.report.ServerInsight;
import org.ar1.integration.upstream.Server;
import org.jspecify.annotations.Nullable;

/** A server, filled while it is joined and unchanged after. Thread-safe once it is published with its report. */
final class JoinedServer implements CampusServer {
    final long id;
    final SortedSet<String> labs = new TreeSet<>(CodePoints.ORDER);
    final SortedMap<String, LabType> types = new TreeMap<>(CodePoints.ORDER);
    final List<Insight> insights = new ArrayList<>();

    @Nullable
    Server server;

    @Nullable
    ServerInsight load;

    @Nullable
    ServerCapacity capacity;

    JoinedServer(long id) {
        this.id = id;
    }

    @Override
    public long serverId() {
        return id;
    }

    @Override
    public String name() {
        return Server.nameOf(id);
    }

    @Override
    public @Nullable ServerInsight load() {
        return load;
    }

    @Override
    public @Nullable ServerCapacity capacity() {
        return capacity;
    }

    @Override
    public List<String> labs() {
        return List.copyOf(labs);
    }

    @Override
    public List<LabType> labTypes() {
        return List.copyOf(types.values());
    }

    @Override
    public List<Insight> insights() {
        return List.copyOf(insights);
    }

    @Override
    public String toString() {
        return "CampusServer[" + name() + "]";
    }
}
