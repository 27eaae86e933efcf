package org.ar1.integration.jaxrs.answer;

import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.ar1.integration.CampusAdapter;
import org.ar1.integration.InsightAdapter;
import org.ar1.integration.InsightRequest;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.campus.CampusReport;
import org.ar1.integration.campus.LabType;
import org.ar1.integration.document.CampusCsv;
import org.ar1.integration.document.CampusJson;
import org.ar1.integration.document.InsightCsv;
import org.ar1.integration.document.InsightJson;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.insight.InsightReport;
import org.ar1.integration.insight.InsightView;
import org.ar1.integration.insight.ServerCapacity;
import org.ar1.integration.jaxrs.http.CacheStatus;
import org.ar1.integration.jaxrs.http.CacheableResponse;
import org.ar1.integration.jaxrs.http.CachingHeaders;
import org.ar1.integration.jaxrs.http.Conditions;
import org.ar1.integration.jaxrs.http.Document;
import org.ar1.integration.jaxrs.http.InvalidParameterException;
import org.ar1.integration.jaxrs.http.Problem;
import org.ar1.integration.jaxrs.http.QueryParameter;
import org.ar1.integration.jaxrs.http.Representation;
import org.ar1.integration.source.UnknownInsightException;
import org.jspecify.annotations.Nullable;

/**
 * What is answered about the insights and what they rest on: the one definition of it, for all ways in which it is
 * asked for. Thread-safe.
 */
public final class InsightAnswers {

    private static final Pattern ID = Pattern.compile("[a-z_]{1,40}-[0-9a-f]{16}");
    private static final String HOURS = "hours";
    private static final String SERVER_ID = "server_id";
    private static final String LINK = "Link";
    private static final int MOST_HOURS = 12;
    private static final int USUAL_HOURS = 2;

    private final Supplier<InsightAdapter> insights;
    private final Supplier<CampusAdapter> campus;
    private final Views views = new Views();
    private final RefreshGate gate = new RefreshGate(System::nanoTime);

    private InsightAnswers(Supplier<InsightAdapter> insights, Supplier<CampusAdapter> campus) {
        this.insights = insights;
        this.campus = campus;
    }

    static InsightAnswers of(IntegrationClient client) {
        return new InsightAnswers(client::insights, client::campus);
    }

    /**
     * A request.
     *
     * @param path the path, as it was sent
     * @param accept the values of the header
     * @param conditions those of the request
     * @param query the query's parameters
     * @param traceParent the trace that the request belongs to, valid; null for none
     */
    public record Request(
            String path,
            List<String> accept,
            Conditions conditions,
            Map<String, List<String>> query,
            @Nullable String traceParent) {

        /** A segment of the path, as it was sent, counted from its end. */
        String segment(int fromEnd) {
            String rest = path;
            for (int i = 0; i < fromEnd; i++) {
                String last = PathLabType.last(rest);
                rest = rest.substring(0, rest.lastIndexOf(last));
            }
            return PathLabType.last(rest);
        }
    }

    /** What tells the parts of one value apart. */
    private record Selection(Object filter, Page page) {}

    /** The list of insights. */
    public CacheableResponse list(Request received) {
        return answer(received, "insights", Representation.Offer.LIST, InsightFilter.PARAMETERS, (query, request) -> {
            InsightFilter filter = InsightFilter.of(query);
            Page page = Page.of(query);
            InsightReport report = insights.get().report(request);
            return new ReportPart(InsightView.of(report, report), new Selection(filter, page), page, () -> {
                List<Insight> chosen = filter.insights(report);
                List<Insight> shown = page.of(chosen);
                return new ReportPart.Content(chosen.size(), form -> switch (form) {
                    case JSON -> InsightJson.write(filter.withheldOf(report), shown, chosen.size());
                    case NDJSON -> InsightJson.lines(shown);
                    case CSV, CSV_WITH_BOM -> InsightCsv.write(shown);
                });
            });
        });
    }

    /** One insight, explained. */
    public CacheableResponse one(Request received) {
        return answer(received, "insight", Representation.Offer.DOCUMENT, Set.of(), (query, request) -> {
            String id = received.segment(0);
            if (!ID.matcher(id).matches()) {
                throw new UnknownInsightException(id);
            }
            var explained = insights.get().explain(id, request);
            return ReportPart.of(explained, id, form -> InsightJson.write(explained));
        });
    }

    /** The table of servers. */
    public CacheableResponse servers(Request received) {
        return answer(received, "servers", Representation.Offer.LIST, ServerFilter.PARAMETERS, (query, request) -> {
            ServerFilter filter = ServerFilter.of(query);
            Page page = Page.of(query);
            InsightView<List<ServerCapacity>> table = insights.get().servers(request);
            return new ReportPart(table, new Selection(filter, page), page, () -> {
                List<ServerCapacity> chosen = filter.servers(table.value());
                List<ServerCapacity> shown = page.of(chosen);
                return new ReportPart.Content(chosen.size(), form -> switch (form) {
                    case JSON -> InsightJson.servers(table.map(all -> shown), chosen.size());
                    case NDJSON -> InsightJson.serverLines(shown);
                    case CSV, CSV_WITH_BOM -> InsightCsv.servers(shown);
                });
            });
        });
    }

    /** The week of a server. */
    public CacheableResponse profile(Request received) {
        return answer(received, "profile", Representation.Offer.TABLE, Set.of(), (query, request) -> {
            var profile = insights.get().profile(server(received), request);
            return ReportPart.of(
                    profile,
                    "",
                    form -> form == Representation.JSON
                            ? InsightJson.profile(profile)
                            : InsightCsv.profile(profile.value()));
        });
    }

