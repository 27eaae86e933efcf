package org.ar1.integration.document;

import static org.ar1.integration.document.Forms.COUNT;
import static org.ar1.integration.document.Forms.DATE;
import static org.ar1.integration.document.Forms.REAL;
import static org.ar1.integration.document.Forms.RESOURCE;
import static org.ar1.integration.document.Forms.TEXT;
import static org.ar1.integration.document.Forms.TEXTS;
import static org.ar1.integration.document.Forms.TIME;
import static org.ar1.integration.document.Forms.WEEKDAY;
import static org.ar1.integration.document.Forms.WHOLE;

import java.io.IOException;
import java.util.List;
import org.ar1.integration.insight.Heading;
import org.ar1.integration.insight.Move;
import org.ar1.integration.insight.MoveVerdict;
import org.ar1.integration.insight.ProfileCell;
import org.ar1.integration.insight.QuietWindows;
import org.ar1.integration.insight.QuietWindows.QuietWindow;
import org.ar1.integration.insight.ResourceProfile;
import org.ar1.integration.insight.SaturationForecast;
import org.ar1.integration.insight.ServerCapacity;
import org.ar1.integration.insight.ServerCapacity.Busiest;
import org.ar1.integration.insight.ServerCapacity.FailoverLine;
import org.ar1.integration.insight.ServerCapacity.Saturation;
import org.ar1.integration.insight.ServerForecast;
import org.ar1.integration.insight.ServerForecast.DailyPeak;
import org.ar1.integration.insight.ServerForecast.LinePoint;

/** The views of one server. */
final class ServerJson {

    private static final Form<Busiest> BUSIEST = Form.object(busiest -> new Busiest(
            busiest.get("resource", Busiest::resource, RESOURCE),
            busiest.get("weekday", Busiest::weekday, WEEKDAY),
            busiest.get("hour", Busiest::hour, COUNT),
            busiest.get("p95", Busiest::p95, REAL),
            busiest.get("headroom", Busiest::headroom, REAL),
            busiest.get("needed", Busiest::needed, REAL),
            busiest.get("maximum", Busiest::maximum, REAL),
            busiest.get("weeks_hot", Busiest::weeksHot, COUNT),
            busiest.get("weeks", Busiest::weeks, COUNT)));

    private static final Form<Saturation> SATURATION = Form.object(saturation -> new Saturation(
            saturation.get("resource", Saturation::resource, RESOURCE),
            saturation.get("status", Saturation::status, EvidenceJson.STATUS),
            saturation.find("date", Saturation::date, DATE),
            saturation.find("days_left", Saturation::daysLeft, COUNT)));

    private static final Form<FailoverLine> FAILOVER = Form.object(failover -> new FailoverLine(
            failover.get("verdict", FailoverLine::verdict, EvidenceJson.VERDICT),
            failover.get("worst", FailoverLine::worst, REAL),
            failover.get("labs_lost", FailoverLine::labsLost, COUNT)));

    /** A row of the table of servers. */
    static final Form<ServerCapacity> CAPACITY = Form.object(server -> new ServerCapacity(
            server.get("server_id", ServerCapacity::serverId, WHOLE),
            server.get("name", ServerCapacity::name, TEXT),
            server.get("state", ServerCapacity::state, ServerAllocationJson.STATE),
            server.find("labs", ServerCapacity::labs, COUNT),
            server.find("busiest_hour", ServerCapacity::busiestHour, BUSIEST),
            server.find("finding", ServerCapacity::finding, EvidenceJson.FINDING),
            server.find("saturation", ServerCapacity::saturation, SATURATION),
            server.find("failover", ServerCapacity::failover, FAILOVER),
            server.find("hot_hours_7d", ServerCapacity::hotHours7d, COUNT),
            server.find("coverage", ServerCapacity::coverage, REAL),
            server.find("weeks", ServerCapacity::weeks, COUNT),
            server.find("confidence", ServerCapacity::confidence, HeadingJson.LEVEL),
            server.get("insights", ServerCapacity::insights, TEXTS),
            server.get("withheld", ServerCapacity::withheld, TEXTS)));

    private static final Form<ResourceProfile.Busiest> BUSIEST_CELL =
            Form.object(busiest -> new ResourceProfile.Busiest(
                    busiest.get("weekday", ResourceProfile.Busiest::weekday, WEEKDAY),
                    busiest.get("hour", ResourceProfile.Busiest::hour, COUNT)));

