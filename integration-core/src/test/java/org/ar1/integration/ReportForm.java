package org.ar1.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.ar1.integration.document.ReportJson;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.ServerAllocationReport;
import org.ar1.integration.source.UndeterminedLabTypeException;
import org.ar1.integration.source.UnknownLabTypeException;

/** A report to ask for: of one lab type, or of all when it is null. */
record ReportForm(boolean ofServers, String labType) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** A report as JSON, or what stands for an exception; and what is wrong with it apart from its content. */
    record Answer(JsonNode document, List<String> faults) {}

    static List<ReportForm> all(String... labTypes) {
        List<ReportForm> forms = new ArrayList<>();
        forms.add(new ReportForm(false, null));
        forms.add(new ReportForm(true, null));
        for (String labType : labTypes) {
            forms.add(new ReportForm(false, labType));
            forms.add(new ReportForm(true, labType));
        }
        return forms;
    }

    JsonNode expected(RawAnswers raw, Situation situation) {
        return ofServers
                ? ExpectedReport.serverAllocation(raw, situation, labType)
                : ExpectedReport.labUtilization(raw, situation, labType);
    }

    CompletionStage<Answer> ask(IntegrationClient client) {
        return (ofServers ? servers(client) : use(client)).handle((answer, thrown) -> {
            Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
            if (cause instanceof UnknownLabTypeException unknown) {
                return new Answer(
                        ExpectedReport.UNKNOWN, labType.equals(unknown.labType()) ? List.of() : List.of("type"));
            }
            if (cause instanceof UndeterminedLabTypeException undetermined) {
                List<String> faults = new ArrayList<>();
                checkRetryAfter(faults, true, undetermined.retryAfter());
                if (undetermined.sources().stream()
                        .allMatch(source -> source.outcome().hasData())) {
                    faults.add("undetermined although all sources answered");
                }
                return new Answer(ExpectedReport.UNDETERMINED, faults);
            }
            if (cause != null) {
                throw new IllegalStateException(this + " failed", cause);
            }
            return answer;
        });
    }

    private CompletionStage<Answer> use(IntegrationClient client) {
        var report = labType == null
                ? client.labUtilization().reportAsync(ReportRequest.all())
                : client.labUtilization().reportAsync(ReportRequest.of(labType));
        return report.thenApply(done -> {
            byte[] json = ReportJson.write(done);
            LabUtilizationReport read = ReportJson.readLabUtilization(json);
            Answer answer = answer(json, done.retryAfter());
            checkRead(answer.faults(), json, ReportJson.write(read));
            if (!read.labUsage().equals(done.labUsage()) || !read.sources().equals(done.sources())) {
                answer.faults().add("reading changes the report");
            }
            return answer;
        });
    }

    private static void checkRead(List<String> faults, byte[] json, byte[] again) {
        if (!Arrays.equals(json, again)) {
            faults.add("reading and writing changes the document");
        }
    }

    private CompletionStage<Answer> servers(IntegrationClient client) {
        var report = labType == null
                ? client.serverAllocation().reportAsync(ReportRequest.all())
                : client.serverAllocation().reportAsync(ReportRequest.of(labType));
        return report.thenApply(done -> {
            byte[] json = ReportJson.write(done);
            ServerAllocationReport read = ReportJson.readServerAllocation(json);
            Answer answer = answer(json, done.retryAfter());
            checkRead(answer.faults(), json, ReportJson.write(read));
            if (!read.correlation().equals(done.correlation())
                    || !read.sources().equals(done.sources())) {
                answer.faults().add("reading changes the report");
            }
            return answer;
        });
    }

    private static Answer answer(byte[] json, Duration retryAfter) {
        JsonNode document;
        try {
            document = MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> faults = new ArrayList<>();
        checkRetryAfter(faults, document.get("integration_status").textValue().equals("failed"), retryAfter);
        for (JsonNode source : document.get("sources")) {
            if (source.get("error") instanceof ObjectNode error
                    && error.remove("message").textValue().isBlank()) {
                faults.add("an error without a message");
            }
        }
        return new Answer(document, faults);
    }

    private static void checkRetryAfter(List<String> faults, boolean due, Duration retryAfter) {
        if (due ? retryAfter == null || retryAfter.isZero() || retryAfter.isNegative() : retryAfter != null) {
            faults.add("asking again makes sense after " + retryAfter);
        }
    }

    @Override
    public String toString() {
        return (ofServers ? "server allocation" : "lab utilization") + (labType == null ? "" : " of " + labType);
    }
}
