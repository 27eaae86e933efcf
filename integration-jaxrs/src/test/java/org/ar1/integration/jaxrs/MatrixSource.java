package org.ar1.integration.jaxrs;

import static org.ar1.integration.testkit.SampleService.LAB_MONITORING;
import static org.ar1.integration.testkit.SampleService.PERFORMANCE;
import static org.ar1.integration.testkit.SampleService.PERFORMANCE_REPORTING;
import static org.ar1.integration.testkit.SampleService.RESOURCE_ALLOCATION;
import static org.ar1.integration.testkit.SampleService.USAGE_ANALYTICS;
import static org.ar1.integration.testkit.SampleService.USER_PROGRESS;

import java.util.Set;
import org.ar1.integration.testkit.SampleService;

/** The sources that the reports draw on. */
enum MatrixSource {
    CATALOGUE(USER_PROGRESS, "catalogue"),
    TRENDS(USAGE_ANALYTICS, "trends"),
    /** The trends in the window of the usage by lab type. */
    RECENT_TRENDS(USAGE_ANALYTICS, "trends-7"),
    POPULAR(LAB_MONITORING, "popular"),
    UTILIZATION(LAB_MONITORING, "over-under-utilized"),
    ALLOCATIONS(RESOURCE_ALLOCATION, "allocations"),
    SERVERS(RESOURCE_ALLOCATION, "servers"),
    STATISTICS(PERFORMANCE, "stats"),
    /** Asked once a server, for reports of one lab type while the statistics of all servers are not in memory. */
    SERVER_STATISTICS(PERFORMANCE, "server-stats"),
    /** Asked once a lab type. */
    LAB_USAGE(USAGE_ANALYTICS, "usage/lab"),
    /** Asked once a lab type. */
    LAB_PERFORMANCE(PERFORMANCE_REPORTING, "performance/lab"),
    /** Asked once a server. */
    PEAKS(PERFORMANCE, "peaks");

    /** The sources that may know whether a lab type exists. */
    static final Set<MatrixSource> EXISTENCE = Set.of(CATALOGUE, TRENDS, POPULAR, UTILIZATION, ALLOCATIONS);

    private final SampleService service;
    private final String resource;

    MatrixSource(SampleService service, String resource) {
        this.service = service;
        this.resource = resource;
    }

    SampleService service() {
        return service;
    }

    String resource() {
        return resource;
    }

    /** What says which lab types or servers to ask for; one of them is enough. */
    Set<MatrixSource> namedBy() {
        return switch (this) {
            case LAB_USAGE -> Set.of(RECENT_TRENDS, TRENDS, CATALOGUE);
            case LAB_PERFORMANCE -> Set.of(ALLOCATIONS, CATALOGUE);
            case PEAKS, SERVER_STATISTICS -> Set.of(ALLOCATIONS);
            default -> Set.of();
        };
    }

    boolean isAskedPerKey() {
        return !namedBy().isEmpty();
    }

    /** Bodies without a bound are timed by silence, not by length. */
    boolean isStreamed() {
        return service == PERFORMANCE;
    }

    /** Whether a 404 is an answer: that there is no such value. */
    boolean mayBeAbsent() {
        return this == LAB_USAGE || this == LAB_PERFORMANCE;
    }
}
