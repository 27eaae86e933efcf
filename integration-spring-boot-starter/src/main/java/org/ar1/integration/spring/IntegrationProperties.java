package org.ar1.integration.spring;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.ar1.integration.source.UpstreamService;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;

/**
 * The settings of the library as Spring reads them. A component that is null is not set here: then the library's
 * environment variable applies, or else its default. The names are those of the library's settings; a number without a
 * unit is a duration in seconds. A property that does not exist is refused.
 *
 * @param url the base URLs by service
 * @param headers the request headers by service; their values are secrets
 * @param integrationServiceToken a secret
 * @param web where the reports are mounted
 */
@ConfigurationProperties(prefix = IntegrationProperties.PREFIX, ignoreUnknownFields = false)
record IntegrationProperties(
        @DefaultValue Map<UpstreamService, URI> url,
        @DefaultValue Map<UpstreamService, Map<String, String>> headers,
        @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration connectTimeout,
        @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration requestTimeout,
        @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration reportDeadline,
        @Nullable Integer maxRetries,
        @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration retryDelay,
        @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration cacheDuration,
        @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration historyCacheDuration,
        @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration staleWhileRevalidate,
        @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration staleIfError,
        @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration refreshPatience,
        @Nullable Boolean refreshAhead,
        @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration sharedCacheTimeout,
        @Nullable Integer insightWeeks,
        @Nullable DataSize insightMemory,
        @Nullable Double insightTarget,
        @Nullable ZoneId campusZone,
        @Nullable ZoneId peaksZone,
        @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration initialBackoff,
        @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration maxBackoff,
        @Nullable Path upstreamHeadersFile,
        @Nullable URI integrationServiceUrl,
        @Nullable String integrationServiceToken,
        @DefaultValue Web web) {

    static final String PREFIX = "ar1.integration";

    /**
     * Where the reports are mounted.
     *
     * @param enabled whether they are
     * @param path the path below that of the application; it begins with a slash and does not end with one
     */
    record Web(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("/integration") String path) {
        Web {
            if (!path.startsWith("/") || path.endsWith("/") || path.contains("{") || path.contains("*")) {
                throw new IllegalArgumentException(PREFIX + ".web.path is \"" + path
                        + "\", but must begin with a slash, not end with one and have no variables");
            }
        }
    }

    /** Without headers and the token, which are secrets. */
    @Override
    public String toString() {
        return "IntegrationProperties[url=" + url + ", web=" + web + "]";
    }
}
