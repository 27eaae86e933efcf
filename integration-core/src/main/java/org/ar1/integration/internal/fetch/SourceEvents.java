package org.ar1.integration.internal.fetch;

import org.ar1.integration.event.FetchEnded;
import org.ar1.integration.event.IntegrationListener;
import org.ar1.integration.event.SourceRead;
import org.ar1.integration.internal.event.Events;
import org.ar1.integration.internal.fetch.Failures.Failure;
import org.ar1.integration.internal.http.CallContext;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Sourced;
import org.jspecify.annotations.Nullable;

/** Tells how sources are read and fetched. */
final class SourceEvents {

    private final Events events;
    private final Memory memory;

    SourceEvents(Events events, Memory memory) {
        this.events = events;
        this.memory = memory;
    }

    /** The same reading, which is told of if somebody listens. */
    <T> Reading<T> heard(Reading<T> reading) {
        return events.areHeard() ? new HeardReading<>(reading, this::read) : reading;
    }

    private void read(Sourced<?> sourced) {
        events.tell(
                IntegrationListener::sourceRead,
                new SourceRead(sourced.service(), sourced.resource(), sourced.outcome(), sourced.age(memory.now())));
    }

    /**
     * A flight that landed.
     *
     * @param doubted how it is noted when nobody is there to judge what the service denied; else null
     */
    void fetchEnded(Source<?> source, boolean refresh, CallContext context, @Nullable Failure doubted) {
        fetchEnded(
                source,
                refresh,
                context,
                doubted == null ? null : doubted.error().code(),
                doubted);
    }

    /**
     * A flight that ended.
     *
     * @param error why it failed; null when it did not
     * @param noted how that is noted; null when it is not
     */
    void fetchEnded(
            Source<?> source,
            boolean refresh,
            CallContext context,
            @Nullable ErrorCode error,
            @Nullable Failure noted) {
        if (events.areHeard()) {
            events.tell(
                    IntegrationListener::fetchEnded,
                    new FetchEnded(
                            source.service(),
                            source.resource(),
                            refresh,
                            error,
                            context.attempts(),
                            noted == null ? null : noted.retryAt()));
        }
    }
}
