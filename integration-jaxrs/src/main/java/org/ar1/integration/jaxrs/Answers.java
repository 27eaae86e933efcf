package org.ar1.integration.jaxrs;

import org.ar1.integration.IntegrationClient;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.ServerAllocationReport;

/** The answers about both reports, with one bound on refreshing for all of them. */
record Answers(
        ReportAnswers<LabUtilizationReport> labUtilization, ReportAnswers<ServerAllocationReport> serverAllocation) {

    static Answers of(IntegrationClient client) {
        RefreshGate gate = new RefreshGate(System::nanoTime);
        return new Answers(
                ReportAnswers.of(client.labUtilization(), gate), ReportAnswers.of(client.serverAllocation(), gate));
    }
}
