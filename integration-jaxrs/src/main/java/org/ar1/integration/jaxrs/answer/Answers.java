package org.ar1.integration.jaxrs.answer;

import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.jaxrs.http.Document;
import org.ar1.integration.jaxrs.http.ServiceInfo;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.ServerAllocationReport;

/**
 * What the resources answer.
 *
 * @param service what the service is
 * @param labUtilization about who uses which lab type
 * @param serverAllocation about which lab type runs on which servers
 * @param insights about what an operator should know
 */
public record Answers(
        Document service,
        ReportAnswers<LabUtilizationReport> labUtilization,
        ReportAnswers<ServerAllocationReport> serverAllocation,
        InsightAnswers insights) {

    /**
     * The answers over a client.
     *
     * @param sampleData whether nothing that is answered is real
     * @param besides the paths that are answered beside the resources
     */
    public static Answers of(IntegrationClient client, boolean sampleData, List<String> besides) {
        return new Answers(
                Document.of(MediaType.APPLICATION_JSON_TYPE, ServiceInfo.json(sampleData, besides)),
                ReportAnswers.of(client.labUtilization()),
                ReportAnswers.of(client.serverAllocation()),
                InsightAnswers.of(client));
    }
}
