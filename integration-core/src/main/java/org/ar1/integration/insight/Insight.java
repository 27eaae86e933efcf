package org.ar1.integration.insight;

/** Something that an operator should know, with its figures. One record a {@linkplain InsightKind kind}. */
public sealed interface Insight
        permits BusiestHour,
                SustainedLoad,
                SaturationForecast,
                RightSizing,
                Failover,
                Imbalance,
                Placement,
                UsageChange,
                DemandAtRisk,
                IdleLab,
                DemandMismatch,
                SaturationErrors,
                DataHealth,
                DemandChange {

    /**
     * What every insight states.
     *
     * @return the heading
     */
    Heading heading();
}
