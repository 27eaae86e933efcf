package org.ar1.integration.internal.source;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.ar1.integration.source.SourceStatus;
import org.ar1.integration.source.UpstreamService;

/**
 * How often what is known of the sources of each resource has changed, so that what was made of some resources is made
 * anew when one of these has changed, and not when another has. Thread-safe.
 */
public final class SourceVersions {

    private final ConcurrentMap<Resource, AtomicLong> counters = new ConcurrentHashMap<>();
    /** Of changes of all resources, also of those that nothing is counted of yet. */
    private final AtomicLong all = new AtomicLong();

    private record Resource(UpstreamService service, String name) {}

    SourceVersions() {}

    /** Counts a change of what is known of a source. */
    void changed(Source<?> source) {
        counter(new Resource(source.service(), source.resource())).incrementAndGet();
    }

    /** Counts a change of everything. */
    void allChanged() {
        all.incrementAndGet();
    }

    private AtomicLong counter(Resource resource) {
        return counters.computeIfAbsent(resource, first -> new AtomicLong());
    }

    /** The versions now. */
    public Moment now() {
        long ofAll = all.get();
        Map<Resource, Long> versions = new HashMap<>();
        counters.forEach((resource, counter) -> versions.put(resource, counter.get()));
        return new Moment(versions, ofAll);
    }

    /** The versions of all resources at one time. Immutable. */
    public final class Moment {

        private final Map<Resource, Long> versions;

        private final long ofAll;

        private Moment(Map<Resource, Long> versions, long ofAll) {
            this.versions = versions;
            this.ofAll = ofAll;
        }

        /** The versions of the resources that a report used. */
        public Used of(List<SourceStatus> lines) {
            List<Resource> resources = lines.stream()
                    .map(line -> new Resource(line.service(), line.resource()))
                    .distinct()
                    .toList();
            long sum = ofAll
                    + resources.stream()
                            .mapToLong(resource -> versions.getOrDefault(resource, 0L))
                            .sum();
            Stream<AtomicLong> own = resources.stream().map(SourceVersions.this::counter);
            return new Used(Stream.concat(Stream.of(all), own).toArray(AtomicLong[]::new), sum);
        }
    }

    /** The versions of some resources at one time. Immutable. */
    public static final class Used {

        private final AtomicLong[] counters;
        private final long sum;

        private Used(AtomicLong[] counters, long sum) {
            this.counters = counters;
            this.sum = sum;
        }

        /** Whether none of the resources has changed since. */
        public boolean isCurrent() {
            long now = 0;
            for (AtomicLong counter : counters) {
                now += counter.get();
            }
            return now == sum; // versions only grow
        }
    }
}
