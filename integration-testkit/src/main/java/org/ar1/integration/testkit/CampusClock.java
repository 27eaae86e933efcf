package org.ar1.integration.testkit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The present moment of a campus, made anew only when the clock has reached the next mark. */
final class CampusClock implements Supplier<Moment> {

    private final InstantSource clock;
    private final Function<Instant, Campus> campus;
    private final boolean partialSums;
    private final Instant start;
    private volatile @Nullable Moment latest;

    CampusClock(InstantSource clock, Function<Instant, Campus> campus, boolean partialSums) {
        this.clock = clock;
        this.campus = campus;
        this.partialSums = partialSums;
        this.start = Moment.mark(clock.instant());
    }

    @Override
    public Moment get() {
        Instant mark = Moment.mark(clock.instant());
        Moment moment = latest;
        if (moment == null || !moment.time().equals(mark)) {
            moment = new Moment(mark, start, campus.apply(mark), partialSums);
            latest = moment;
        }
        return moment;
    }
}
