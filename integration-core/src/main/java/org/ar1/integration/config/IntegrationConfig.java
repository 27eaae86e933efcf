package org.ar1.integration.config;

import org.ar1.integration.source.UpstreamService;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the library and the service, checked when built. Immutable.
 *
 * <table>
 * <caption>Settings and their defaults</caption>
 * <tr><th>setting</th><th>environment variable</th><th>default</th></tr>
 * <tr><td>{@link #url}</td><td>{@link UpstreamService#urlVariable()}</td><td>{@link UpstreamService#defaultUrl()}</td></tr>
 * <tr><td>{@link #headers}</td><td></td><td>none</td></tr>
 * <tr><td>{@link #connectTimeout}</td><td>{@code CONNECT_TIMEOUT}</td><td>2 s</td></tr>
 * <tr><td>{@link #requestTimeout}</td><td>{@code REQUEST_TIMEOUT}</td><td>5 s</td></tr>
 * <tr><td>{@link #reportDeadline}</td><td>{@code REPORT_DEADLINE}</td><td>10 s</td></tr>
 * <tr><td>{@link #maxRetries}</td><td>{@code MAX_RETRIES}</td><td>2</td></tr>
 * <tr><td>{@link #retryDelay}</td><td>{@code RETRY_DELAY}</td><td>1 s</td></tr>
 * <tr><td>{@link #cacheDuration}</td><td>{@code CACHE_DURATION}</td><td>5 min</td></tr>
 * <tr><td>{@link #staleWhileRevalidate}</td><td>{@code STALE_WHILE_REVALIDATE}</td><td>the cache duration</td></tr>
 * <tr><td>{@link #staleIfError}</td><td>{@code STALE_IF_ERROR}</td><td>24 h</td></tr>
 * <tr><td>{@link #historyCacheDuration}</td><td>{@code HISTORY_CACHE_DURATION}</td><td>10 min</td></tr>
 * <tr><td>{@link #refreshPatience}</td><td>{@code REFRESH_PATIENCE}</td><td>0.5 s</td></tr>
 * <tr><td>{@link #refreshAhead}</td><td>{@code REFRESH_AHEAD}</td><td>false</td></tr>
 * <tr><td>{@link #sharedCacheTimeout}</td><td>{@code SHARED_CACHE_TIMEOUT}</td><td>0.5 s</td></tr>
 * <tr><td>{@link #insightWeeks}</td><td>{@code INSIGHT_WEEKS}</td><td>8</td></tr>
 * <tr><td>{@link #insightMemory}</td><td>{@code INSIGHT_MEMORY}</td><td>64 MiB</td></tr>
 * <tr><td>{@link #insightTarget}</td><td>{@code INSIGHT_TARGET}</td><td>0.65</td></tr>
 * <tr><td>{@link #campusZone}</td><td>{@code CAMPUS_ZONE}</td><td>UTC</td></tr>
 * <tr><td>{@link #peaksZone}</td><td>{@code PEAKS_ZONE}</td><td>none</td></tr>
 * <tr><td>{@link #initialBackoff}</td><td>{@code INITIAL_BACKOFF}</td><td>10 s</td></tr>
 * <tr><td>{@link #maxBackoff}</td><td>{@code MAX_BACKOFF}</td><td>5 min</td></tr>
 * <tr><td>{@link #apiHost}</td><td>{@code INTEGRATION_API_HOST}</td><td>127.0.0.1</td></tr>
 * <tr><td>{@link #apiPort}</td><td>{@code INTEGRATION_API_PORT}</td><td>8007</td></tr>
 * </table>
 *
 * <p>The terms are those of HTTP caching (RFC 9111, RFC 5861). {@link #toString()} shows every setting but the values of request headers.
 */
public final class IntegrationConfig {

    private final Map<UpstreamService, URI> urls;
    private final Map<UpstreamService, Map<String, String>> headers;
    private final Duration connectTimeout;
    private final Duration requestTimeout;
    private final Duration reportDeadline;
    private final int maxRetries;
    private final Duration retryDelay;
    private final Duration cacheDuration;
    private final @Nullable Duration staleWhileRevalidate;
    private final Duration staleIfError;
    private final Duration historyCacheDuration;
    private final Duration refreshPatience;
    private final boolean refreshAhead;
    private final Duration sharedCacheTimeout;
    private final int insightWeeks;
    private final long insightMemory;
    private final double insightTarget;
    private final ZoneId campusZone;
    private final @Nullable ZoneId peaksZone;
    private final Duration initialBackoff;
    private final Duration maxBackoff;
    private final String apiHost;
    private final int apiPort;

    IntegrationConfig(IntegrationConfigBuilder builder) {
        this.urls = Collections.unmodifiableMap(new EnumMap<>(builder.urls));
        Map<UpstreamService, Map<String, String>> copies = new EnumMap<>(UpstreamService.class);
        builder.headers.forEach((service, own) -> copies.put(service, Collections.unmodifiableMap(new TreeMap<>(own))));
        this.headers = copies;
        this.connectTimeout = builder.connectTimeout;
        this.requestTimeout = builder.requestTimeout;
        this.reportDeadline = builder.reportDeadline;
        this.maxRetries = builder.maxRetries;
        this.retryDelay = builder.retryDelay;
        this.cacheDuration = builder.cacheDuration;
        this.staleWhileRevalidate = builder.staleWhileRevalidate;
        this.staleIfError = builder.staleIfError;
        this.historyCacheDuration = builder.historyCacheDuration;
        this.refreshPatience = builder.refreshPatience;
        this.refreshAhead = builder.refreshAhead;
        this.sharedCacheTimeout = builder.sharedCacheTimeout;
        this.insightWeeks = builder.insightWeeks;
        this.insightMemory = builder.insightMemory;
        this.insightTarget = builder.insightTarget;
        this.campusZone = builder.campusZone;
        this.peaksZone = builder.peaksZone;
        this.initialBackoff = builder.initialBackoff;
        this.maxBackoff = builder.maxBackoff;
        this.apiHost = builder.apiHost;
        this.apiPort = builder.apiPort;
    }

    /**
     * A builder that holds the defaults.
     *
     * @return a new builder
     */
    public static IntegrationConfigBuilder builder() {
        return new IntegrationConfigBuilder();
    }

    /**
     * The settings of this process's environment; what is not set, or blank, has its default.
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
        return new EnvironmentReader(environment).read();
    }

    /**
     * A builder that holds these settings, to change some of them.
     *
     * @return a new builder
     */
    public IntegrationConfigBuilder toBuilder() {
        IntegrationConfigBuilder builder = new IntegrationConfigBuilder();
        builder.urls.putAll(urls);
        headers.forEach((service, own) -> own.forEach((name, value) -> builder.header(service, name, value)));
        builder.staleWhileRevalidate = staleWhileRevalidate;
        builder.peaksZone = peaksZone;
        return builder.connectTimeout(connectTimeout)
                .requestTimeout(requestTimeout)
                .reportDeadline(reportDeadline)
                .maxRetries(maxRetries)
                .retryDelay(retryDelay)
                .cacheDuration(cacheDuration)
                .staleIfError(staleIfError)
                .historyCacheDuration(historyCacheDuration)
                .refreshPatience(refreshPatience)
                .refreshAhead(refreshAhead)
                .sharedCacheTimeout(sharedCacheTimeout)
                .insightWeeks(insightWeeks)
                .insightMemory(insightMemory)
                .insightTarget(insightTarget)
                .campusZone(campusZone)
                .initialBackoff(initialBackoff)
                .maxBackoff(maxBackoff)
                .apiHost(apiHost)
                .apiPort(apiPort);
    }

    /**
     * Where a service is.
     *
     * @param service the service
     * @return its base URL, without a slash at the end
     */
    public URI url(UpstreamService service) {
        return urls.getOrDefault(service, service.defaultUrl());
    }

    /**
     * What is sent to a service with each request, for services behind a login.
     *
     * @param service the service
     * @return values by header name
     */
    public Map<String, String> headers(UpstreamService service) {
        return headers.getOrDefault(service, Map.of());
    }

    /**
     * The longest that opening a connection may take.
     *
     * @return a positive time
     */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /**
     * The longest that one attempt may take, its whole body included. For the two resources without bounds, the
     * statistics and the peaks, it is the longest silence between two bytes.
     *
     * @return a positive time
     */
    public Duration requestTimeout() {
        return requestTimeout;
    }

    /**
     * The longest that a caller waits for a report or a single resource; what has not arrived by then is marked.
     *
     * @return a positive time
     */
    public Duration reportDeadline() {
        return reportDeadline;
    }

    /**
     * How often a failed call is tried again.
     *
     * @return 0 or more
     */
    public int maxRetries() {
        return maxRetries;
    }

    /**
     * The wait before each retry.
     *
     * @return 0 or more
     */
    public Duration retryDelay() {
        return retryDelay;
    }

    /**
     * How long a fetched value counts as fresh.
     *
     * @return 0 or more; 0 means that every answer is fetched
     */
    public Duration cacheDuration() {
        return cacheDuration;
    }

    /**
     * How long after it is no longer fresh a value is still given at once, while it is fetched again behind the reader.
     *
     * @return 0 or more; 0 turns it off
     */
    public Duration staleWhileRevalidate() {
        return staleWhileRevalidate == null ? cacheDuration : staleWhileRevalidate;
    }

    /**
     * How old a last good value may be to be shown when fetching fails.
     *
     * @return 0 or more
     */
    public Duration staleIfError() {
        return staleIfError;
    }

    /**
     * How long the summaries of the two unbounded resources, the statistics and the peaks, count as fresh.
     *
     * @return 0 or more
     */
    public Duration historyCacheDuration() {
        return historyCacheDuration;
    }

    /**
     * How long a reader waits for a fetch when there is a last good value to show instead.
     *
     * @return 0 or more
     */
    public Duration refreshPatience() {
        return refreshPatience;
    }

    /**
     * Whether what the reports need is fetched again before it is old, without anybody asking, so that they are always
     * answered from memory.
     *
     * @return true when it is
     */
    public boolean refreshAhead() {
        return refreshAhead;
    }

    /**
     * How long a cache that replicas share may take; one that is slower is as good as none.
     *
     * @return more than 0
     */
    public Duration sharedCacheTimeout() {
        return sharedCacheTimeout;
    }

    /**
     * The weeks of the statistics history to keep. Fewer are kept, but at least two, when those of all servers would need
     * more than the {@linkplain #insightMemory() insight memory}; the reports state how many.
     *
     * @return 2 to 26
     */
    public int insightWeeks() {
        return insightWeeks;
    }

    /**
     * The memory for one copy of the statistics history; while one copy replaces another, two exist. A server needs 12,096
     * bytes a week, and a week more than those kept.
     *
     * @return a number of bytes, 1 MiB to 16 GiB
     */
    public long insightMemory() {
        return insightMemory;
    }

    /**
     * The utilization that a server of the right size has in its busiest hour.
     *
     * @return a fraction, 0.3 to 0.8
     */
    public double insightTarget() {
        return insightTarget;
    }

    /**
     * The time zone in which the campus works, so that an hour of the week is the same hour for its people all year.
     *
     * @return the zone of the insights' days and hours, unless a request states another
     */
    public ZoneId campusZone() {
        return campusZone;
    }

    /**
     * The time zone in which Performance states its peaks, which it does without a zone.
     *
     * @return the zone; null when it is not set: then the insights assume UTC, and say so
     */
    public @Nullable ZoneId peaksZone() {
        return peaksZone;
    }

    /**
     * How long a source that failed is left alone after its first failure; the time doubles with each further one.
     *
     * @return 0 or more; 0 asks again at each read
     */
    public Duration initialBackoff() {
        return initialBackoff;
    }

    /**
     * The longest that a source that keeps failing is left alone.
     *
     * @return 0 or more
     */
    public Duration maxBackoff() {
        return maxBackoff;
    }

    /**
     * The address that the Integration Service listens on.
     *
     * @return a host name or address
     */
    public String apiHost() {
        return apiHost;
    }

    /**
     * The port that the Integration Service listens on.
     *
     * @return 0 to 65535; 0 means any free one
     */
    public int apiPort() {
        return apiPort;
    }

    @Override
    public String toString() {
        Map<String, Object> shown = new LinkedHashMap<>();
        for (UpstreamService service : UpstreamService.values()) {
            shown.put(
                    service.id(),
                    url(service)
                            + (headers(service).isEmpty()
                                    ? ""
                                    : " with headers " + headers(service).keySet()));
        }
        shown.put("connectTimeout", connectTimeout);
        shown.put("requestTimeout", requestTimeout);
        shown.put("reportDeadline", reportDeadline);
        shown.put("maxRetries", maxRetries);
        shown.put("retryDelay", retryDelay);
        shown.put("cacheDuration", cacheDuration);
        shown.put("staleWhileRevalidate", staleWhileRevalidate());
        shown.put("staleIfError", staleIfError);
        shown.put("historyCacheDuration", historyCacheDuration);
        shown.put("refreshPatience", refreshPatience);
        shown.put("refreshAhead", refreshAhead);
        shown.put("sharedCacheTimeout", sharedCacheTimeout);
        shown.put("insightWeeks", insightWeeks);
        shown.put("insightMemory", insightMemory);
        shown.put("insightTarget", insightTarget);
        shown.put("campusZone", campusZone);
        shown.put("peaksZone", peaksZone);
        shown.put("initialBackoff", initialBackoff);
        shown.put("maxBackoff", maxBackoff);
        shown.put("apiHost", apiHost);
        shown.put("apiPort", apiPort);
        return "IntegrationConfig" + shown;
    }
}
