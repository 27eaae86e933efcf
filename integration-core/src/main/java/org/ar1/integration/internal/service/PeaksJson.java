package org.ar1.integration.internal.service;

import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import org.ar1.integration.internal.call.Decoder;
import org.ar1.integration.internal.source.EntryJson;
import org.ar1.integration.upstream.PeakTime;
import org.ar1.integration.upstream.ServerPeaks;
import org.ar1.integration.upstream.SessionStarts;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a server's peaks: the latest rows as they are, and the users of all rows summed by quarter of an hour.
 * Bounded whatever the number of rows: of the quarters the newest are kept, and which those are does not depend on the
 * order of the rows.
 */
public final class PeaksJson {

    /** The number of the latest peaks of a server that are kept. */
    public static final int LATEST_KEPT = 1_000;

    /** How replicas share the peaks of a server. */
    public static final EntryJson<ServerPeaks> FORM = EntryJson.of(ServerPeaks.class);

    private static final LocalDateTime EARLIEST = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);
    private static final int QUARTERS_A_WEEK = 7 * 24 * 4;
    /** No zone is farther ahead of UTC, and a row may state a time that is an hour ahead of the clock here. */
    private static final Duration FARTHEST_AHEAD = Duration.ofHours(14 + 1);

    private static final long BYTES_OF_A_PEAK = 120;
    private static final long BYTES_OF_A_QUARTER = Integer.BYTES + Long.BYTES;

    private final int quartersKept;
    private final LocalDateTime latestTime;
    private final Deque<PeakTime> latest = new ArrayDeque<>();
    private final TreeMap<Integer, Long> starts = new TreeMap<>();
    private long total;

    private PeaksJson(int quartersKept, Instant now) {
        this.quartersKept = quartersKept;
        this.latestTime = LocalDateTime.ofInstant(now.plus(FARTHEST_AHEAD), ZoneOffset.UTC);
    }

    /**
     * The peaks of a server.
     *
     * @param clock tells at the start of a body which rows are of the future
     * @param weeks the weeks of the window of the history; a week more is kept, because the window ends with the
     *     history
     */
    public static Decoder<ServerPeaks> decoder(InstantSource clock, int weeks) {
        return body -> new PeaksJson((weeks + 1) * QUARTERS_A_WEEK, clock.instant()).decode(body);
    }

    /** About how many bytes the peaks of a server hold. */
    public static long bytes(ServerPeaks peaks) {
        return peaks.latest().size() * BYTES_OF_A_PEAK + peaks.starts().size() * BYTES_OF_A_QUARTER;
    }

    private ServerPeaks decode(InputStream body) throws IOException {
        JsonBody.forEachRow(
                body, Limits.ROWS, row -> new PeakTime(row.text("time"), row.optionalWholeNumber("users")), this::add);
        return new ServerPeaks(total, List.copyOf(latest), SessionStarts.of(starts));
    }

    private void add(PeakTime peak) {
        total++;
        latest.add(peak);
        if (latest.size() > LATEST_KEPT) {
            latest.remove();
        }
        Long users = peak.users();
        LocalDateTime time = time(peak.time());
        if (users == null || users <= 0 || time == null || time.isBefore(EARLIEST) || time.isAfter(latestTime)) {
            return;
        }
        starts.merge(SessionStarts.quarterOf(time), users, PeaksJson::saturatedSum);
        if (starts.size() > quartersKept) {
            starts.pollFirstEntry();
        }
    }

    private static long saturatedSum(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }

    /** Null for a time in another form, which is shown as it is but cannot be summed. */
    private static @Nullable LocalDateTime time(String text) {
        try {
            return LocalDateTime.parse(text.trim().replace(' ', 'T'));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
