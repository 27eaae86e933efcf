package org.ar1.integration.document;

import java.io.IOException;
import org.ar1.integration.report.JoinCoverage;
import org.ar1.integration.source.CallCounts;
import org.ar1.integration.source.SourceError;
import org.ar1.integration.source.SourceStatus;

/** What every report says in the same form: its sources, and how well the names match. Thread-safe. */
final class SharedJson {

    private SharedJson() {}

    /**
     * Writes the member {@code join}.
     *
     * @param json the document
     * @param join how well the names match
     * @throws IOException when the document's target throws it
     */
    static void join(JsonOut json, JoinCoverage join) throws IOException {
        json.object("join", () -> {
            json.number("matched", join.matched());
            json.texts("unmatched", join.unmatched());
            json.number("coverage", join.ratio());
        });
    }

    /**
     * Writes the members of a line of the sources.
     *
     * @param json the document
     * @param source the line
     * @throws IOException when the document's target throws it
     */
    static void source(JsonOut json, SourceStatus source) throws IOException {
        json.text("service", source.service().id());
        json.text("resource", source.resource());
        json.text("outcome", source.outcome().id());
        json.time("fetched_at", source.fetchedAt());
        json.time("data_as_of", source.dataAsOf());
        json.seconds("age_seconds", source.age());
        json.number("attempts", source.attempts());
        SourceError error = source.error();
        if (error == null) {
            json.nothing("error");
        } else {
            json.object("error", () -> {
                json.text("code", error.code().id());
                json.text("message", error.message());
            });
        }
        CallCounts calls = source.calls();
        if (calls != null) {
            json.object("calls", () -> {
                json.number("live", calls.live());
                json.number("cached", calls.cached());
                json.number("stale", calls.stale());
                json.number("failed", calls.failed());
                json.number("skipped", calls.skipped());
                json.texts("failing", calls.failing());
                json.number("failing_more", calls.failingMore());
            });
        }
    }
}
