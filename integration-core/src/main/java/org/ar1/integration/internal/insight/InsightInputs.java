package org.ar1.integration.internal.insight;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.spi.LabTypeResolver;
import org.ar1.integration.upstream.Allocation;
import org.ar1.integration.upstream.InfrastructureLab;
import org.ar1.integration.upstream.LabCatalogue;
import org.ar1.integration.upstream.LabPerformance;
import org.ar1.integration.upstream.LabUtilization;
import org.ar1.integration.upstream.PopularLab;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerStatistics;
import org.ar1.integration.upstream.SessionStarts;
import org.ar1.integration.upstream.UsageTrends;
import org.jspecify.annotations.Nullable;

/**
 * What was read, and the settings. The insights are a function of this alone.
 *
 * @param statistics the history of the servers
 * @param servers the servers
 * @param allocations which lab stands on which server
 * @param peaks the session starts by server
 * @param popular sessions and user-minutes by lab, of all time
 * @param utilization minutes of a session by lab
 * @param trends events by lab type, of 30 days
 * @param catalogue the catalogue
 * @param performance how well the learners do, by lab type
 * @param weeklyTrends events by lab type, of 7, 14, 21 and 28 days, by the days
 * @param infrastructureLabs the labs with their status; null when that was not asked
 * @param resolver finds the lab type of a lab's name
 * @param now the time of the report
 * @param zone the zone of days and hours
 * @param peaksZone the zone in which the session starts are stated; null when it is not set, then UTC is assumed
 * @param target the target utilization, a fraction
 * @param tooManyServers whether the memory set aside for the history holds less than two weeks of this number of
 *     servers
 */
public record InsightInputs(
        Sourced<ServerStatistics> statistics,
        Sourced<List<Server>> servers,
        Sourced<List<Allocation>> allocations,
        KeyedSources<Long, SessionStarts> peaks,
        Sourced<List<PopularLab>> popular,
        Sourced<List<LabUtilization>> utilization,
        Sourced<UsageTrends> trends,
        Sourced<LabCatalogue> catalogue,
        KeyedSources<String, LabPerformance> performance,
        Map<Integer, Sourced<UsageTrends>> weeklyTrends,
        @Nullable Sourced<List<InfrastructureLab>> infrastructureLabs,
        LabTypeResolver resolver,
        Instant now,
        ZoneId zone,
        @Nullable ZoneId peaksZone,
        double target,
        boolean tooManyServers) {

    public InsightInputs {
        weeklyTrends = Map.copyOf(weeklyTrends);
    }

    /** The same inputs at another time. */
    public InsightInputs at(Instant other) {
        return new InsightInputs(
                statistics,
                servers,
                allocations,
                peaks,
                popular,
                utilization,
                trends,
                catalogue,
                performance,
                weeklyTrends,
                infrastructureLabs,
                resolver,
                other,
                zone,
                peaksZone,
                target,
                tooManyServers);
    }
}
