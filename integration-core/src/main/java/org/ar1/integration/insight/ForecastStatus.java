package org.ar1.integration.insight;

import java.util.Locale;

/** What a saturation forecast says. */
public enum ForecastStatus {
    /** The capacity is reached already. */
    REACHED,
    /** The capacity is reached on a day within the horizon. */
    CROSSES,
    /** The daily peaks do not rise beyond chance. */
    NO_TREND,
    /** They rise, but do not reach the capacity within the horizon. */
    BEYOND_HORIZON,
    /** Nothing can be said; the reasons say why. */
    WITHHELD;

    /**
     * The name on the wire, such as {@code beyond_horizon}.
     *
     * @return the stable identifier
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