    /** The forecasts of a server. */
    public CacheableResponse forecast(Request received) {
        return answer(received, "forecast", Representation.Offer.DOCUMENT, Set.of(), (query, request) -> {
            long server = server(received);
            var forecast = insights.get().forecast(server, request);
            return ReportPart.of(forecast, server, form -> InsightJson.forecast(forecast, server));
        });
    }

    /** When a server can be restarted. */
    public CacheableResponse quietWindows(Request received) {
        return answer(received, "quiet-windows", Representation.Offer.DOCUMENT, Set.of(HOURS), (query, request) -> {
            int hours = query.number(HOURS, 1, MOST_HOURS, USUAL_HOURS);
            var windows = insights.get().quietWindows(server(received), hours, request);
            return ReportPart.of(windows, hours, form -> InsightJson.quietWindows(windows));
        });
    }

    private static long server(Request received) {
        return StrictQuery.server(SERVER_ID, received.segment(1));
    }

    /** What one move would do. */
    public CacheableResponse placement(Request received) {
        Set<String> own = Set.of(PathLabType.PARAMETER, "from", "to");
        return answer(received, "placement", Representation.Offer.DOCUMENT, own, (query, request) -> {
            String labType = query.required(PathLabType.PARAMETER, "a lab type");
            long from = StrictQuery.server("from", query.required("from", "the number of a server"));
            long to = StrictQuery.server("to", query.required("to", "the number of a server"));
            try {
                var move = insights.get().placement(labType, from, to, request);
                return ReportPart.of(move, "", form -> InsightJson.move(move));
            } catch (IllegalArgumentException e) {
                throw new InvalidParameterException(
                        PathLabType.PARAMETER, "The parameter " + PathLabType.PARAMETER + " cannot be used.");
            }
        });
    }

    /** The table of lab types. */
    public CacheableResponse labTypes(Request received) {
        return answer(received, "lab-types", Representation.Offer.LIST, LabTypeFilter.PARAMETERS, (query, request) -> {
            LabTypeFilter filter = LabTypeFilter.of(query);
            Page page = Page.of(query);
            CampusReport report = campus.get().report(request);
            InsightView<?> view = InsightView.of(report.insights(), report);
            return new ReportPart(view, new Selection(filter, page), page, () -> {
                List<LabType> chosen =
                        filter.labTypes(List.copyOf(report.labTypes().values()));
                List<LabType> shown = page.of(chosen);
                return new ReportPart.Content(chosen.size(), form -> switch (form) {
                    case JSON -> CampusJson.labTypes(report, shown, chosen.size());
                    case NDJSON -> CampusJson.labTypeLines(shown);
                    case CSV, CSV_WITH_BOM -> CampusCsv.labTypes(shown);
                });
            });
        });
    }

    /** All of the campus. */
    public CacheableResponse campus(Request received) {
        return answer(received, "campus", Representation.Offer.DOCUMENT, Set.of(), (query, request) -> {
            CampusReport report = campus.get().report(request);
            return ReportPart.of(InsightView.of(report.insights(), report), "campus", form -> CampusJson.write(report));
        });
    }

    private interface Reader {
        ReportPart read(StrictQuery query, InsightRequest request);
    }

    /**
     * The answer, within the client's deadline.
     *
     * @throws RuntimeException what {@link Problem#of} tells of
     */
    private CacheableResponse answer(
            Request received, String name, Representation.Offer offer, Set<String> own, Reader reader) {
        StrictQuery query =
                received.query().isEmpty() ? StrictQuery.EMPTY : new StrictQuery(received.query(), known(offer, own));
        Representation form = Representation.of(received.accept(), received.query(), offer);
        boolean wanted = QueryParameter.REFRESH.isTrueIn(received.query());
        ZoneId zone = query.zone();
        InsightRequest usual =
                (zone == null ? InsightRequest.standard() : InsightRequest.in(zone)).traced(received.traceParent());
        boolean again = wanted && gate.admits(null);
        CacheStatus.Refresh refresh =
                again ? CacheStatus.Refresh.DONE : wanted ? CacheStatus.Refresh.LIMITED : CacheStatus.Refresh.NONE;
        ReportPart part = reader.read(query, again ? usual.refreshed() : usual);
        Views.Viewed viewed = views.of(part, form);
        Document document = viewed.document();
        CacheableResponse answer = CachingHeaders.answer(
                document, received.conditions(), refresh, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        if (form.isTable() && answer.status() != 503 && received.query().containsKey(QueryParameter.FORMAT.name())) {
            answer.fields().put(HttpHeaders.CONTENT_DISPOSITION, Attachment.of(name, null, document));
        }
        Page page = part.page();
        if (page != null && page.hasNext(viewed.total())) {
            answer.fields().put(LINK, page.next(received.path(), received.query()));
        }
        return answer;
    }

    private static Set<String> known(Representation.Offer offer, Set<String> own) {
        Set<String> known = new HashSet<>(own);
        known.add("zone");
        known.add(QueryParameter.REFRESH.name());
        known.add(QueryParameter.FORMAT.name());
        if (offer.hasTable()) {
            known.add(QueryParameter.BOM.name());
        }
        if (offer == Representation.Offer.LIST) {
            known.add(Page.LIMIT);
            known.add(Page.OFFSET);
        }
        return known;
    }
}
