package org.ar1.integration.document;

import static org.ar1.integration.document.Forms.COUNT;
import static org.ar1.integration.document.Forms.REAL;
import static org.ar1.integration.document.Forms.SECONDS;
import static org.ar1.integration.document.Forms.TEXT;
import static org.ar1.integration.document.Forms.TEXTS;
import static org.ar1.integration.document.Forms.TIME;

import java.util.List;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.JoinCoverage;
import org.ar1.integration.source.CallCounts;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceError;
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.upstream.ResourceAmounts;

/** The parts that several documents have. */
final class SharedJson {

    static final Form<IntegrationStatus> STATUS = Forms.id(IntegrationStatus.values(), IntegrationStatus::id);

    /** How well the names match. */
    static final Form<JoinCoverage> JOIN = Form.object(join -> new JoinCoverage(
            join.find("matched", JoinCoverage::matched, COUNT),
            join.get("unmatched", JoinCoverage::unmatched, TEXTS),
            join.find("coverage", JoinCoverage::ratio, REAL)));

    private static final Form<SourceError> ERROR = Form.object(error -> new SourceError(
            error.get("code", SourceError::code, Forms.id(ErrorCode.values(), ErrorCode::id)),
            error.get("message", SourceError::message, TEXT)));

    private static final Form<CallCounts> CALLS = Form.object(calls -> new CallCounts(
            calls.get("live", CallCounts::live, COUNT),
            calls.get("cached", CallCounts::cached, COUNT),
            calls.get("stale", CallCounts::stale, COUNT),
            calls.get("failed", CallCounts::failed, COUNT),
            calls.get("skipped", CallCounts::skipped, COUNT),
            calls.get("failing", CallCounts::failing, TEXTS),
            calls.get("failing_more", CallCounts::failingMore, COUNT)));

    private static final Form<UpstreamService> SERVICE = Forms.id(UpstreamService.values(), UpstreamService::id);
    private static final Form<Outcome> OUTCOME = Forms.id(Outcome.values(), Outcome::id);

    /** The sources of a report, a line each. */
    static final Form<List<SourceStatus>> SOURCES = Form.list(Form.object(source -> new SourceStatus(
            source.get("service", SourceStatus::service, SERVICE),
            source.get("resource", SourceStatus::resource, TEXT),
            source.get("outcome", SourceStatus::outcome, OUTCOME),
            source.find("fetched_at", SourceStatus::fetchedAt, TIME),
            source.find("data_as_of", SourceStatus::dataAsOf, TIME),
            source.find("age_seconds", SourceStatus::age, SECONDS),
            source.get("attempts", SourceStatus::attempts, COUNT),
            source.find("error", SourceStatus::error, ERROR),
            source.ifAny("calls", SourceStatus::calls, CALLS))));

    static final Form<ResourceAmounts> AMOUNTS = amounts("");

    private SharedJson() {}

    /** Amounts whose names begin with a prefix. */
    static Form<ResourceAmounts> amounts(String prefix) {
        return Form.object(amounts -> new ResourceAmounts(
                amounts.find(prefix + "cpu", ResourceAmounts::cpu, REAL),
                amounts.find(prefix + "memory", ResourceAmounts::memory, REAL),
                amounts.find(prefix + "disk", ResourceAmounts::disk, REAL)));
    }
}