    private static final Form<List<ProfileCell>> CELLS = Form.list(Form.object(cell -> new ProfileCell(
            cell.get("weekday", ProfileCell::weekday, WEEKDAY),
            cell.get("hour", ProfileCell::hour, COUNT),
            cell.get("samples", ProfileCell::samples, COUNT),
            cell.get("weeks", ProfileCell::weeks, COUNT),
            cell.find("mean", ProfileCell::mean, REAL),
            cell.find("p95", ProfileCell::p95, REAL),
            cell.find("max", ProfileCell::max, REAL),
            cell.get("weeks_hot", ProfileCell::weeksHot, COUNT))));

    /** The week of a resource. */
    static final Form<ResourceProfile> PROFILE = Form.object(profile -> new ResourceProfile(
            profile.find("maximum", ResourceProfile::maximum, REAL),
            profile.find("rhythm", ResourceProfile::rhythm, REAL),
            profile.find("busiest", ResourceProfile::busiest, BUSIEST_CELL),
            profile.get("cells_skipped", ResourceProfile::cellsSkipped, COUNT),
            profile.get("cells", ResourceProfile::cells, CELLS)));

    private static final Form<List<DailyPeak>> DAILY_PEAKS = Form.list(Form.object(
            peak -> new DailyPeak(peak.get("date", DailyPeak::date, DATE), peak.get("peak", DailyPeak::peak, REAL))));

    private static final Form<List<LinePoint>> LINE = Form.list(Form.object(point -> new LinePoint(
            point.get("date", LinePoint::date, DATE),
            point.get("level", LinePoint::level, REAL),
            point.get("low", LinePoint::low, REAL),
            point.get("high", LinePoint::high, REAL))));

    /** The forecast of a resource. */
    static final Form<ServerForecast> FORECAST = Form.object(forecast -> {
        Heading heading = forecast.get("heading", own -> own.forecast().heading(), HeadingJson.HEADING);
        SaturationForecast figures = EvidenceJson.saturationForecast(forecast.of(ServerForecast::forecast), heading);
        forecast.derived("reason_codes", own -> own.forecast().heading().reasonCodes(), HeadingJson.REASONS);
        return new ServerForecast(
                figures,
                forecast.get("peaks", ServerForecast::peaks, DAILY_PEAKS),
                forecast.get("line", ServerForecast::line, LINE));
    });

    private static final Form<List<QuietWindow>> WINDOWS = Form.list(Form.object(window -> new QuietWindow(
            window.get("weekday", QuietWindow::weekday, WEEKDAY),
            window.get("hour", QuietWindow::hour, COUNT),
            window.get("next", QuietWindow::next, TIME),
            window.find("users", QuietWindow::users, REAL),
            window.get("load", QuietWindow::load, REAL))));

    private ServerJson() {}

    static QuietWindows quietWindows(Fields<QuietWindows> windows) throws IOException {
        return new QuietWindows(
                windows.get("server_id", QuietWindows::serverId, WHOLE),
                windows.get("hours", QuietWindows::hours, COUNT),
                windows.get("lead_hours", QuietWindows::leadHours, COUNT),
                windows.get("windows", QuietWindows::windows, WINDOWS),
                windows.get("state", QuietWindows::state, HeadingJson.STATE),
                windows.get("reason_codes", QuietWindows::reasonCodes, HeadingJson.REASONS),
                windows.get("caveats", QuietWindows::caveats, HeadingJson.CAVEATS),
                windows.get("confidence", QuietWindows::confidence, HeadingJson.CONFIDENCE),
                windows.get("source_names", QuietWindows::sources, TEXTS));
    }

    static Move move(Fields<Move> move) throws IOException {
        return new Move(
                move.get("lab_type", Move::labType, TEXT),
                move.get("from", Move::from, WHOLE),
                move.get("to", Move::to, WHOLE),
                move.find("share_needed", Move::shareNeeded, REAL),
                move.find("share_estimated", Move::shareEstimated, REAL),
                move.find("share_safe", Move::shareSafe, REAL),
                move.get("verdict", Move::verdict, Forms.id(MoveVerdict.values(), MoveVerdict::id)),
                move.find("binding_needed", Move::bindingNeeded, RESOURCE),
                move.find("binding_safe", Move::bindingSafe, RESOURCE));
    }
}
