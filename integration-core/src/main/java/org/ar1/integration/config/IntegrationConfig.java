package org.ar1.integration.config;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.ar1.integration.source.UpstreamService;

/**
 * The settings of the library and the service, checked when built. Immutable.
 *
 * <table>
 * <caption>Settings and their defaults</caption>
 * <tr><th>setting</th><th>environment variable</th><th>default</th></tr>
 * <tr><td>{@link #url}</td><td>{@link UpstreamService#urlVariable()}</td><td>{@link UpstreamService#defaultUrl()}</td></tr>
 * <tr><td>{@link #headers}</td><td></td><td>none</td></tr>
 * <tr><td>{@link #connectTimeout}</td><td></td><td>2 s</td></tr>
 * <tr><td>{@link #requestTimeout}</td><td>{@code REQUEST_TIMEOUT}</td><td>5 s</td></tr>
 * <tr><td>{@link #reportDeadline}</td><td>{@code REPORT_DEADLINE}</td><td>10 s</td></tr>
 * <tr><td>{@link #maxRetries}</td><td>{@code MAX_RETRIES}</td><td>2</td></tr>
 * <tr><td>{@link #retryDelay}</td><td>{@code RETRY_DELAY}</td><td>1 s</td></tr>
 * <tr><td>{@link #cacheDuration}</td><td>{@code CACHE_DURATION}</td><td>5 min</td></tr>
 * <tr><td>{@link #apiHost}</td><td>{@code INTEGRATION_API_HOST}</td><td>127.0.0.1</td></tr>
 * <tr><td>{@link #apiPort}</td><td>{@code INTEGRATION_API_PORT}</td><td>8007</td></tr>
 * </table>
 *
 * <p>{@link #toString()} shows every setting but the values of request headers.
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
    private final String apiHost;
    private final int apiPort;

    private IntegrationConfig(Builder builder) {
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
        this.apiHost = builder.apiHost;
        this.apiPort = builder.apiPort;
    }

    /**
     * A builder that holds the defaults.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
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
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.urls.putAll(urls);
        headers.forEach((service, own) -> own.forEach((name, value) -> builder.header(service, name, value)));
        return builder.connectTimeout(connectTimeout)
                .requestTimeout(requestTimeout)
                .reportDeadline(reportDeadline)
                .maxRetries(maxRetries)
                .retryDelay(retryDelay)
                .cacheDuration(cacheDuration)
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
        shown.put("apiHost", apiHost);
        shown.put("apiPort", apiPort);
        return "IntegrationConfig" + shown;
    }

    /** Collects settings; not safe for use by several threads. Each setter keeps the last value given. */
    public static final class Builder {

        private final Map<UpstreamService, URI> urls = new EnumMap<>(UpstreamService.class);
        private final Map<UpstreamService, Map<String, String>> headers = new EnumMap<>(UpstreamService.class);
        private Duration connectTimeout = Duration.ofSeconds(2);
        private Duration requestTimeout = Duration.ofSeconds(5);
        private Duration reportDeadline = Duration.ofSeconds(10);
        private int maxRetries = 2;
        private Duration retryDelay = Duration.ofSeconds(1);
        private Duration cacheDuration = Duration.ofMinutes(5);
        private String apiHost = "127.0.0.1";
        private int apiPort = 8007;

        private Builder() {}

        /**
         * Sets where a service is.
         *
         * @param service the service
         * @param url its base URL, http or https, without user info, query and fragment
         * @return this builder
         */
        public Builder url(UpstreamService service, URI url) {
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
        public Builder header(UpstreamService service, String name, String value) {
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
        public Builder connectTimeout(Duration timeout) {
            this.connectTimeout = timeout;
            return this;
        }

        /**
         * Sets the longest that one attempt may take.
         *
         * @param timeout a positive time
         * @return this builder
         */
        public Builder requestTimeout(Duration timeout) {
            this.requestTimeout = timeout;
            return this;
        }

        /**
         * Sets the longest that a caller waits.
         *
         * @param deadline a positive time
         * @return this builder
         */
        public Builder reportDeadline(Duration deadline) {
            this.reportDeadline = deadline;
            return this;
        }

        /**
         * Sets how often a failed call is tried again.
         *
         * @param retries 0 to 10
         * @return this builder
         */
        public Builder maxRetries(int retries) {
            this.maxRetries = retries;
            return this;
        }

        /**
         * Sets the wait before each retry.
         *
         * @param delay 0 or more
         * @return this builder
         */
        public Builder retryDelay(Duration delay) {
            this.retryDelay = delay;
            return this;
        }

        /**
         * Sets how long a fetched value counts as fresh.
         *
         * @param duration 0 or more
         * @return this builder
         */
        public Builder cacheDuration(Duration duration) {
            this.cacheDuration = duration;
            return this;
        }

        /**
         * Sets the address that the Integration Service listens on.
         *
         * @param host a host name or address
         * @return this builder
         */
        public Builder apiHost(String host) {
            this.apiHost = host;
            return this;
        }

        /**
         * Sets the port that the Integration Service listens on.
         *
         * @param port 0 to 65535; 0 means any free one
         * @return this builder
         */
        public Builder apiPort(int port) {
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
            check.positive("connectTimeout", connectTimeout);
            check.positive("REQUEST_TIMEOUT", requestTimeout);
            check.positive("REPORT_DEADLINE", reportDeadline);
            check.range("MAX_RETRIES", maxRetries, 0, 10);
            check.notNegative("RETRY_DELAY", retryDelay);
            check.notNegative("CACHE_DURATION", cacheDuration);
            check.host("INTEGRATION_API_HOST", apiHost);
            check.range("INTEGRATION_API_PORT", apiPort, 0, 65_535);
            check.done();
            return new IntegrationConfig(this);
        }
    }
}
