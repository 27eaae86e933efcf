package org.ar1.integration.jaxrs.answer;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.ar1.integration.LearnerAdapter;
import org.ar1.integration.document.ReportJson;
import org.ar1.integration.jaxrs.http.CacheableResponse;
import org.ar1.integration.jaxrs.http.CachingHeaders;
import org.ar1.integration.jaxrs.http.Document;
import org.ar1.integration.jaxrs.http.InvalidParameterException;
import org.ar1.integration.jaxrs.http.Problem;
import org.ar1.integration.jaxrs.http.QueryParameter;
import org.ar1.integration.jaxrs.http.Representation;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.LearnerReport;

/**
 * What is answered about one learner. It is personal: nothing of it is kept here, no cache may keep it, and it has no
 * entity tag, since a tag would tell whether a learner did something. Thread-safe.
 */
public final class LearnerAnswers {

    private static final String USER_ID = "user_id";

    private final Supplier<LearnerAdapter> learners;

    LearnerAnswers(Supplier<LearnerAdapter> learners) {
        this.learners = learners;
    }

    /**
     * The report of the learner whom the last segment of the path names, within the client's deadline.
     *
     * @throws RuntimeException what {@link Problem#of} tells of
     */
    public CacheableResponse one(InsightAnswers.Request received) {
        new StrictQuery(received.query(), Set.of(QueryParameter.FORMAT.name()));
        Representation.of(received.accept(), received.query(), Representation.Offer.DOCUMENT);
        received.conditions().requireMatch("");
        LearnerReport report = report(received);
        boolean failed = report.integrationStatus() == IntegrationStatus.FAILED;
        Map<String, String> fields = new HashMap<>();
        fields.put(HttpHeaders.CACHE_CONTROL, "no-store");
        fields.put(HttpHeaders.VARY, CachingHeaders.VARY);
        if (failed) {
            fields.put(HttpHeaders.RETRY_AFTER, Problem.seconds(report.retryAfter()));
        }
        Document document = Document.ofReport(
                Representation.JSON,
                report.timestamp(),
                report.integrationStatus(),
                report.retryAfter(),
                report.sources(),
                ReportJson.write(report));
        return new CacheableResponse(failed ? 503 : 200, fields, document);
    }

    private LearnerReport report(InsightAnswers.Request received) {
        String userId = PathLabType.decode(received.segment(0), USER_ID);
        try {
            return learners.get().report(userId, received.traceParent());
        } catch (IllegalArgumentException e) { // not logged: its message may hold the identifier
            throw new InvalidParameterException(USER_ID, "The parameter " + USER_ID + " cannot be used.");
        }
    }
}
