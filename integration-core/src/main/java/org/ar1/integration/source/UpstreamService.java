package org.ar1.integration.source;

import java.net.URI;

/** One of the six services whose data this library joins. */
public enum UpstreamService {
    /** Lab Monitoring: popular labs and their utilization. */
    LAB_MONITORING("lab-monitoring", "Lab Monitoring", "LAB_MONITORING_URL", 3003),
    /** Performance: the statistics history of the servers and their peak times. */
    PERFORMANCE("performance", "Performance", "PERFORMANCE_SERVICE_URL", 3004),
    /** Resource Allocation: the servers, and which lab stands on which. */
    RESOURCE_ALLOCATION("resource-allocation", "Resource Allocation", "RESOURCE_ALLOCATION_URL", 3005),
    /** User Progress: the catalogue, the one place that knows both lab names and lab types. */
    USER_PROGRESS("user-progress", "User Progress", "USER_PROGRESS_URL", 8004),
    /** Performance Reporting: how well users do, by lab type and by user. */
    PERFORMANCE_REPORTING("performance-reporting", "Performance Reporting", "PERFORMANCE_REPORTING_URL", 8005),
    /** Usage Analytics: who used which lab type. */
    USAGE_ANALYTICS("usage-analytics", "Usage Analytics", "USAGE_ANALYTICS_URL", 8006);

    private final String id;
    private final String displayName;
    private final String urlVariable;
    private final URI defaultUrl;

    UpstreamService(String id, String displayName, String urlVariable, int defaultPort) {
        this.id = id;
        this.displayName = displayName;
        this.urlVariable = urlVariable;
        this.defaultUrl = URI.create("http://localhost:" + defaultPort);
    }

    /**
     * The name under which reports list the service, such as {@code lab-monitoring}.
     *
     * @return the stable identifier
     */
    public String id() {
        return id;
    }

    /**
     * The name for people, such as {@code Lab Monitoring}.
     *
     * @return the display name
     */
    public String displayName() {
        return displayName;
    }

    /**
     * The environment variable that holds the service's base URL.
     *
     * @return the variable's name
     */
    public String urlVariable() {
        return urlVariable;
    }

    /**
     * The base URL where nothing else is set.
     *
     * @return the default base URL, on this machine
     */
    public URI defaultUrl() {
        return defaultUrl;
    }
}
