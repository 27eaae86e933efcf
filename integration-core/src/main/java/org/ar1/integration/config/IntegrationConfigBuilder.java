package org.ar1.integration.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ar1.integration.internal.header.RequestHeaders;
import org.ar1.integration.internal.setting.LibrarySettings;
import org.ar1.integration.internal.setting.Secret;
import org.ar1.integration.internal.setting.Setting;
import org.ar1.integration.internal.setting.SettingValues;
import org.ar1.integration.source.UpstreamService;
import org.jspecify.annotations.Nullable;

/**
 * Collects settings; not safe for use by several threads. Each setter keeps the last value given, and returns this
 * builder.
 */
public final class IntegrationConfigBuilder {

    private SettingValues values;
    private final Map<UpstreamService, Map<String, String>> headers = new EnumMap<>(UpstreamService.class);

    /** Holds values and request headers to begin with. */
    IntegrationConfigBuilder(SettingValues values, Map<UpstreamService, Map<String, String>> headers) {
        this.values = values;
        headers.forEach((service, own) -> own.forEach((name, value) -> header(service, name, value)));
    }

    private <T> IntegrationConfigBuilder with(Setting<T> setting, T value) {
        values = values.with(setting, value);
        return this;
    }

    /**
     * Sets where a service is.
     *
     * @param service the service
     * @param url its base URL, http or https, without user info, query and fragment
     */
    public IntegrationConfigBuilder url(UpstreamService service, URI url) {
        return with(LibrarySettings.url(service), url);
    }

