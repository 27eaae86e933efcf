package org.ar1.integration.internal.source;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ar1.integration.internal.call.Reply;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UpstreamService;

/** A reader of one source whose value changes once, for models of the memos above it. */
public final class MemoSample {

    /** The lines of a report of this source, by which a memo finds what the report is made of. */
    public static final List<SourceStatus> LINES = List.of(new SourceStatus(
            UpstreamService.PERFORMANCE, "stats", Outcome.LIVE, Samples.NOW, null, Duration.ZERO, 1, null, null));

    private final SourceReader reader = Samples.reader();
    private volatile String next = "old";
    private final Source<String> source =
            Samples.source(() -> CompletableFuture.completedFuture(Reply.of(next, 10, null)));

    /** The old value has been read. */
    public MemoSample() {
        reader.read(source, Samples.deadline());
    }

    /** The reader whose changes the memo follows. */
    public SourceReader reader() {
        return reader;
    }

    /** What readers are served. */
    public String value() {
        Sourced<String> read = reader.read(source, Samples.deadline()).join();
        return read.orElseThrow();
    }

    /** Reads the new value, although the old one is still fresh. */
    public void change() {
        next = "new";
        reader.refreshing().read(source, Samples.deadline());
    }
}
