package org.ar1.integration.internal.service;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.ar1.integration.internal.call.BodyTooLargeException;
import org.ar1.integration.internal.call.MalformedBodyException;
import org.ar1.integration.upstream.ServerStatistics;
import org.ar1.integration.upstream.ServerStatistics.ServerHistory;
import org.ar1.integration.upstream.SlotSeries;
import org.jspecify.annotations.Nullable;

/**
 * Reads the statistics history in one pass, token by token, and keeps slots of ten minutes only, so that memory grows
 * with the servers and not with the rows. The rows may come in any order. For one body; not thread-safe.
 */
final class StatisticsSummarizer {

    private static final int KNOWN_BY_INDEX = 1024;

    private static final long SLOT_MILLIS = SlotSeries.SLOT.toMillis();

    private final Instant now;
    private final long nowMillis;
    /** Rows of a later time are left out. */
    private final long lastMillis;

    private final HistoryBudget budget;
    private final long mostRows;
    private final Map<Long, ServerAccumulator> servers = new HashMap<>();
    /** By the lowest bits of their numbers, so that a row seldom needs a key of its own for the map. */
    private final @Nullable ServerAccumulator[] recent = new ServerAccumulator[KNOWN_BY_INDEX];

    private int weeksKept;
    private long rows;
    private long futureRows;
    private long newestMillis = Long.MIN_VALUE;
    private long horizon = Long.MIN_VALUE;

    /**
     * Nothing read yet.
     *
     * @param now tells which rows are of the future
     */
    StatisticsSummarizer(Instant now, HistoryBudget budget) {
        this(now, budget, Limits.ROWS);
    }

    StatisticsSummarizer(Instant now, HistoryBudget budget, long mostRows) {
        this.now = now;
        this.nowMillis = now.toEpochMilli();
        this.lastMillis = now.plus(ServerStatistics.FUTURE).toEpochMilli();
        this.budget = budget;
        this.mostRows = mostRows;
        this.weeksKept = budget.weeksFor(0);
    }

    ServerStatistics summarize(InputStream body) throws IOException {
        try (body) {
            PlainRows plain = new PlainRows(body);
            while (plain.next()) {
                JsonBody.requireRows(rows + 1, mostRows);
                add(server(plain.serverId()), plain.recordedMillis(), plain.cpu(), plain.memory(), plain.disk());
            }
            readRows(plain.rest());
        }
        return statistics();
    }

    private ServerStatistics statistics() {
        int length = weeksKept * SlotSeries.SLOTS_PER_WEEK;
        // Without any value there is no horizon, and any window is as good.
        long end = horizon == Long.MIN_VALUE ? SlotSeries.slotOf(now) : horizon;
        Map<Long, ServerHistory> histories = new HashMap<>();
        Arrays.fill(recent, null);
        Iterator<ServerAccumulator> remaining = servers.values().iterator();
        while (remaining.hasNext()) {
            ServerAccumulator next = remaining.next();
            remaining.remove(); // so that its blocks can be collected before the next server's slots are copied
            histories.put(next.server(), next.history(end - length + 1, length));
        }
        return new ServerStatistics(
                rows,
                futureRows,
                newestMillis == Long.MIN_VALUE ? null : Instant.ofEpochMilli(newestMillis),
                horizon == Long.MIN_VALUE ? null : horizon,
                weeksKept,
                histories);
    }

    /** Rows in any form. */
    private void readRows(InputStream body) throws IOException {
        try (JsonParser parser = JsonBody.parser(body)) {
            HistoryRow row = new HistoryRow();
            JsonBody.requireStart(parser);
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (token != JsonToken.START_OBJECT) {
                    throw new MalformedBodyException("an object was expected");
                }
                JsonBody.requireRows(rows + 1, mostRows);
                row.read(parser);
                add(server(row.serverId()), row.recordedMillis(), row.cpu(), row.memory(), row.disk());
            }
            JsonBody.requireEnd(parser);
        }
    }

    private static long server(double number) throws MalformedBodyException {
        if (!JsonRow.isWhole(number)) {
            throw new MalformedBodyException("\"server_id\" is not a whole number");
        }
        return (long) number;
    }

    /** NaN stands for none. */
    private void add(long server, long millis, double cpuUsage, double memoryUsage, double diskUsage)
            throws BodyTooLargeException {
        rows++;
        ServerAccumulator accumulator = accumulator(server);
        if (millis > lastMillis) {
            futureRows++;
            accumulator.addFutureRow();
            return;
        }
        accumulator.addTime(millis);
        if (millis <= nowMillis) {
            newestMillis = Math.max(newestMillis, millis);
        }
        float cpuValue = binary32(cpuUsage);
        float memoryValue = binary32(memoryUsage);
        float diskValue = binary32(diskUsage);
        if (!Float.isNaN(cpuValue) || !Float.isNaN(memoryValue) || !Float.isNaN(diskValue)) {
            long slot = Math.floorDiv(millis, SLOT_MILLIS);
            horizon = Math.max(horizon, slot);
            accumulator.add(slot, cpuValue, memoryValue, diskValue);
        }
    }

    /** What is too large for a binary32 is none. Adding 0 makes 0 of -0, which would not be less than 0. */
    private static float binary32(double usage) {
        float value = (float) usage + 0f;
        return Float.isFinite(value) ? value : Float.NaN;
    }

    private ServerAccumulator accumulator(long server) throws BodyTooLargeException {
        int index = (int) server & (KNOWN_BY_INDEX - 1);
        ServerAccumulator accumulator = recent[index];
        if (accumulator == null || accumulator.server() != server) {
            accumulator = servers.get(server);
            if (accumulator == null) {
                accumulator = begin(server);
            }
            recent[index] = accumulator;
        }
        return accumulator;
    }

    /** The weeks kept depend on the number of servers alone, so not on the order in which they are met. */
    private ServerAccumulator begin(long server) throws BodyTooLargeException {
        if (servers.size() >= budget.mostServers()) {
            throw new BodyTooLargeException(
                    "the history of " + budget.mostServers() + " servers, for which INSIGHT_MEMORY is enough");
        }
        int weeks = budget.weeksFor(servers.size() + 1);
        if (weeks < weeksKept) {
            weeksKept = weeks;
            servers.values().forEach(known -> known.shrinkTo(weeks));
        }
        ServerAccumulator accumulator = new ServerAccumulator(server, weeksKept);
        servers.put(server, accumulator);
        return accumulator;
    }
}
