package org.ar1.integration.internal.assemble;

import java.time.Instant;
import java.util.List;
import org.ar1.integration.internal.source.Results;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceError;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.upstream.CatalogueLab;
import org.ar1.integration.upstream.LabCatalogue;
import org.ar1.integration.upstream.LabUtilization;
import org.ar1.integration.upstream.ResourceAmounts;
import org.ar1.integration.upstream.Server;
import org.ar1.integration.upstream.UtilizationStatus;

/** Hand-made inputs of the joins. */
final class Given {

    static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");
    static final SourceError TIMEOUT = new SourceError(ErrorCode.TIMEOUT, "It did not answer in time");

    private Given() {}

    static <T> Sourced<T> live(UpstreamService service, String resource, T value) {
        return Results.of(value, service, resource, Outcome.LIVE, NOW, null, 1, null);
    }

    static <T> Sourced<T> cached(UpstreamService service, String resource, T value, Instant fetchedAt) {
        return Results.of(value, service, resource, Outcome.CACHED, fetchedAt, null, 0, null);
    }

    static <T> Sourced<T> stale(UpstreamService service, String resource, T value, Instant fetchedAt) {
        return Results.of(value, service, resource, Outcome.STALE, fetchedAt, null, 3, TIMEOUT);
    }

    /** The service answered that there is none. */
    static <T> Sourced<T> absent(UpstreamService service, String resource) {
        return Results.of(null, service, resource, Outcome.LIVE, NOW, null, 1, null);
    }

    static <T> Sourced<T> failed(UpstreamService service, String resource) {
        return Results.of(null, service, resource, Outcome.FAILED, null, null, 3, TIMEOUT);
    }

    static <T> Sourced<T> skipped(UpstreamService service, String resource) {
        return Results.of(null, service, resource, Outcome.SKIPPED, null, null, 0, null);
    }

    static LabCatalogue catalogue(CatalogueLab... labs) {
        return LabCatalogue.of(List.of(labs));
    }

    static CatalogueLab entry(String name, String labType) {
        return new CatalogueLab("id of " + name, name, labType, null, null, null, null);
    }

    /** A lab with the figures that the service would compute. */
    static LabUtilization lab(long id, Long estimate, Double usage) {
        Double ratio =
                estimate == null || estimate == 0 || usage == null ? null : Math.round(usage / estimate * 100) / 100.0;
        return new LabUtilization(
                id,
                "Lab " + id,
                estimate,
                usage,
                10.0,
                usage,
                ratio,
                ratio == null ? UtilizationStatus.NORMAL : UtilizationStatus.ofRatio(ratio));
    }

    static Server server(long id, double cpu) {
        return new Server(id, null, new ResourceAmounts(cpu, 2.0, 3.0), new ResourceAmounts(100.0, 100.0, 100.0), NOW);
    }

    static LabUtilization renamed(LabUtilization lab, String name) {
        return new LabUtilization(
                lab.labId(),
                name,
                lab.estimatedUsers(),
                lab.avgUsers(),
                lab.avgTime(),
                lab.normalizedUsage(),
                lab.ratio(),
                lab.status());
    }
}
