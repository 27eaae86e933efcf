package org.ar1.integration.jaxrs.answer;

import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.ar1.integration.LabUtilizationAdapter;
import org.ar1.integration.ReportRequest;
import org.ar1.integration.ServerAllocationAdapter;
import org.ar1.integration.document.ReportJson;
import org.ar1.integration.jaxrs.http.CacheStatus;
import org.ar1.integration.jaxrs.http.CacheableResponse;
import org.ar1.integration.jaxrs.http.CachingHeaders;
import org.ar1.integration.jaxrs.http.Conditions;
import org.ar1.integration.jaxrs.http.Document;
import org.ar1.integration.jaxrs.http.InvalidParameterException;
import org.ar1.integration.jaxrs.http.Problem;
import org.ar1.integration.jaxrs.http.QueryParameter;
import org.ar1.integration.jaxrs.http.Representation;
import org.ar1.integration.report.IntegrationReport;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.ServerAllocationReport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is answered about one of the reports: the one definition of it, for all ways in which it is asked for.
 * Thread-safe.
 */
public final class ReportAnswers<R extends IntegrationReport> {

    private static final Logger LOGGER = LoggerFactory.getLogger(ReportAnswers.class);

    private static final int MOST_KNOWN = 10_000;
    private static final String PEAKS = "peaks";

    private final String name;
    private final Documents<R> documents;
    private final RefreshGate gate = new RefreshGate(System::nanoTime);

    /** Lab types that a report was made of; one that is forgotten is only looked up once more. */
    private final Set<String> known = Collections.newSetFromMap(Caffeine.newBuilder()
            .maximumSize(MOST_KNOWN)
            .executor(Runnable::run)
            .<String, Boolean>build()
            .asMap());

    private final Function<ReportRequest, R> adapter;
    private final boolean hasPeaks;

    private ReportAnswers(String name, boolean hasPeaks, Documents<R> documents, Function<ReportRequest, R> adapter) {
        this.name = name;
        this.hasPeaks = hasPeaks;
        this.documents = documents;
        this.adapter = adapter;
    }

    static ReportAnswers<LabUtilizationReport> of(LabUtilizationAdapter adapter) {
        return new ReportAnswers<>("lab-utilization", false, Documents.ofLabUtilization(), adapter::report);
    }

    static ReportAnswers<ServerAllocationReport> of(ServerAllocationAdapter adapter) {
        return new ReportAnswers<>("server-allocation", true, Documents.ofServerAllocation(), adapter::report);
    }

    /**
     * A request.
     *
     * @param labType the segment of the path that names the lab type, as it was sent; null for all of them
     * @param accept the values of the header
     * @param conditions those of the request
     * @param query the query's parameters
     * @param traceParent the trace that the request belongs to, valid; null for none
     */
    public record Request(
            @Nullable String labType,
            List<String> accept,
            Conditions conditions,
            Map<String, List<String>> query,
            @Nullable String traceParent) {}

    /** What of a report is answered, and in which form. */
    private record Shape(Representation form, int peaks) {}

    /** A document, and whether its sources were fetched again. */
    private record Had(Document document, CacheStatus.Refresh refresh) {}

    /**
     * The answer, within the client's deadline; the first refresh of a lab type may take two of them.
     *
     * @throws RuntimeException what {@link Problem#of} tells of
     */
    public CacheableResponse answer(Request received) {
        Representation form = Representation.of(received.accept(), received.query(), Representation.Offer.TABLE);
        boolean refresh = QueryParameter.REFRESH.isTrueIn(received.query());
        Shape shape = new Shape(form, peaks(received.query()));
        String labType = received.labType() == null ? null : PathLabType.decode(received.labType());
        ReportRequest request =
                (labType == null ? ReportRequest.all() : ReportRequest.of(labType)).traced(received.traceParent());
        Had had = refresh
                ? refreshed(request, shape)
                : new Had(document(usual(request), shape), CacheStatus.Refresh.NONE);
        CacheableResponse answer = CachingHeaders.answer(had.document(), received.conditions(), had.refresh(), now());
        if (form.isTable() && answer.status() != 503 && received.query().containsKey(QueryParameter.FORMAT.name())) {
            answer.fields().put(HttpHeaders.CONTENT_DISPOSITION, Attachment.of(name, labType, had.document()));
        }
        return answer;
    }

    private int peaks(Map<String, List<String>> query) {
        return hasPeaks && query.containsKey(PEAKS)
                ? new StrictQuery(query, query.keySet()).number(PEAKS, 0, ReportJson.MOST_PEAKS, ReportJson.USUAL_PEAKS)
                : ReportJson.USUAL_PEAKS;
    }

    private Document document(R report, Shape shape) {
        return documents.of(report, shape.form(), shape.peaks());
    }

    private Had refreshed(ReportRequest request, Shape shape) {
        String labType = request.labType();
        if (labType != null && !known.contains(labType)) {
            Instant start = now();
            // Fails for a type that nobody knows, so that made-up names have no source fetched again.
            Document usual = document(usual(request), shape);
            if (usual.isFetchedSince(start)) {
                gate.admits(labType);
                return new Had(usual, CacheStatus.Refresh.DONE);
            }
        }
        return gate.admits(labType)
                ? new Had(document(report(request.refreshed()), shape), CacheStatus.Refresh.DONE)
                : new Had(document(usual(request), shape), CacheStatus.Refresh.LIMITED);
    }

    private R usual(ReportRequest request) {
        R report = report(request);
        String labType = request.labType();
        if (labType != null) {
            known.add(labType);
        }
        return report;
    }

    private R report(ReportRequest request) {
        if (request.labType() == null) {
            return adapter.apply(request);
        }
        try {
            return adapter.apply(request);
        } catch (IllegalArgumentException e) {
            LOGGER.debug("A lab type was refused", e);
            throw new InvalidParameterException(
                    PathLabType.PARAMETER, "The parameter " + PathLabType.PARAMETER + " cannot be used.");
        }
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
