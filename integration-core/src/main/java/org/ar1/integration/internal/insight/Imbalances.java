package org.ar1.integration.internal.insight;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ar1.integration.insight.Explanation.Step;
import org.ar1.integration.insight.Figure;
import org.ar1.integration.insight.Imbalance;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.Severity;
import org.ar1.integration.insight.Subject;
import org.ar1.integration.internal.stats.Dispersion;
import org.ar1.integration.internal.stats.Rounding;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.ServerResource;
import org.jspecify.annotations.Nullable;

/**
 * How differently the servers are loaded over the whole window: the standard deviation that OpenStack Watcher's
 * workload stabilization judges by, and what pooling would save.
 */
final class Imbalances implements Kind<Imbalance> {

    /** Watcher's own threshold of the standard deviation. */
    private static final double UNEVEN = 0.2;

    private static final String SD = "sd";

    @Override
    public InsightKind kind() {
        return InsightKind.IMBALANCE;
    }

    @Override
    public Verdicts<Imbalance> judge(Basis basis) {
        Verdicts<Imbalance> verdicts = new Verdicts<>();
        for (ServerResource resource : ServerLoads.LOAD) {
            Fleet fleet = Fleet.of(basis.loads(), resource);
            Imbalance insight = fleet.isEnough() ? insight(basis, fleet) : null;
            if (insight != null) {
                verdicts.add(insight, insight.sd() > UNEVEN);
            }
        }
        return verdicts;
    }

    /** Null when the maximum of a server is so small that there is no utilization. */
    private static @Nullable Imbalance insight(Basis basis, Fleet fleet) {
        double[] means = means(fleet);
        int highest = 0;
        int lowest = 0;
        for (int i = 0; i < means.length; i++) {
            highest = means[i] > means[highest] ? i : highest;
            lowest = means[i] < means[lowest] ? i : lowest;
        }
        Dispersion dispersion = Dispersion.of(means);
        Double mean = Rounding.fraction(dispersion.mean());
        Double sd = Rounding.fraction(dispersion.sd());
        if (mean == null || sd == null) {
            return null;
        }
        HeadingBuilder heading = basis.heading(InsightKind.IMBALANCE, Subject.fleet(), fleet.resource())
                .severity(sd > UNEVEN ? Severity.WARNING : Severity.INFO)
                .reasonIf(sd > UNEVEN, ReasonCode.UNEVEN)
                .flip(Flips.upTo(SD, sd, UNEVEN, Flips.NOT_LISTED, Severity.WARNING.id()));
        long fullest = fleet.servers().get(highest).id();
        long emptiest = fleet.servers().get(lowest).id();
        return new Imbalance(
                heading.heading(
                        claim(fleet, means, highest, lowest),
                        new Figure(SD, sd, "fraction", UNEVEN),
                        fleet.confidence()),
                means.length,
                fleet.hours().length,
                mean,
                sd,
                Rounding.fraction(dispersion.cv()),
                Rounding.fraction(dispersion.gini()),
                Rounding.fraction(diversity(fleet)),
                fullest,
                emptiest);
    }

    private static String claim(Fleet fleet, double[] means, int highest, int lowest) {
        return Claims.startOf(fleet.resource()) + " is used unevenly: "
                + Server.nameOf(fleet.servers().get(highest).id()) + " at " + Claims.percent(means[highest])
                + " on average, " + Server.nameOf(fleet.servers().get(lowest).id()) + " at "
                + Claims.percent(means[lowest]) + ".";
    }

    private static double[] means(Fleet fleet) {
        return fleet.servers().stream()
                .mapToDouble(server -> {
                    double sum = 0;
                    for (int hour : fleet.hours()) {
                        sum += server.utilization(fleet.resource(), hour);
                    }
                    return sum / fleet.hours().length;
                })
                .toArray();
    }

    /** Of the usage in its unit, because amounts can be pooled and fractions cannot. */
    private static double diversity(Fleet fleet) {
        List<double[]> usage = new ArrayList<>();
        for (ServerLoads server : fleet.servers()) {
            double[] means = server.means(fleet.resource());
            double[] common = new double[fleet.hours().length];
            for (int i = 0; i < common.length; i++) {
                common[i] = means[fleet.hours()[i]];
            }
            usage.add(common);
        }
        return Dispersion.diversity(usage.toArray(double[][]::new));
    }

    @Override
    public List<Step> explain(Basis basis, Imbalance insight) {
        ServerResource resource = insight.heading().resource();
        if (resource == null) {
            return List.of();
        }
        Fleet fleet = Fleet.of(basis.loads(), resource);
        double[] means = means(fleet);
        Map<String, @Nullable Double> byServer = new LinkedHashMap<>();
        for (int i = 0; i < means.length; i++) {
            byServer.put(fleet.servers().get(i).subject().name(), Rounding.fraction(means[i]));
        }
        return new StepList()
                .add(
                        "servers",
                        "servers with a maximum of the resource and a slot in the 24 hours before the newest",
                        insight.servers(),
                        "resource",
                        resource.id())
                .add(
                        "hours",
                        "hours in which all of them have a mean of at least three slots; at least 168",
                        insight.hours())
                .add("means", "mean utilization of each server over these hours", byServer)
                .add("mean", "mean of the servers' means", insight.mean())
                .add("sd", "root of the mean squared distance from the mean; uneven above 0.20", insight.sd())
                .add("cv", "sd / mean", insight.cv(), "sd", insight.sd(), "mean", insight.mean())
                .add("gini", "sum of |x - y| over all pairs / (2 n^2 mean)", insight.gini())
                .add(
                        "diversity",
                        "sum of the servers' highest hourly usages / highest hour of their sum",
                        insight.diversity())
                .list();
    }
}
