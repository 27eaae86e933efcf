package org.ar1.integration.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ar1.integration.internal.setting.LibrarySettings;
import org.ar1.integration.internal.setting.Secret;
import org.ar1.integration.internal.setting.SettingValues;
import org.ar1.integration.source.UpstreamService;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the library, checked when built. Immutable.
 *
 * <p>Each has an environment variable and a default, both of which {@code docs/configuration.md} lists; headers of
 * requests are in a file or set by the application, and there are none by default. The terms are those of HTTP caching
 * (RFC 9111, RFC 5861). {@link #toString()} shows every setting but the values of request headers and
 * the token.
 */
public final class IntegrationConfig {

    private final SettingValues values;
    private final Map<UpstreamService, Map<String, String>> headers;

    private IntegrationConfig(SettingValues values, Map<UpstreamService, Map<String, String>> headers) {
        this.values = values;
        Map<UpstreamService, Map<String, String>> copies = new EnumMap<>(UpstreamService.class);
        headers.forEach((service, own) -> copies.put(service, Collections.unmodifiableMap(new TreeMap<>(own))));
        this.headers = copies;
    }

    /** Checks settings against each other, and refuses them with all problems at once. */
    static IntegrationConfig of(
            SettingValues values, Map<UpstreamService, Map<String, String>> headers, List<String> problems) {
        LibrarySettings.check(values, problems::add);
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return new IntegrationConfig(values, headers);
    }

    /** {@return a new builder that holds the defaults} */
    public static IntegrationConfigBuilder builder() {
        return new IntegrationConfigBuilder(LibrarySettings.TABLE.defaults(), Map.of());
    }

    /**
     * Reads the settings from this process's environment; a variable that is not set or blank has its default.
     *
     * @return the settings
     * @throws InvalidConfigException when a variable cannot be used; it lists all of them
     */
    public static IntegrationConfig fromEnvironment() {
        return fromEnvironment(System.getenv());
    }

    /**
     * The settings of an environment given as a map. Durations are seconds ({@code 5}, {@code 0.5}) or ISO-8601
     * ({@code PT5M}).
     *
     * @param environment values by variable
     * @return the settings
     * @throws InvalidConfigException when a variable cannot be used; it lists all of them
     */
    public static IntegrationConfig fromEnvironment(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        return of(LibrarySettings.TABLE.read(environment, problems::add), Map.of(), problems);
    }

    /** {@return a new builder that holds these settings, to change some of them} */
    public IntegrationConfigBuilder toBuilder() {
        return new IntegrationConfigBuilder(values, headers);
    }

    /**
     * The base URL of a service.
     *
     * @param service the service
     * @return its base URL, without a slash at the end
     */
    public URI url(UpstreamService service) {
        return values.get(LibrarySettings.url(service));
    }

    /**
     * The headers that are sent to a service with each request, for services behind a login. Those of the
     * {@linkplain #upstreamHeadersFile() file} and of a {@link org.ar1.integration.spi.HeaderProvider} are not among
     * them.
     *
     * @param service the service
     * @return values by header name
     */
    public Map<String, String> headers(UpstreamService service) {
        return headers.getOrDefault(service, Map.of());
    }

    /**
     * The file of further headers, which is read again when it changes: UTF-8, a line for each header with the id of a
     * service, or {@code *} for all, a space, the name, a colon and the value. Of a header that is also in
     * {@link #headers}, the value of the file is sent.
     *
     * @return the path; null when there is none
     */
    public @Nullable Path upstreamHeadersFile() {
        return values.find(LibrarySettings.UPSTREAM_HEADERS_FILE);
    }

    /** {@return the time limit for opening a connection, a positive time} */
    public Duration connectTimeout() {
        return values.get(LibrarySettings.CONNECT_TIMEOUT);
    }

    /**
     * The time limit of one attempt, its whole body included. For the two resources of unbounded size, the statistics
     * and the peaks, it is the longest pause between two bytes.
     *
     * @return a positive time
     */
    public Duration requestTimeout() {
        return values.get(LibrarySettings.REQUEST_TIMEOUT);
    }

    /**
     * The longest time that a caller waits for a report or a single resource; sources that are late are marked.
     *
     * @return a positive time
     */
    public Duration reportDeadline() {
        return values.get(LibrarySettings.REPORT_DEADLINE);
    }

    /** {@return the number of retries of a failed call, 0 or more} */
    public int maxRetries() {
        return values.get(LibrarySettings.MAX_RETRIES);
    }

    /** {@return the wait before each retry, 0 or more} */
    public Duration retryDelay() {
        return values.get(LibrarySettings.RETRY_DELAY);
    }

    /**
     * How long a fetched value counts as fresh.
     *
     * @return 0 or more; 0 means that every answer is fetched
     */
    public Duration cacheDuration() {
        return values.get(LibrarySettings.CACHE_DURATION);
    }

    /**
     * How long a value that is no longer fresh is still served at once, while it is fetched again in the background.
     *
     * @return 0 or more; 0 turns it off
     */
    public Duration staleWhileRevalidate() {
        return values.get(LibrarySettings.STALE_WHILE_REVALIDATE);
    }

    /**
     * The greatest age at which a last good value is served when fetching fails.
     *
     * @return 0 or more
     */
    public Duration staleIfError() {
        return values.get(LibrarySettings.STALE_IF_ERROR);
    }

    /**
     * How long the summaries of the two unbounded resources, the statistics and the peaks, count as fresh.
     *
     * @return 0 or more
     */
    public Duration historyCacheDuration() {
        return values.get(LibrarySettings.HISTORY_CACHE_DURATION);
    }

    /**
     * How long a service may be silent before readers with a last good value are served that value.
     *
     * @return 0 or more
     */
    public Duration refreshPatience() {
        return values.get(LibrarySettings.REFRESH_PATIENCE);
    }

    /**
     * Whether the sources of the reports are fetched again before they expire, even without readers, so that reports
     * always come from memory.
     *
     * @return true when it is
     */
    public boolean refreshAhead() {
        return values.get(LibrarySettings.REFRESH_AHEAD);
    }

    /**
     * The time limit of a call to the cache that replicas share; a slower call counts as a miss.
     *
     * @return more than 0
     */
    public Duration sharedCacheTimeout() {
        return values.get(LibrarySettings.SHARED_CACHE_TIMEOUT);
    }

    /**
     * The weeks of the statistics history to keep. Fewer are kept, but at least two, when those of all servers would
     * need more than the {@linkplain #insightMemory() insight memory}; the reports state how many.
     *
     * @return 2 to 26
     */
    public int insightWeeks() {
        return values.get(LibrarySettings.INSIGHT_WEEKS);
    }

    /**
     * The memory for one copy of the statistics history; while one copy replaces another, two exist, and the insights
     * of each other time zone that was asked for, seven at most, hold the copy that they were computed from. A server
     * needs 12,096 bytes a week, and a week more than those kept.
     *
     * @return a number of bytes, 1 MiB to 16 GiB
     */
    public long insightMemory() {
        return values.get(LibrarySettings.INSIGHT_MEMORY);
    }

    /**
     * The utilization that a server of the right size has in its busiest hour.
     *
     * @return a fraction, 0.3 to 0.8
     */
    public double insightTarget() {
        return values.get(LibrarySettings.INSIGHT_TARGET);
    }

    /**
     * The time zone in which the campus works, so that an hour of the week is the same hour for its people all year.
     *
     * @return the zone of the insights' days and hours, unless a request states another
     */
    public ZoneId campusZone() {
        return values.get(LibrarySettings.CAMPUS_ZONE);
    }

    /**
     * The time zone in which Performance states its peaks, which it does without a zone.
     *
     * @return the zone; null when it is not set: then the insights assume UTC, and say so
     */
    public @Nullable ZoneId peaksZone() {
        return values.find(LibrarySettings.PEAKS_ZONE);
    }

    /**
     * How long a source is not fetched after its first failure; the time doubles with each further failure.
     *
     * @return 0 or more; with 0 each read fetches it again
     */
    public Duration initialBackoff() {
        return values.get(LibrarySettings.INITIAL_BACKOFF);
    }

    /**
     * The longest time for which a source that keeps failing is not fetched.
     *
     * @return 0 or more
     */
    public Duration maxBackoff() {
        return values.get(LibrarySettings.MAX_BACKOFF);
    }

    /** {@return the base URL of the Integration Service to ask; null when clients call the services themselves} */
    public @Nullable URI integrationServiceUrl() {
        return values.find(LibrarySettings.INTEGRATION_SERVICE_URL);
    }

    /** {@return the token that is sent to the Integration Service, a secret; null for none} */
    public @Nullable String integrationServiceToken() {
        Secret token = values.find(LibrarySettings.INTEGRATION_SERVICE_TOKEN);
        return token == null ? null : token.reveal();
    }

    @Override
    public String toString() {
        Map<String, @Nullable Object> shown = values.byName();
        headers.forEach((service, own) -> shown.put(service.id(), url(service) + " with headers " + own.keySet()));
        return "IntegrationConfig" + shown;
    }
}
