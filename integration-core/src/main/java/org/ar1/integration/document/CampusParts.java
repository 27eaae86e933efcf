package org.ar1.integration.document;

import static org.ar1.integration.document.Forms.REAL;
import static org.ar1.integration.document.Forms.TEXT;
import static org.ar1.integration.document.Forms.TEXTS;
import static org.ar1.integration.document.Forms.TRUTH;
import static org.ar1.integration.document.Forms.WHOLE;
import static org.ar1.integration.document.Forms.WHOLES;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ar1.integration.campus.CampusReport;
import org.ar1.integration.campus.CampusServer;
import org.ar1.integration.campus.LabType;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.insight.InsightReport;
import org.ar1.integration.upstream.InfrastructureLab;
import org.ar1.integration.upstream.PopularLab;

/** The parts of a campus, in which lab types, servers and insights are named where they refer to each other. */
final class CampusParts {

    private static final Form<List<PopularLab>> POPULAR = Form.list(Form.object(lab -> new PopularLab(
            lab.get("lab_id", PopularLab::labId, WHOLE),
            lab.get("name", PopularLab::name, TEXT),
            lab.find("sessions", PopularLab::totalSessions, WHOLE),
            lab.find("user_minutes", PopularLab::totalUserMinutes, REAL))));

    private static final Form<List<InfrastructureLab>> LABS = Form.list(Form.object(lab -> new InfrastructureLab(
            lab.get("lab_id", InfrastructureLab::id, WHOLE),
            lab.get("name", InfrastructureLab::name, TEXT),
            lab.get(
                    "status",
                    InfrastructureLab::status,
                    Forms.id(InfrastructureLab.Status.values(), InfrastructureLab.Status::id)),
            lab.find("estimated_users", InfrastructureLab::estimatedUsers, WHOLE),
            lab.get("estimated", InfrastructureLab::estimated, SharedJson.AMOUNTS))));

    private static final Form<LabType> LAB_TYPE = Form.object(type -> {
        String labType = type.get("lab_type", LabType::labType, TEXT);
        return new ReadLabType(new ReadLabType.Facts(
                labType,
                type.get("names", LabType::names, TEXTS),
                type.get("in_catalogue", LabType::isInCatalogue, TRUTH),
                type.find("usage", LabType::usage, LabUtilizationJson.usage(labType)),
                type.find("utilization", LabType::utilization, LabUtilizationJson.UTILIZATION),
                type.get("popular_labs", LabType::popularLabs, POPULAR),
                type.find("performance", LabType::performance, ServerAllocationJson.performance(labType, true)),
                type.get("labs", LabType::infrastructureLabs, LABS),
                type.get(
                        "servers",
                        own -> own.servers().stream()
                                .map(CampusServer::serverId)
                                .toList(),
                        WHOLES),
                type.get("insights", CampusJson::ids, TEXTS)));
    });

    private static final Form<CampusServer> SERVER = Form.object(server -> new ReadServer(new ReadServer.Facts(
            server.get("server_id", CampusServer::serverId, WHOLE),
            server.get("name", CampusServer::name, TEXT),
            server.find("load", CampusServer::load, ServerAllocationJson.SERVER),
            server.find("capacity", CampusServer::capacity, ServerJson.CAPACITY),
            server.get("labs", CampusServer::labs, TEXTS),
            server.get(
                    "lab_types",
                    own -> own.labTypes().stream().map(LabType::labType).toList(),
                    TEXTS),
            server.get("insights", own -> CampusJson.ids(own.insights()), TEXTS))));

    private static final Form<List<LabType>> LAB_TYPES = Form.list(LAB_TYPE);
    private static final Form<List<CampusServer>> SERVERS = Form.list(SERVER);

    static final Form<CampusReport> REPORT = Form.object(campus -> {
        CampusReport written = campus.written();
        List<Insight> listed = written == null ? List.of() : written.insights().insights();
        InsightReport insights = ViewJson.report(campus.of(CampusReport::insights), listed, listed.size());
        List<LabType> types =
                campus.get("lab_types", own -> List.copyOf(own.labTypes().values()), LAB_TYPES);
        List<CampusServer> servers =
                campus.get("servers", own -> List.copyOf(own.servers().values()), SERVERS);
        return written == null ? linked(insights, types, servers) : written;
    });

    private CampusParts() {}

    /** The campus, in which every name that refers to a part stands for that part. */
    private static CampusReport linked(
            InsightReport insights, List<LabType> labTypes, List<CampusServer> campusServers) {
        Map<String, Insight> byId = new HashMap<>();
        insights.insights().forEach(insight -> byId.put(insight.heading().id(), insight));
        Map<String, LabType> types = new LinkedHashMap<>();
        labTypes.forEach(type -> types.put(type.labType(), type));
        Map<Long, CampusServer> servers = new LinkedHashMap<>();
        campusServers.forEach(server -> servers.put(server.serverId(), server));
        labTypes.forEach(type -> ((ReadLabType) type).link(servers, byId));
        campusServers.forEach(server -> ((ReadServer) server).link(types, byId));
        return new CampusReport(insights, types, servers);
    }

    /** The parts that names stand for. */
    static <K, V> List<V> parts(String field, List<K> names, Map<K, V> known) {
        List<V> parts = new ArrayList<>(names.size());
        for (K name : names) {
            V part = known.get(name);
            if (part == null) {
                throw new InvalidDocumentException(field, String.valueOf(name), "one that the document has");
            }
            parts.add(part);
        }
        return List.copyOf(parts);
    }
}
