package org.ar1.integration.internal.assemble;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.event.IntegrationListener;
import org.ar1.integration.event.ReportBuilt;
import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.internal.event.Events;
import org.ar1.integration.internal.service.ServiceClients;
import org.ar1.integration.internal.source.Reading;
import org.ar1.integration.internal.source.SourceReader;
import org.ar1.integration.report.IntegrationReport;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.spi.LabTypeResolver;
import org.jspecify.annotations.Nullable;

/** What reports are gathered with. Thread-safe. */
public record ReportContext(
        ServiceClients clients,
        SourceReader reader,
        LabTypeResolver resolver,
        IntegrationConfig config,
        Executor callbacks,
        Events events) {

    /** The window of the trends in days. */
    static final int TREND_DAYS = 30;

    private static final Duration SHORTEST_RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration LONGEST_JOIN = Duration.ofMillis(200);
    private static final int JOIN_SHARE = 20;

    /**
     * Refuses callers after the end.
     *
     * @throws IllegalStateException when the client is closed
     */
    public void requireOpen() {
        reader.requireOpen();
    }

    /**
     * By when everything must be there for a call that begins now; what is left of the report's time is for the join.
     *
     * @throws IllegalStateException when the client is closed
     */
    public Deadline deadline() {
        requireOpen();
        Duration whole = config.reportDeadline();
        Duration share = whole.dividedBy(JOIN_SHARE);
        return Deadline.in(whole.minus(share.compareTo(LONGEST_JOIN) < 0 ? share : LONGEST_JOIN));
    }

    /** Reads one resource for a caller that wants it alone. */
    public <T> CompletableFuture<Sourced<T>> read(Function<Deadline, Reading<T>> open) {
        Deadline deadline = deadline();
        return open.apply(deadline).by(deadline);
    }

    /** When asking again makes sense. */
    Duration retryAfter() {
        return reader.nextRetry()
                .filter(wait -> wait.compareTo(SHORTEST_RETRY_AFTER) > 0)
                .orElse(SHORTEST_RETRY_AFTER);
    }

    /**
     * Tells the listeners of a report.
     *
     * @param labType the lab type that it is of; null for all
     * @return the report
     */
    <R extends IntegrationReport> R built(R report, @Nullable String labType) {
        if (events.areHeard()) {
            events.tell(IntegrationListener::reportBuilt, new ReportBuilt(report, labType));
        }
        return report;
    }

    /**
     * The same, but handed over on a thread where the caller may do as it likes, so that its callbacks hold up neither
     * the clocks nor the answers of others. What is there already is handed over at once.
     */
    public <T> CompletableFuture<T> handedOver(CompletableFuture<T> future) {
        return future.isDone() ? future : future.whenCompleteAsync((value, failure) -> {}, callbacks);
    }

    static Predicate<String> wanted(@Nullable String labType) {
        return labType == null ? any -> true : labType::equals;
    }

    static CompletableFuture<Void> all(Collection<? extends CompletableFuture<?>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
    }
}
