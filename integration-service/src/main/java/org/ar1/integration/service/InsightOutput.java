package org.ar1.integration.service;

import java.io.PrintStream;
import java.time.ZoneId;
import java.util.List;
import org.ar1.integration.InsightRequest;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.campus.CampusReport;
import org.ar1.integration.campus.LabType;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.document.CampusCsv;
import org.ar1.integration.document.CampusJson;
import org.ar1.integration.document.InsightCsv;
import org.ar1.integration.document.InsightJson;
import org.ar1.integration.insight.Explanation;
import org.ar1.integration.insight.InsightReport;
import org.ar1.integration.insight.InsightView;
import org.ar1.integration.insight.ServerCapacity;
import org.ar1.integration.internal.text.Printable;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.source.UnknownInsightException;

/** Prints the insights or what they rest on: as a table for people, or as the bytes that are answered over HTTP. */
final class InsightOutput {

    static final List<String> FORMATS = List.of("table", "json", "csv");

    private static final String JSON = "json";
    private static final String CSV = "csv";

    private final CommandLineOptions options;
    private final Terminal terminal;
    private final String format;

    InsightOutput(CommandLineOptions options, Terminal terminal) {
        this.options = options;
        this.terminal = terminal;
        this.format = options.format == null ? FORMATS.get(0) : options.format;
    }

    /**
     * Asks once and prints.
     *
     * @throws StartupException when nothing can be said: no source but the catalogue gave data, or the identifier is
     *     unknown
     */
    void print(IntegrationConfig config) throws StartupException {
        IntegrationConfig once = config.toBuilder().refreshAhead(false).build();
        InsightRequest request =
                options.zone == null ? InsightRequest.standard() : InsightRequest.in(ZoneId.of(options.zone));
        IntegrationStatus status;
        try (IntegrationClient client = IntegrationClient.create(once)) {
            if (options.explain != null) {
                status = explanation(client, options.explain, request);
            } else if (options.insights) {
                status = insights(client.insights().report(request));
            } else if (options.servers) {
                status = servers(client.insights().servers(request));
            } else {
                status = labTypes(client.campus().report(request));
            }
        }
        if (status == IntegrationStatus.FAILED) {
            throw new StartupException(
                    ExitCode.NOTHING_TO_SAY,
                    List.of("Nothing can be said: no service gave data; " + CommandLineOptions.PROGRAM
                            + " --check says why"));
        }
    }

    private IntegrationStatus insights(InsightReport report) {
        switch (format) {
            case JSON -> document(InsightJson.write(report));
            case CSV -> bytes(InsightCsv.write(report.insights()));
            default -> out().print(InsightText.insights(report, terminal));
        }
        return report.integrationStatus();
    }

    private IntegrationStatus servers(InsightView<List<ServerCapacity>> table) {
        switch (format) {
            case JSON -> document(InsightJson.servers(table));
            case CSV -> bytes(InsightCsv.servers(table.value()));
            default -> out().print(InsightText.servers(table));
        }
        return table.integrationStatus();
    }

    private IntegrationStatus labTypes(CampusReport report) {
        List<LabType> types = List.copyOf(report.labTypes().values());
        switch (format) {
            case JSON -> document(CampusJson.labTypes(report, types, types.size()));
            case CSV -> bytes(CampusCsv.labTypes(types));
            default -> out().print(InsightText.labTypes(report, types));
        }
        return report.integrationStatus();
    }

    private IntegrationStatus explanation(IntegrationClient client, String id, InsightRequest request)
            throws StartupException {
        InsightView<Explanation> explained;
        try {
            explained = client.insights().explain(id, request);
        } catch (UnknownInsightException e) {
            throw new StartupException(
                    ExitCode.NOTHING_TO_SAY,
                    List.of("Nothing of the identifier \"" + Printable.value(id)
                            + "\" is said now; --insights lists what is"));
        }
        if (format.equals(JSON)) {
            document(InsightJson.write(explained));
        } else {
            out().print(ExplanationText.of(explained));
        }
        return explained.integrationStatus();
    }

    private PrintStream out() {
        return terminal.out();
    }

    /** As answered, and the end of the line that a terminal expects. */
    private void document(byte[] json) {
        bytes(json);
        out().println();
    }

    private void bytes(byte[] content) {
        out().write(content, 0, content.length);
        out().flush();
    }
}
