package org.ar1.integration.jaxrs;

import static org.ar1.integration.jaxrs.MatrixSource.ALLOCATIONS;
import static org.ar1.integration.jaxrs.MatrixSource.CATALOGUE;
import static org.ar1.integration.jaxrs.MatrixSource.LAB_PERFORMANCE;
import static org.ar1.integration.jaxrs.MatrixSource.LAB_USAGE;
import static org.ar1.integration.jaxrs.MatrixSource.PEAKS;
import static org.ar1.integration.jaxrs.MatrixSource.POPULAR;
import static org.ar1.integration.jaxrs.MatrixSource.RECENT_TRENDS;
import static org.ar1.integration.jaxrs.MatrixSource.SERVERS;
import static org.ar1.integration.jaxrs.MatrixSource.SERVER_STATISTICS;
import static org.ar1.integration.jaxrs.MatrixSource.STATISTICS;
import static org.ar1.integration.jaxrs.MatrixSource.TRENDS;
import static org.ar1.integration.jaxrs.MatrixSource.UTILIZATION;

import java.util.List;

/** The four endpoints, and the sources that the documents of each list. */
enum MatrixEndpoint {
    LAB_UTILIZATION("/integration/lab-utilization", false),
    LAB_UTILIZATION_OF_TYPE("/integration/lab-utilization/{type}", true),
    SERVER_ALLOCATION("/integration/server-allocation", false),
    SERVER_ALLOCATION_OF_TYPE("/integration/server-allocation/{type}", true);

    private static final List<MatrixSource> OF_USE =
            List.of(TRENDS, RECENT_TRENDS, LAB_USAGE, POPULAR, UTILIZATION, CATALOGUE);
    private static final List<MatrixSource> OF_SERVERS =
            List.of(ALLOCATIONS, SERVERS, STATISTICS, PEAKS, LAB_PERFORMANCE, CATALOGUE);
    private static final List<MatrixSource> OF_SERVERS_OF_TYPE =
            List.of(ALLOCATIONS, SERVERS, SERVER_STATISTICS, PEAKS, LAB_PERFORMANCE, CATALOGUE);

    private final String template;
    private final boolean ofType;

    MatrixEndpoint(String template, boolean ofType) {
        this.template = template;
        this.ofType = ofType;
    }

    boolean isOfType() {
        return ofType;
    }

    boolean isOfUse() {
        return this == LAB_UTILIZATION || this == LAB_UTILIZATION_OF_TYPE;
    }

    /** The sources, in the order in which a document lists them. */
    List<MatrixSource> sources() {
        if (isOfUse()) {
            return OF_USE;
        }
        return ofType ? OF_SERVERS_OF_TYPE : OF_SERVERS;
    }

    /** What the history of servers comes from. */
    MatrixSource history() {
        return ofType ? SERVER_STATISTICS : STATISTICS;
    }

    String path(String labType) {
        return template.replace("{type}", labType);
    }

    @Override
    public String toString() {
        return template;
    }
}
