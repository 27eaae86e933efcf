package org.ar1.integration.config;

import org.ar1.integration.source.UpstreamService;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects settings; not safe for use by several threads. Each setter keeps the last value given. */
public final class IntegrationConfigBuilder {

    final Map<UpstreamService, URI> urls = new EnumMap<>(UpstreamService.class);
    final Map<UpstreamService, Map<String, String>> headers = new EnumMap<>(UpstreamService.class);
    Duration connectTimeout = Duration.ofSeconds(2);
    Duration requestTimeout = Duration.ofSeconds(5);
    Duration reportDeadline = Duration.ofSeconds(10);
    int maxRetries = 2;
    Duration retryDelay = Duration.ofSeconds(1);
    Duration cacheDuration = Duration.ofMinutes(5);

    @Nullable
    Duration staleWhileRevalidate;

    Duration staleIfError = Duration.ofHours(24);
    Duration historyCacheDuration = Duration.ofMinutes(10);
    Duration refreshPatience = Duration.ofMillis(500);
    boolean refreshAhead;
    Duration sharedCacheTimeout = Duration.ofMillis(500);
    int insightWeeks = 8;
    long insightMemory = 64L << 20;
    double insightTarget = 0.65;
    ZoneId campusZone = ZoneId.of("UTC");

    @Nullable
    ZoneId peaksZone;

    Duration initialBackoff = Duration.ofSeconds(10);
    Duration maxBackoff = Duration.ofMinutes(5);
    String apiHost = "127.0.0.1";
    int apiPort = 8007;

    IntegrationConfigBuilder() {}

    /**
     * Sets where a service is.
     *
     * @param service the service
     * @param url its base URL, http or https, without user info, query and fragment
     * @return this builder
     */
    public IntegrationConfigBuilder url(UpstreamService service, URI url) {
        urls.put(service, url);
        return this;
    }

