package org.ar1.integration.internal.insight;

import static java.util.Objects.requireNonNull;
import static org.ar1.integration.insight.InsightKind.SATURATION_FORECAST;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ar1.integration.insight.Explanation.Step;
import org.ar1.integration.insight.ForecastStatus;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.ReasonCode;
import org.ar1.integration.insight.SaturationForecast;
import org.ar1.integration.insight.Withheld;
import org.ar1.integration.upstream.ServerResource;
import org.jspecify.annotations.Nullable;

/**
 * When a resource runs out, said only where the daily peaks rise beyond chance, in both halves of the history, and
 * where the trend would have foretold past weeks no worse than the naive forecast: each of the three keeps false alarms
 * out that the others let pass.
 */
final class SaturationForecasts implements Kind<SaturationForecast> {

    private static final long DAYS_NEEDED = 28;

    @Override
    public InsightKind kind() {
        return SATURATION_FORECAST;
    }

    @Override
    public Verdicts<SaturationForecast> judge(Basis basis) {
        Verdicts<SaturationForecast> verdicts = new Verdicts<>();
        for (ServerLoads server : basis.loads().servers()) {
            for (ServerResource resource : ServerResource.values()) {
                SaturationForecast forecast = forecast(basis, server, resource);
                ForecastStatus status = forecast.status();
                if (status == ForecastStatus.WITHHELD) {
                    verdicts.withhold(withheld(forecast));
                } else {
                    verdicts.add(forecast, status == ForecastStatus.REACHED || status == ForecastStatus.CROSSES);
                }
            }
        }
        return verdicts;
    }

    /** The forecast of one resource, listed, withheld or neither. */
    SaturationForecast forecast(Basis basis, ServerLoads server, ServerResource resource) {
        return new ForecastJudgement(basis, server, resource).forecast();
    }

    private static Withheld withheld(SaturationForecast forecast) {
        ServerResource resource = requireNonNull(forecast.heading().resource());
        ReasonCode reason = forecast.heading().reasonCodes().get(0);
        Map<String, Long> evidence = new LinkedHashMap<>();
        if (reason == ReasonCode.TOO_FEW_DAYS) {
            evidence.put("days", (long) forecast.days());
            evidence.put("days_needed", DAYS_NEEDED);
        }
        return new Withheld(
                forecast.heading().id(),
                SATURATION_FORECAST,
                forecast.heading().subject(),
                resource,
                forecast.heading().reasonCodes(),
                needs(reason, resource),
                evidence);
    }

    private static @Nullable String needs(ReasonCode reason, ServerResource resource) {
        return switch (reason) {
            case NO_CAPACITY -> BusiestHours.maximumOf(resource);
            case TOO_FEW_DAYS -> "four weeks with four daily peaks each";
            case NOT_STEADY -> "a rise in both halves of the history";
            default -> "a trend that foretells past weeks no worse than the week before does";
        };
    }

    @Override
    public List<Step> explain(Basis basis, SaturationForecast insight) {
        ServerLoads server =
                basis.loads().server(Long.parseLong(insight.heading().subject().key()));
        ServerResource resource = insight.heading().resource();
        PeakTrend peaks = server == null || resource == null ? null : basis.peakTrend(server, resource);
        return peaks == null ? List.of() : ForecastSteps.of(peaks, insight);
    }
}
