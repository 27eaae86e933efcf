package org.ar1.integration.internal.insight;

import org.ar1.integration.upstream.ResourceAmounts;
import org.ar1.integration.upstream.SessionStarts;

import java.time.LocalDateTime;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ar1.integration.internal.insight.SampleInputs.Usage;

/** A small campus with a case of every kind of insight. */
final class PlantedCampus {

    private static final String END = "2026-11-23T09:00:00Z";
    private static final int WEEKS = 5;
    private static final int SLOTS_PER_HOUR = 6;
    private static final int SLOTS_PER_DAY = 144;

    private PlantedCampus() {}

    /**
     * Server 1 has a class on Mondays at 10, 2 is full, 3 has a disk that fills up, 4 is far too large, and 5 is alone with
     * a lab that nobody uses.
     */
    static SampleInputs inputs() {
        SampleInputs given = SampleInputs.until(END, WEEKS);
        given.server(1, slot -> Usage.cpu(isClass(slot) ? 92 : 15))
                .server(2, slot -> new Usage(30, (float) (85 + slot % 3), 20))
                .server(3, slot -> Usage.disk(76 - (given.horizon - slot) / SLOTS_PER_DAY))
                .server(4, new ResourceAmounts(400.0, 400.0, 400.0), slot -> new Usage(20, 30, 100))
                .server(5, slot -> new Usage(given.horizon - slot < 1008 ? 50 : 25, 40, 20))
                .server(10, new ResourceAmounts(100.0, 100.0, null), slot -> new Usage(40, 45, Float.NaN));
        for (int i = 0; i < 12; i++) {
            String name = "Lab " + (char) ('A' + i);
            String type = "type-" + (char) ('a' + i);
            given.lab(name, i < 6 ? 2 : 3)
                    .inCatalogue(name, type, i % 2 == 0 ? "beginner" : "advanced")
                    .performance(type, 100L, 0.8 + i / 100.0)
                    .popular(name, 100, i == 0 ? 5 : 5000 + i)
                    .minutes(name, 45)
                    .trend(type, 500, 50, i < 6 ? 100 + i : 10 + i)
                    .weekly(type, i == 0 ? 400 : 100, i == 0 ? 500 : 200, i == 0 ? 600 : 300, i == 0 ? 700 : 400);
        }
        given.lab("Class", 1, 4)
                .inCatalogue("Class", "class", "beginner")
                .performance("class", 200L, 0.9)
                .popular("Class", 1000, 60_000)
                .minutes("Class", 60)
                .trend("class", 3000, 100, 30)
                .lab("Idle", 5)
                .inCatalogue("Idle", "idle", "beginner")
                .popular("Idle", 0, 0)
                .minutes("Idle", 0)
                .lab("Ghost", 99)
                .inCatalogue("Ghost", "ghost", "beginner")
                .trend("ghost", 40, 4, 0)
                .popular("Ghost", 10, 700)
                .minutes("Ghost", 70);
        for (long server : new long[] {1, 2, 3, 4, 5, 99}) {
            given.starts(server, starts());
        }
        return given;
    }

    private static boolean isClass(long slot) {
        // The epoch was a Thursday.
        long hour = Math.floorMod(slot / SLOTS_PER_HOUR + 72, 168L);
        return hour == 10;
    }

    private static SessionStarts starts() {
        SortedMap<Integer, Long> quarters = new TreeMap<>();
        for (int week = 0; week < WEEKS - 1; week++) {
            LocalDateTime monday = LocalDateTime.parse("2026-11-02T10:00").plusWeeks(week);
            quarters.put(SessionStarts.quarterOf(monday), 20L);
            quarters.put(SessionStarts.quarterOf(monday.plusHours(3)), 5L);
        }
        return SessionStarts.of(quarters);
    }
}
