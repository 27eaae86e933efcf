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

    private ReportAnswers(String name, Documents<R> documents, Function<ReportRequest, R> adapter) {
        this.name = name;
        this.documents = documents;
        this.adapter = adapter;
    }

    static ReportAnswers<LabUtilizationReport> of(LabUtilizationAdapter adapter) {
        return new ReportAnswers<>("lab-utilization", Documents.ofLabUtilization(), adapter::report);
    }

    static ReportAnswers<ServerAllocationReport> of(ServerAllocationAdapter adapter) {
        return new ReportAnswers<>("server-allocation", Documents.ofServerAllocation(), adapter::report);
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
        String labType = received.labType() == null ? null : PathLabType.decode(received.labType());
        ReportRequest request =
                (labType == null ? ReportRequest.all() : ReportRequest.of(labType)).traced(received.traceParent());
        Had had = refresh
                ? refreshed(request, form)
                : new Had(documents.of(usual(request), form), CacheStatus.Refresh.NONE);
        CacheableResponse answer = CachingHeaders.answer(had.document(), received.conditions(), had.refresh(), now());
        if (form.isTable() && answer.status() != 503 && received.query().containsKey(QueryParameter.FORMAT.name())) {
            answer.fields().put(HttpHeaders.CONTENT_DISPOSITION, Attachment.of(name, labType, had.document()));
        }
        return answer;
    }

    private Had refreshed(ReportRequest request, Representation form) {
        String labType = request.labType();
        if (labType != null && !known.contains(labType)) {
            Instant start = now();
            // Fails for a type that nobody knows, so that made-up names have no source fetched again.
            Document usual = documents.of(usual(request), form);
            if (usual.isFetchedSince(start)) {
                gate.admits(labType);
                return new Had(usual, CacheStatus.Refresh.DONE);
            }
        }
        return gate.admits(labType)
                ? new Had(documents.of(report(request.refreshed()), form), CacheStatus.Refresh.DONE)
                : new Had(documents.of(usual(request), form), CacheStatus.Refresh.LIMITED);
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