    /**
     * Adds a header to each request to a service. Its value is a secret: it is shown nowhere.
     *
     * @param service the service
     * @param name the header's name
     * @param value the header's value
     */
    public IntegrationConfigBuilder header(UpstreamService service, String name, String value) {
        headers.computeIfAbsent(service, s -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER))
                .put(name, value);
        return this;
    }

    /**
     * Adds a header to each request to any service. Its value is a secret: it is shown nowhere.
     *
     * @param name the header's name
     * @param value the header's value
     */
    public IntegrationConfigBuilder header(String name, String value) {
        for (UpstreamService service : UpstreamService.values()) {
            header(service, name, value);
        }
        return this;
    }

    /**
     * Sets the file of headers of requests; see {@link IntegrationConfig#upstreamHeadersFile}.
     *
     * @param file the path; null for none. Default: none
     */
    public IntegrationConfigBuilder upstreamHeadersFile(@Nullable Path file) {
        if (file == null) {
            values = values.without(LibrarySettings.UPSTREAM_HEADERS_FILE);
            return this;
        }
        return with(LibrarySettings.UPSTREAM_HEADERS_FILE, file);
    }

    /**
     * Sets the longest that opening a connection may take.
     *
     * @param timeout a positive time
     */
    public IntegrationConfigBuilder connectTimeout(Duration timeout) {
        return with(LibrarySettings.CONNECT_TIMEOUT, timeout);
    }

    /**
     * Sets the longest that one attempt may take.
     *
     * @param timeout a positive time
     */
    public IntegrationConfigBuilder requestTimeout(Duration timeout) {
        return with(LibrarySettings.REQUEST_TIMEOUT, timeout);
    }

    /**
     * Sets the longest that a caller waits.
     *
     * @param deadline a positive time
     */
    public IntegrationConfigBuilder reportDeadline(Duration deadline) {
        return with(LibrarySettings.REPORT_DEADLINE, deadline);
    }

    /**
     * Sets how often a failed call is tried again.
     *
     * @param retries 0 to 10
     */
    public IntegrationConfigBuilder maxRetries(int retries) {
        return with(LibrarySettings.MAX_RETRIES, retries);
    }

    /**
     * Sets the wait before each retry.
     *
     * @param delay 0 or more
     */
    public IntegrationConfigBuilder retryDelay(Duration delay) {
        return with(LibrarySettings.RETRY_DELAY, delay);
    }

    /**
     * Sets how long a fetched value counts as fresh.
     *
     * @param duration 0 or more
     */
    public IntegrationConfigBuilder cacheDuration(Duration duration) {
        return with(LibrarySettings.CACHE_DURATION, duration);
    }

    /**
     * Sets how long after it is no longer fresh a value is still given at once, while it is fetched again behind the
     * reader.
     *
     * @param duration 0 or more; 0 turns it off
     */
    public IntegrationConfigBuilder staleWhileRevalidate(Duration duration) {
        return with(LibrarySettings.STALE_WHILE_REVALIDATE, duration);
    }

    /**
     * Sets how old a last good value may be to be shown when fetching fails.
     *
     * @param duration 0 or more
     */
    public IntegrationConfigBuilder staleIfError(Duration duration) {
        return with(LibrarySettings.STALE_IF_ERROR, duration);
    }

    /**
     * Sets how long the summaries of the two unbounded resources, the statistics and the peaks, count as fresh.
     *
     * @param duration 0 or more
     */
    public IntegrationConfigBuilder historyCacheDuration(Duration duration) {
        return with(LibrarySettings.HISTORY_CACHE_DURATION, duration);
    }

    /**
     * Sets how long a service may be silent before a reader is given the last good value in place of the one being
     * fetched. A service may be silent for twice as long as it was before its latest answers, if that is longer.
     *
     * @param duration 0 or more; 0 waits for nothing
     */
    public IntegrationConfigBuilder refreshPatience(Duration duration) {
        return with(LibrarySettings.REFRESH_PATIENCE, duration);
    }

    /**
     * Sets whether what the reports need is fetched again before it is old, without anybody asking. Each source is then
     * asked once in four fifths of its lifetime, even when nobody reads.
     *
     * @param value true to fetch ahead; needs a cache duration and a history cache duration above 0
     */
    public IntegrationConfigBuilder refreshAhead(boolean value) {
        return with(LibrarySettings.REFRESH_AHEAD, value);
    }

    /**
     * Sets how long a cache that replicas share may take; one that is slower is as good as none. A healthy one answers
     * in milliseconds; the default leaves room for a pause of the process itself, and is what a reader waits for a
     * silent service, too.
     *
     * @param duration more than 0; default: 0.5 s
     */
    public IntegrationConfigBuilder sharedCacheTimeout(Duration duration) {
        return with(LibrarySettings.SHARED_CACHE_TIMEOUT, duration);
    }

    /**
     * Sets how many weeks of the statistics history to keep. The history's figures are of these weeks; what comes once
     * a week is seen better in more of them.
     *
     * @param weeks 2 to 26
     */
    public IntegrationConfigBuilder insightWeeks(int weeks) {
        return with(LibrarySettings.INSIGHT_WEEKS, weeks);
    }

    /**
     * Sets the memory for one copy of the statistics history. When the servers would need more, fewer weeks are kept,
     * but at least two.
     *
     * @param bytes 1 MiB to 16 GiB
     */
    public IntegrationConfigBuilder insightMemory(long bytes) {
        return with(LibrarySettings.INSIGHT_MEMORY, bytes);
    }

    /**
     * Sets the utilization that a server of the right size has in its busiest hour.
     *
     * @param fraction 0.3 to 0.8; default: 0.65
     */
    public IntegrationConfigBuilder insightTarget(double fraction) {
        return with(LibrarySettings.INSIGHT_TARGET, fraction);
    }

    /**
     * Sets the time zone in which the campus works.
     *
     * @param zone the zone of the insights' days and hours; default: UTC
     */
    public IntegrationConfigBuilder campusZone(ZoneId zone) {
        return with(LibrarySettings.CAMPUS_ZONE, zone);
    }

    /**
     * Sets the time zone in which Performance states its peaks.
     *
     * @param zone the zone of the service's database; default: not known
     */
    public IntegrationConfigBuilder peaksZone(ZoneId zone) {
        return with(LibrarySettings.PEAKS_ZONE, zone);
    }

    /**
     * Sets how long a source that failed is left alone after its first failure; the time doubles with each further one.
     *
     * @param duration 0 or more; 0 asks again at each read
     */
    public IntegrationConfigBuilder initialBackoff(Duration duration) {
        return with(LibrarySettings.INITIAL_BACKOFF, duration);
    }

    /**
     * Sets the longest that a source that keeps failing is left alone.
     *
     * @param duration 0 or more
     */
    public IntegrationConfigBuilder maxBackoff(Duration duration) {
        return with(LibrarySettings.MAX_BACKOFF, duration);
    }

    /**
     * Sets the URL of a running Integration Service, which clients ask in place of the services behind it.
     *
     * @param url its base URL, http or https, without user info, query and fragment; default: none, so that clients
     *     call the services themselves
     */
    public IntegrationConfigBuilder integrationServiceUrl(URI url) {
        return with(LibrarySettings.INTEGRATION_SERVICE_URL, url);
    }

    /**
     * Sets the token that is sent to the Integration Service. It is a secret, and shown nowhere.
     *
     * @param token visible ASCII characters; default: none
     */
    public IntegrationConfigBuilder integrationServiceToken(String token) {
        return with(LibrarySettings.INTEGRATION_SERVICE_TOKEN, new Secret(token));
    }

    /**
     * Checks the settings and makes the value.
     *
     * @return the settings
     * @throws InvalidConfigException when a setting cannot be used; it lists all of them
     */
    public IntegrationConfig build() {
        List<String> problems = new ArrayList<>();
        SettingValues checked = values.checked(problems::add);
        headers.forEach((service, own) -> own.forEach((name, value) -> RequestHeaders.refusal(name, value)
                .ifPresent(refusal -> problems.add("the request header of " + service.displayName() + " " + refusal))));
        return IntegrationConfig.of(checked, headers, problems);
    }
}
