package org.ar1.integration.upstream;

/** How a lab's use compares with the estimate that it was sized for. */
public enum UtilizationStatus {
    /** Used more than 1.25 times the estimate. */
    OVER_UTILIZED("over-utilized"),
    /** Used less than 0.75 times the estimate. */
    UNDER_UTILIZED("under-utilized"),
    /** Used about as estimated. */
    NORMAL("normal"),
    /** There is no estimate to compare with. */
    UNKNOWN("unknown");

    private static final double OVER = 1.25;
    private static final double UNDER = 0.75;

    private final String id;

    UtilizationStatus(String id) {
        this.id = id;
    }

    /**
     * The name on the wire, such as {@code over-utilized}.
     *
     * @return the stable identifier
     */
    public String id() {
        return id;
    }

    /**
     * The status of a ratio of use to estimate.
     *
     * @param ratio normalized usage divided by estimated users
     * @return over 1.25 {@link #OVER_UTILIZED}, under 0.75 {@link #UNDER_UTILIZED}, else {@link #NORMAL}
     */
    public static UtilizationStatus ofRatio(double ratio) {
        if (ratio > OVER) {
            return OVER_UTILIZED;
        }
        return ratio < UNDER ? UNDER_UTILIZED : NORMAL;
    }
}
