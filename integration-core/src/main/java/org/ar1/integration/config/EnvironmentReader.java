package org.ar1.integration.config;

import org.ar1.integration.source.UpstreamService;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns variables into settings; collects what cannot be read together with what does not meet the rules. */
final class EnvironmentReader {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
    private static final Pattern FRACTION = Pattern.compile("\\d?\\.\\d{1,9}|\\d");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,11})(KiB|MiB|GiB)?");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,9}");

    /** What Kubernetes sets {@code X_PORT} to in every pod of a namespace with a Service {@code x}. */
    private static final Pattern LINK = Pattern.compile("(tcp|udp|sctp)://", Pattern.CASE_INSENSITIVE);

    private static final String LINK_HINT = "; Kubernetes sets the variable to this for a Service of that name: write"
            + " \"enableServiceLinks: false\" into the pod's spec, or set the variable there";

    private final Map<String, String> environment;
    private final SettingsCheck check = new SettingsCheck();
    private final IntegrationConfigBuilder builder = IntegrationConfig.builder();

    EnvironmentReader(Map<String, String> environment) {
        this.environment = environment;
    }

    IntegrationConfig read() {
        for (UpstreamService service : UpstreamService.values()) {
            String variable = service.urlVariable();
            with(variable, value -> {
                URI url = url(variable, value);
                if (url != null) {
                    builder.url(service, check.url(variable, url));
                }
            });
        }
        positive("REQUEST_TIMEOUT", builder::requestTimeout);
        positive("REPORT_DEADLINE", builder::reportDeadline);
        wholeNumber("MAX_RETRIES", 0, 10, builder::maxRetries);
        notNegative("RETRY_DELAY", builder::retryDelay);
        notNegative("CACHE_DURATION", builder::cacheDuration);
        notNegative("STALE_WHILE_REVALIDATE", builder::staleWhileRevalidate);
        notNegative("STALE_IF_ERROR", builder::staleIfError);
        notNegative("HISTORY_CACHE_DURATION", builder::historyCacheDuration);
        notNegative("REFRESH_PATIENCE", builder::refreshPatience);
        flag("REFRESH_AHEAD", builder::refreshAhead);
        positive("SHARED_CACHE_TIMEOUT", builder::sharedCacheTimeout);
        wholeNumber("INSIGHT_WEEKS", 2, 26, builder::insightWeeks);
        size("INSIGHT_MEMORY", builder::insightMemory);
        target("INSIGHT_TARGET", builder::insightTarget);
        zone("CAMPUS_ZONE", builder::campusZone);
        zone("PEAKS_ZONE", builder::peaksZone);
        notNegative("INITIAL_BACKOFF", builder::initialBackoff);
        notNegative("MAX_BACKOFF", builder::maxBackoff);
        positive("CONNECT_TIMEOUT", builder::connectTimeout);
        with("INTEGRATION_API_HOST", value -> {
            check.host("INTEGRATION_API_HOST", value);
            builder.apiHost(value);
        });
        wholeNumber("INTEGRATION_API_PORT", 0, 65_535, builder::apiPort);
        builder.refreshAhead(check);
        check.done();
        return builder.build();
    }

    private void with(String variable, Consumer<String> use) {
        String value = environment.get(variable);
        if (value != null && !value.isBlank()) {
            use.accept(value.strip());
        }
    }

    private @Nullable URI url(String variable, String value) {
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            // The value may hold a password or a token, so it is shown only when it cannot.
            check.problem(
                    variable,
                    value.contains("@") || value.contains("?") ? "(not shown)" : value,
                    "an http or https URL with a host, such as http://localhost:3003");
            return null;
        }
    }

    private void positive(String variable, Consumer<Duration> use) {
        duration(variable, value -> {
            check.positive(variable, value);
            use.accept(value);
        });
    }

    private void notNegative(String variable, Consumer<Duration> use) {
        duration(variable, value -> {
            check.notNegative(variable, value);
            use.accept(value);
        });
    }

    private void duration(String variable, Consumer<Duration> use) {
        with(variable, value -> {
            try {
                use.accept(
                        SECONDS.matcher(value).matches()
                                ? Duration.ofNanos(
                                        new BigDecimal(value).movePointRight(9).longValueExact())
                                : Duration.parse(value));
            } catch (DateTimeException e) {
                check.problem(variable, value, "seconds such as 5 or 0.5, or an ISO-8601 duration such as PT5M");
            }
        });
    }

    private void size(String variable, Consumer<Long> use) {
        with(variable, value -> {
            Matcher size = SIZE.matcher(value);
            if (!size.matches()) {
                check.problem(variable, value, SettingsCheck.SIZES);
                return;
            }
            String unit = Objects.requireNonNullElse(size.group(2), "");
            int shift = switch (unit) {
                case "KiB" -> 10;
                case "MiB" -> 20;
                case "GiB" -> 30;
                default -> 0;
            };
            long number = Long.parseLong(size.group(1));
            long bytes = number > Long.MAX_VALUE >> shift ? Long.MAX_VALUE : number << shift;
            check.size(variable, bytes);
            use.accept(bytes);
        });
    }

    private void target(String variable, Consumer<Double> use) {
        with(variable, value -> {
            if (!FRACTION.matcher(value).matches()) {
                check.problem(variable, value, SettingsCheck.TARGETS);
                return;
            }
            double fraction = Double.parseDouble(value);
            check.target(variable, fraction);
            use.accept(fraction);
        });
    }

    private void zone(String variable, Consumer<ZoneId> use) {
        with(variable, value -> {
            try {
                use.accept(ZoneId.of(value));
            } catch (DateTimeException e) {
                check.problem(variable, value, SettingsCheck.TIME_ZONES);
            }
        });
    }

    private void flag(String variable, Consumer<Boolean> use) {
        with(variable, value -> {
            if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
                use.accept(Boolean.valueOf(value));
            } else {
                check.problem(variable, value, "true or false");
            }
        });
    }

    private void wholeNumber(String variable, int from, int to, Consumer<Integer> use) {
        with(variable, value -> {
            if (!WHOLE_NUMBER.matcher(value).matches()) {
                String hint = LINK.matcher(value).lookingAt() ? LINK_HINT : "";
                check.problem(variable, value, "a whole number from " + from + " to " + to + hint);
                return;
            }
            int number = Integer.parseInt(value);
            check.range(variable, number, from, to);
            use.accept(number);
        });
    }
}
