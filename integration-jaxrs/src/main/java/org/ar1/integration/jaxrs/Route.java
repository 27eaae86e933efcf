package org.ar1.integration.jaxrs;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.ar1.integration.jaxrs.answer.Answers;
import org.ar1.integration.jaxrs.answer.InsightAnswers;
import org.ar1.integration.jaxrs.answer.PathLabType;
import org.ar1.integration.jaxrs.answer.ReportAnswers;
import org.ar1.integration.jaxrs.http.CacheableResponse;
import org.ar1.integration.jaxrs.http.Conditions;
import org.ar1.integration.jaxrs.http.TraceParent;
import org.jspecify.annotations.Nullable;

/** What is answered at which path below the mount. */
@SuppressWarnings("ImmutableEnumChecker") // functions without state
enum Route {
    LAB_UTILIZATION(
            "/lab-utilization", (answers, received) -> answers.labUtilization().answer(received.report(false))),
    LAB_UTILIZATION_OF_TYPE(
            "/lab-utilization/{lab_type}",
            (answers, received) -> answers.labUtilization().answer(received.report(true))),
    SERVER_ALLOCATION(
            "/server-allocation",
            (answers, received) -> answers.serverAllocation().answer(received.report(false))),
    SERVER_ALLOCATION_OF_TYPE(
            "/server-allocation/{lab_type}",
            (answers, received) -> answers.serverAllocation().answer(received.report(true))),
    INSIGHTS("/insights", insight(InsightAnswers::list)),
    INSIGHT("/insights/{id}", insight(InsightAnswers::one)),
    SERVERS("/servers", insight(InsightAnswers::servers)),
    PROFILE("/servers/{server_id}/profile", insight(InsightAnswers::profile)),
    FORECAST("/servers/{server_id}/forecast", insight(InsightAnswers::forecast)),
    QUIET_WINDOWS("/servers/{server_id}/quiet-windows", insight(InsightAnswers::quietWindows)),
    PLACEMENT("/placement", insight(InsightAnswers::placement)),
    LAB_TYPES("/lab-types", insight(InsightAnswers::labTypes)),
    CAMPUS("/campus", insight(InsightAnswers::campus));

    private final String template;
    private final BiFunction<Answers, Received, CacheableResponse> answer;

    Route(String template, BiFunction<Answers, Received, CacheableResponse> answer) {
        this.template = template;
        this.answer = answer;
    }

    private static BiFunction<Answers, Received, CacheableResponse> insight(
            BiFunction<InsightAnswers, InsightAnswers.Request, CacheableResponse> ask) {
        return (answers, received) -> ask.apply(answers.insights(), received.insight());
    }

    /**
     * A request whose query is read.
     *
     * @param request the request
     * @param query the query's parameters
     */
    record Received(IntegrationRequest request, Map<String, List<String>> query) {

        private ReportAnswers.Request report(boolean ofOneType) {
            return new ReportAnswers.Request(
                    ofOneType ? PathLabType.last(request.path()) : null,
                    request.values("Accept"),
                    conditions(),
                    query,
                    trace());
        }

        private InsightAnswers.Request insight() {
            return new InsightAnswers.Request(request.path(), request.values("Accept"), conditions(), query, trace());
        }

        private Conditions conditions() {
            return new Conditions(request.values("If-Match"), request.values("If-None-Match"));
        }

        private @Nullable String trace() {
            return TraceParent.valid(request.first(TraceParent.HEADER));
        }
    }

    /** The template of the path, below the mount. */
    String template() {
        return template;
    }

    /** Answers, within the client's deadline. */
    CacheableResponse answer(Answers answers, Received received) {
        return answer.apply(answers, received);
    }

    /** The route of a path, not decoded, with or without a slash at its end; null when there is none. */
    static @Nullable Route of(String path) {
        String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        String[] segments = plain.split("/", -1);
        for (Route route : values()) {
            if (fits(route.template.split("/", -1), segments)) {
                return route;
            }
        }
        return null;
    }

    private static boolean fits(String[] template, String[] segments) {
        if (template.length != segments.length) {
            return false;
        }
        for (int i = 0; i < template.length; i++) {
            boolean isVariable = template[i].startsWith("{");
            if (isVariable ? segments[i].isEmpty() : !template[i].equals(segments[i])) {
                return false;
            }
        }
        return true;
    }
}
