package org.ar1.integration.campus;

import java.util.List;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.report.LabTypeUsage;
import org.ar1.integration.report.LabTypeUtilization;
import org.ar1.integration.upstream.InfrastructureLab;
import org.ar1.integration.upstream.LabPerformance;
import org.ar1.integration.upstream.PopularLab;
import org.jspecify.annotations.Nullable;

/**
 * A lab type with what all services say of it, and the servers that it stands on. Of one {@link CampusReport}; equal to
 * itself alone. Immutable. Implemented by the library only.
 */
public interface LabType {

    /**
     * The lab type, as the application side names it.
     *
     * @return the lab type, verbatim
     */
    String labType();

    /**
     * The names of its labs, as far as some source names them.
     *
     * @return the names by code point; empty when only the events name the type
     */
    List<String> names();

    /**
     * Whether the catalogue holds the type.
     *
     * @return false also when the catalogue is missing
     */
    boolean isInCatalogue();

    /**
     * Its events of the last 30 days; 0 of everything for a type that the trends do not list.
     *
     * @return the figures, without the type's own detail; null when the trends are missing, and when they do not list
     *     the type while the catalogue is missing, without which the type may have another name there
     */
    @Nullable
    LabTypeUsage usage();

    /**
     * How its use compares with the estimate.
     *
     * @return the figures; null when Lab Monitoring knows no lab of it or its answer is missing
     */
    @Nullable
    LabTypeUtilization utilization();

    /**
     * Sessions and user-minutes of its labs, of all time.
     *
     * @return the labs in the service's order; empty when there are none or they are missing
     */
    List<PopularLab> popularLabs();

    /**
     * How well its users do.
     *
     * @return the figures; null when there are none or they are missing
     */
    @Nullable
    LabPerformance performance();

    /**
     * Its labs with what they are estimated to need, deleted ones too.
     *
     * @return the labs in the service's order; empty when there are none or they are missing
     */
    List<InfrastructureLab> infrastructureLabs();

    /**
     * The servers that its labs stand on.
     *
     * @return the servers by number; empty when it stands on none or the allocations are missing
     */
    List<CampusServer> servers();

    /**
     * The insights about the type and about its labs.
     *
     * @return the insights in the order of the report
     */
    List<Insight> insights();
}
