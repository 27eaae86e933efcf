package org.ar1.integration.testkit;

/** The six services of the sample campus. */
public enum SampleService {
    /** Lab Monitoring: which labs are used, and how much against the estimate. */
    LAB_MONITORING("lab-monitoring", "LAB_MONITORING_URL", Dialect.EXPRESS),

    /** Performance: the history of the servers and their peak times. */
    PERFORMANCE("performance", "PERFORMANCE_SERVICE_URL", Dialect.EXPRESS),

    /** Resource Allocation: the servers, and which lab stands on which. */
    RESOURCE_ALLOCATION("resource-allocation", "RESOURCE_ALLOCATION_URL", Dialect.EXPRESS),

    /** User Progress: the catalogue of lab types. */
    USER_PROGRESS("user-progress", "USER_PROGRESS_URL", Dialect.FAST_API),

    /** Performance Reporting: how the users of a lab type fare. */
    PERFORMANCE_REPORTING("performance-reporting", "PERFORMANCE_REPORTING_URL", Dialect.FAST_API),

    /** Usage Analytics: what happens in the application, a lab type. */
    USAGE_ANALYTICS("usage-analytics", "USAGE_ANALYTICS_URL", Dialect.FAST_API);

    private final String id;
    private final String urlVariable;
    private final Dialect dialect;

    SampleService(String id, String urlVariable, Dialect dialect) {
        this.id = id;
        this.urlVariable = urlVariable;
        this.dialect = dialect;
    }

    /**
     * The stable name of the service, such as {@code lab-monitoring}.
     *
     * @return the name
     */
    public String id() {
        return id;
    }

    /**
     * The environment variable that points a client at the service, such as {@code LAB_MONITORING_URL}.
     *
     * @return the variable
     */
    public String urlVariable() {
        return urlVariable;
    }

    Dialect dialect() {
        return dialect;
    }

    /** Whether the service answers one request at a time. */
    boolean oneAtATime() {
        return dialect == Dialect.FAST_API;
    }
}
