package org.ar1.integration.jaxrs.server.metrics;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import org.ar1.integration.InsightAdapter;
import org.ar1.integration.InsightRequest;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.LabUtilizationAdapter;
import org.ar1.integration.ReportRequest;
import org.ar1.integration.ServerAllocationAdapter;
import org.ar1.integration.insight.InsightReport;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.ServerAllocationReport;
import org.jspecify.annotations.Nullable;

/** Shows every report that a client builds for the server to the metrics, and changes nothing of it. */
final class ReportWatch {

    private final ReportMetrics metrics;

    private ReportWatch(ReportMetrics metrics) {
        this.metrics = metrics;
    }

    /** The same client, watched. */
    static IntegrationClient over(IntegrationClient client, ReportMetrics metrics) {
        return new ReportWatch(metrics).watched(IntegrationClient.class, client);
    }

    /** Whatever methods there are, what they return is what counts. */
    private <W> W watched(Class<W> type, W watched) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    Object result = call(watched, method, given);
                    if (result instanceof LabUtilizationAdapter adapter) {
                        return watched(LabUtilizationAdapter.class, adapter);
                    }
                    if (result instanceof ServerAllocationAdapter adapter) {
                        return watched(ServerAllocationAdapter.class, adapter);
                    }
                    if (result instanceof InsightAdapter adapter) {
                        return watched(InsightAdapter.class, adapter);
                    }
                    show(result, given == null || Arrays.stream(given).noneMatch(ReportWatch::isOfAPart));
                    return result;
                }));
    }

    private static boolean isOfAPart(Object argument) {
        return argument instanceof String
                || (argument instanceof ReportRequest request && request.labType() != null)
                || (argument instanceof InsightRequest insights && insights.zone() != null);
    }

    private static @Nullable Object call(Object watched, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(watched, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** A report that was asked for with a lab type is not a whole one, and insights of another zone are not those of the campus. */
    private void show(@Nullable Object result, boolean whole) {
        if (result instanceof LabUtilizationReport report) {
            metrics.handedOut(report, whole);
        } else if (result instanceof ServerAllocationReport report) {
            metrics.handedOut(report, whole);
        } else if (result instanceof InsightReport report && whole) {
            metrics.show(report);
        } else if (result instanceof CompletionStage<?> stage) {
            stage.thenAccept(report -> show(report, whole));
        }
    }
}
