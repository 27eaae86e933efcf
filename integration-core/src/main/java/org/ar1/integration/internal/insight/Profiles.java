package org.ar1.integration.internal.insight;

import org.ar1.integration.insight.ProfileCell;
import org.ar1.integration.insight.ResourceProfile;
import org.ar1.integration.insight.WeeklyProfile;
import org.ar1.integration.internal.stats.LocalCalendar;
import org.ar1.integration.internal.stats.Rounding;
import org.ar1.integration.upstream.ServerResource;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ar1.integration.internal.insight.WeeklyCells.Busiest;
import org.jspecify.annotations.Nullable;

/** The week of a server, hour by hour. */
final class Profiles {

    private static final int RHYTHM_PLACES = 2;

    private Profiles() {}

    static WeeklyProfile of(Basis basis, ServerLoads server) {
        Map<ServerResource, ResourceProfile> resources = new EnumMap<>(ServerResource.class);
        for (ServerResource resource : ServerLoads.LOAD) {
            resources.put(resource, profile(server, resource));
        }
        return new WeeklyProfile(
                server.id(), basis.inputs().zone(), basis.loads().window(), resources);
    }

    private static ResourceProfile profile(ServerLoads server, ServerResource resource) {
        WeeklyCells cells = WeeklyCells.of(server, resource);
        double maximum = server.maximum(resource);
        List<ProfileCell> all = new ArrayList<>(LocalCalendar.CELLS);
        int skipped = 0;
        for (int i = 0; i < LocalCalendar.CELLS; i++) {
            Cell cell = cells.cell(i);
            skipped += WeeklyCells.isEnough(cell) ? 0 : 1;
            all.add(cell(i, cell, maximum));
        }
        Busiest busiest = cells.busiest();
        return new ResourceProfile(
                server.hasMaximum(resource) ? maximum : null,
                busiest == null ? null : Rounding.places(cells.rhythm(), RHYTHM_PLACES),
                busiest == null
                        ? null
                        : new ResourceProfile.Busiest(
                                BusiestHours.weekday(busiest.cell()), BusiestHours.hour(busiest.cell())),
                skipped,
                all);
    }

    private static ProfileCell cell(int index, Cell cell, double maximum) {
        boolean enough = WeeklyCells.isEnough(cell);
        return new ProfileCell(
                BusiestHours.weekday(index),
                BusiestHours.hour(index),
                cell.samples(),
                cell.weekCount(),
                enough ? fraction(cell.mean(), maximum) : null,
                enough ? fraction(cell.p95(), maximum) : null,
                enough ? fraction(cell.max(), maximum) : null,
                BusyHour.weeksHot(cell, maximum));
    }

    /** Null without a maximum, which is NaN then. */
    private static @Nullable Double fraction(double usage, double maximum) {
        return Rounding.fraction(usage / maximum);
    }
}