    /**
     * Adds a header to each request to a service. Its value is a secret: it is shown nowhere.
     *
     * @param service the service
     * @param name the header's name
     * @param value the header's value
     * @return this builder
     */
    public IntegrationConfigBuilder header(UpstreamService service, String name, String value) {
        headers.computeIfAbsent(service, s -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER))
                .put(name, value);
        return this;
    }

    /**
     * Sets the longest that opening a connection may take.
     *
     * @param timeout a positive time
     * @return this builder
     */
    public IntegrationConfigBuilder connectTimeout(Duration timeout) {
        this.connectTimeout = timeout;
        return this;
    }

    /**
     * Sets the longest that one attempt may take.
     *
     * @param timeout a positive time
     * @return this builder
     */
    public IntegrationConfigBuilder requestTimeout(Duration timeout) {
        this.requestTimeout = timeout;
        return this;
    }

    /**
     * Sets the longest that a caller waits.
     *
     * @param deadline a positive time
     * @return this builder
     */
    public IntegrationConfigBuilder reportDeadline(Duration deadline) {
        this.reportDeadline = deadline;
        return this;
    }

    /**
     * Sets how often a failed call is tried again.
     *
     * @param retries 0 to 10
     * @return this builder
     */
    public IntegrationConfigBuilder maxRetries(int retries) {
        this.maxRetries = retries;
        return this;
    }

    /**
     * Sets the wait before each retry.
     *
     * @param delay 0 or more
     * @return this builder
     */
    public IntegrationConfigBuilder retryDelay(Duration delay) {
        this.retryDelay = delay;
        return this;
    }

    /**
     * Sets how long a fetched value counts as fresh.
     *
     * @param duration 0 or more
     * @return this builder
     */
    public IntegrationConfigBuilder cacheDuration(Duration duration) {
        this.cacheDuration = duration;
        return this;
    }

    /**
     * Sets how long after it is no longer fresh a value is still given at once, while it is fetched again behind the reader.
     *
     * @param duration 0 or more; 0 turns it off
     * @return this builder
     */
    public IntegrationConfigBuilder staleWhileRevalidate(Duration duration) {
        this.staleWhileRevalidate = duration;
        return this;
    }

    /**
     * Sets how old a last good value may be to be shown when fetching fails.
     *
     * @param duration 0 or more
     * @return this builder
     */
    public IntegrationConfigBuilder staleIfError(Duration duration) {
        this.staleIfError = duration;
        return this;
    }

    /**
     * Sets how long the summaries of the two unbounded resources, the statistics and the peaks, count as fresh.
     *
     * @param duration 0 or more
     * @return this builder
     */
    public IntegrationConfigBuilder historyCacheDuration(Duration duration) {
        this.historyCacheDuration = duration;
        return this;
    }

    /**
     * Sets how long a service may be silent before a reader is given the last good value in place of the one being fetched.
     * A service may be silent for twice as long as it was before its latest answers, if that is longer.
     *
     * @param duration 0 or more; 0 waits for nothing
     * @return this builder
     */
    public IntegrationConfigBuilder refreshPatience(Duration duration) {
        this.refreshPatience = duration;
        return this;
    }

    /**
     * Sets whether what the reports need is fetched again before it is old, without anybody asking. Each source is then
     * asked once in four fifths of its lifetime, even when nobody reads.
     *
     * @param value true to fetch ahead; needs a cache duration and a history cache duration above 0
     * @return this builder
     */
    public IntegrationConfigBuilder refreshAhead(boolean value) {
        this.refreshAhead = value;
        return this;
    }

    /**
     * Sets how long a cache that replicas share may take; one that is slower is as good as none. A healthy one answers in
     * milliseconds; the default leaves room for a pause of the process itself, and is what a reader waits for a silent
     * service, too.
     *
     * @param duration more than 0; default: 0.5 s
     * @return this builder
     */
    public IntegrationConfigBuilder sharedCacheTimeout(Duration duration) {
        this.sharedCacheTimeout = duration;
        return this;
    }

    /**
     * Sets how many weeks of the statistics history to keep. The history's figures are of these weeks; what comes once a
     * week is seen better in more of them.
     *
     * @param weeks 2 to 26
     * @return this builder
     */
    public IntegrationConfigBuilder insightWeeks(int weeks) {
        this.insightWeeks = weeks;
        return this;
    }

    /**
     * Sets the memory for one copy of the statistics history. When the servers would need more, fewer weeks are kept, but at
     * least two.
     *
     * @param bytes 1 MiB to 16 GiB
     * @return this builder
     */
    public IntegrationConfigBuilder insightMemory(long bytes) {
        this.insightMemory = bytes;
        return this;
    }

    /**
     * Sets the utilization that a server of the right size has in its busiest hour.
     *
     * @param fraction 0.3 to 0.8; default: 0.65
     * @return this builder
     */
    public IntegrationConfigBuilder insightTarget(double fraction) {
        this.insightTarget = fraction;
        return this;
    }

    /**
     * Sets the time zone in which the campus works.
     *
     * @param zone the zone of the insights' days and hours; default: UTC
     * @return this builder
     */
    public IntegrationConfigBuilder campusZone(ZoneId zone) {
        this.campusZone = Objects.requireNonNull(zone, "zone");
        return this;
    }

    /**
     * Sets the time zone in which Performance states its peaks.
     *
     * @param zone the zone of the service's database; default: not known
     * @return this builder
     */
    public IntegrationConfigBuilder peaksZone(ZoneId zone) {
        this.peaksZone = Objects.requireNonNull(zone, "zone");
        return this;
    }

    /**
     * Sets how long a source that failed is left alone after its first failure; the time doubles with each further one.
     *
     * @param duration 0 or more; 0 asks again at each read
     * @return this builder
     */
    public IntegrationConfigBuilder initialBackoff(Duration duration) {
        this.initialBackoff = duration;
        return this;
    }

    /**
     * Sets the longest that a source that keeps failing is left alone.
     *
     * @param duration 0 or more
     * @return this builder
     */
    public IntegrationConfigBuilder maxBackoff(Duration duration) {
        this.maxBackoff = duration;
        return this;
    }

    /**
     * Sets the address that the Integration Service listens on.
     *
     * @param host a host name or address
     * @return this builder
     */
    public IntegrationConfigBuilder apiHost(String host) {
        this.apiHost = host;
        return this;
    }

    /**
     * Sets the port that the Integration Service listens on.
     *
     * @param port 0 to 65535; 0 means any free one
     * @return this builder
     */
    public IntegrationConfigBuilder apiPort(int port) {
        this.apiPort = port;
        return this;
    }

    /**
     * Checks the settings and makes the value.
     *
     * @return the settings
     * @throws InvalidConfigException when a setting cannot be used; it lists all of them
     */
    public IntegrationConfig build() {
        SettingsCheck check = new SettingsCheck();
        urls.replaceAll((service, url) -> check.url(service.urlVariable(), url));
        headers.forEach(check::headers);
        check.positive("CONNECT_TIMEOUT", connectTimeout);
        check.positive("REQUEST_TIMEOUT", requestTimeout);
        check.positive("REPORT_DEADLINE", reportDeadline);
        check.range("MAX_RETRIES", maxRetries, 0, 10);
        check.notNegative("RETRY_DELAY", retryDelay);
        check.notNegative("CACHE_DURATION", cacheDuration);
        if (staleWhileRevalidate != null) {
            check.notNegative("STALE_WHILE_REVALIDATE", staleWhileRevalidate);
        }
        check.notNegative("STALE_IF_ERROR", staleIfError);
        check.notNegative("HISTORY_CACHE_DURATION", historyCacheDuration);
        check.notNegative("REFRESH_PATIENCE", refreshPatience);
        refreshAhead(check);
        check.positive("SHARED_CACHE_TIMEOUT", sharedCacheTimeout);
        check.range("INSIGHT_WEEKS", insightWeeks, 2, 26);
        check.size("INSIGHT_MEMORY", insightMemory);
        check.target("INSIGHT_TARGET", insightTarget);
        check.notNegative("INITIAL_BACKOFF", initialBackoff);
        check.notNegative("MAX_BACKOFF", maxBackoff);
        check.host("INTEGRATION_API_HOST", apiHost);
        check.range("INTEGRATION_API_PORT", apiPort, 0, 65_535);
        check.done();
        return new IntegrationConfig(this);
    }

    /** The one rule of several settings. */
    void refreshAhead(SettingsCheck check) {
        check.refreshAhead(refreshAhead, cacheDuration, historyCacheDuration);
    }
}
