package org.ar1.integration.jaxrs.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import org.ar1.integration.config.InvalidConfigException;
import org.ar1.integration.internal.setting.Setting;
import org.ar1.integration.internal.setting.SettingValues;
import org.ar1.integration.jaxrs.server.auth.ExposurePolicy;
import org.ar1.integration.jaxrs.server.demo.SampleFaults;
import org.ar1.integration.jaxrs.server.setting.ServerSettings;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the server, checked when built; those of the library are in
 * {@link org.ar1.integration.config.IntegrationConfig IntegrationConfig}. Immutable.
 *
 * <p>{@code docs/configuration.md} lists the environment variables and defaults. {@link #sampleData}, {@link #droppedLogLines} and
 * {@link #sampleFaults} have no variable: a program sets them, and they are off by default.
 */
public final class ServerConfig {

    private final SettingValues values;
    private final boolean sampleData;
    private final @Nullable LongSupplier droppedLogLines;
    private final @Nullable SampleFaults sampleFaults;

    private ServerConfig(SettingValues values, Builder builder) {
        this.values = values;
        this.sampleData = builder.sampleData;
        this.droppedLogLines = builder.droppedLogLines;
        this.sampleFaults = builder.sampleFaults;
    }

    /** {@return a new builder that holds the defaults} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The settings of this process's environment; what is not set, or blank, has its default.
     *
     * @return the settings
     * @throws InvalidConfigException when a variable cannot be used; it lists all of them
     */
    public static ServerConfig fromEnvironment() {
        return fromEnvironment(System.getenv());
    }

    /**
     * The settings of an environment given as a map. Lists are separated by commas. Where {@code INTEGRATION_API_HOST} is an
     * address that other machines reach, the file of the tokens or {@code INTEGRATION_API_OPEN} has to be set, as the server
     * does not start without.
     *
     * @param environment values by variable
     * @return the settings
     * @throws InvalidConfigException when a variable cannot be used; it lists all of them
     */
    public static ServerConfig fromEnvironment(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        SettingValues values = ServerSettings.TABLE.read(environment, problems::add);
        if (!ServerSettings.sayWhoReads(environment)) {
            problems.addAll(ExposurePolicy.problems(values.get(ServerSettings.HOST)));
        }
        return builder().build(values, problems);
    }

    /** {@return a new builder that holds these settings, to change some of them} */
    public Builder toBuilder() {
        Builder builder = builder().sampleData(sampleData).sampleFaults(sampleFaults);
        builder.values = values;
        builder.droppedLogLines = droppedLogLines;
        return builder;
    }

    /** {@return the host name or address that the server listens on} */
    public String host() {
        return values.get(ServerSettings.HOST);
    }

    /** {@return the port that the server listens on, 0 to 65535; 0 means any free one} */
    public int port() {
        return values.get(ServerSettings.PORT);
    }

    /**
     * {@return the origins whose pages may read the answers in a browser, such as {@code https://dashboard.example:8443},
     * or {@code *} for any; empty for none}
     */
    public Set<String> corsOrigins() {
        Set<String> origins = values.find(ServerSettings.CORS_ORIGINS);
        return origins == null ? Set.of() : origins;
    }

    /**
     * The file of the tokens, one of which a caller must bear: UTF-8, a line for each token with the name of its bearer
     * and the SHA-256 of the token in hexadecimal digits; blank lines and lines that start with {@code #} do not count. It
     * is read again when it changes.
     *
     * @return the path; null when everyone may read
     */
    public @Nullable Path tokensFile() {
        return values.find(ServerSettings.TOKENS_FILE);
    }

    /**
     * The keystore with which the server speaks TLS: PKCS12, JKS, or PEM with the private key and its certificates. It
     * and its password are read again when they change.
     *
     * @return the path; null when the server speaks plain HTTP
     */
    public @Nullable Path tlsKeystore() {
        return values.find(ServerSettings.TLS_KEYSTORE);
    }

    /** {@return the file of the password of the keystore and its keys; null without a keystore, and for PEM} */
    public @Nullable Path tlsKeystorePasswordFile() {
        return values.find(ServerSettings.TLS_KEYSTORE_PASSWORD_FILE);
    }

    /**
     * Whether the server may listen without tokens where other machines reach it.
     *
     * @return true when it may; false when that is an error at start. Without effect where there are tokens
     */
    public boolean open() {
        return values.get(ServerSettings.OPEN);
    }

    /**
     * Whether the reports are about a sample campus: answers then carry the header {@code X-Sample-Data: true}, and
     * {@code GET /} says {@code "sample_data": true}.
     *
     * @return true when nothing that is answered is real
     */
    public boolean sampleData() {
        return sampleData;
    }

    /** {@return the counter of lines that the application's log has dropped, for the metrics; null when there is none} */
    public @Nullable LongSupplier droppedLogLines() {
        return droppedLogLines;
    }

    /** {@return the switches at {@code /demo/faults} for faults of a sample campus; null when nothing is there} */
    public @Nullable SampleFaults sampleFaults() {
        return sampleFaults;
    }

    @Override
    public String toString() {
        Map<String, @Nullable Object> shown = values.byName();
        shown.put("sampleData", sampleData);
        return "ServerConfig" + shown;
    }

    /** Collects the settings. Not safe for use by several threads. */
    public static final class Builder {

        private SettingValues values = ServerSettings.TABLE.defaults();
        private boolean sampleData;
        private @Nullable LongSupplier droppedLogLines;
        private @Nullable SampleFaults sampleFaults;

        private Builder() {}

        /**
         * Sets the address that the server listens on.
         *
         * @param value a host name or address; default: 127.0.0.1
         * @return this builder
         */
        public Builder host(String value) {
            return with(ServerSettings.HOST, value);
        }

        /**
         * Sets the port that the server listens on.
         *
         * @param value 0 to 65535; 0 means any free one. Default: 8007
         * @return this builder
         */
        public Builder port(int value) {
            return with(ServerSettings.PORT, value);
        }

        /**
         * Adds an origin whose pages may read the answers in a browser.
         *
         * @param value scheme, host and, unless it is the scheme's own, port, as browsers send it; or {@code *} for any.
         *     Default: none
         * @return this builder
         */
        public Builder corsOrigin(String value) {
            values = ServerSettings.withOrigin(values, value);
            return this;
        }

        /**
         * Sets the file of the tokens, one of which a caller must bear; see {@link ServerConfig#tokensFile}.
         *
         * @param value the path; null when everyone may read. Default: null
         * @return this builder
         */
        public Builder tokensFile(@Nullable Path value) {
            values = value == null
                    ? values.without(ServerSettings.TOKENS_FILE)
                    : values.with(ServerSettings.TOKENS_FILE, value);
            return this;
        }

        /**
         * Sets the keystore with which the server speaks TLS 1.2 and 1.3 and no plain HTTP; see
         * {@link ServerConfig#tlsKeystore}.
         *
         * @param keystore the path of a keystore, or of PEM. Default: none, and plain HTTP
         * @param passwordFile the path of the file of its password; null for PEM
         * @return this builder
         */
        public Builder tls(Path keystore, @Nullable Path passwordFile) {
            values = values.with(ServerSettings.TLS_KEYSTORE, keystore);
            values = passwordFile == null
                    ? values.without(ServerSettings.TLS_KEYSTORE_PASSWORD_FILE)
                    : values.with(ServerSettings.TLS_KEYSTORE_PASSWORD_FILE, passwordFile);
            return this;
        }

        /**
         * Sets whether the server may listen without tokens where other machines reach it.
         *
         * @param value true when it may; default: false
         * @return this builder
         */
        public Builder open(boolean value) {
            return with(ServerSettings.OPEN, value);
        }

        /**
         * Sets whether the answers are marked as sample data.
         *
         * @param value true when nothing that is answered is real; default: false
         * @return this builder
         */
        public Builder sampleData(boolean value) {
            this.sampleData = value;
            return this;
        }

        /**
         * Sets the counter of the log lines that the application dropped. The metrics then have {@code integration_log_dropped_lines_total}.
         *
         * @param value the number since the start; safe for use by several threads. Default: the metrics say nothing of it
         * @return this builder
         */
        public Builder droppedLogLines(LongSupplier value) {
            this.droppedLogLines = Objects.requireNonNull(value, "droppedLogLines");
            return this;
        }

        /**
         * Sets the switches for faults of a sample campus. Every caller that may read can use them: set them only for
         * demonstrations.
         *
         * @param value the switches; null for none. Default: null
         * @return this builder
         */
        public Builder sampleFaults(@Nullable SampleFaults value) {
            this.sampleFaults = value;
            return this;
        }

        /**
         * Checks the settings; the files that they name are read for that.
         *
         * @return the settings
         * @throws InvalidConfigException when a setting cannot be used; it lists all of them
         */
        public ServerConfig build() {
            List<String> problems = new ArrayList<>();
            return build(values.checked(problems::add), problems);
        }

        private ServerConfig build(SettingValues checked, List<String> problems) {
            ServerSettings.check(checked, problems);
            if (!problems.isEmpty()) {
                throw new InvalidConfigException(problems);
            }
            return new ServerConfig(checked, this);
        }

        private <T> Builder with(Setting<T> setting, T value) {
            values = values.with(setting, value);
            return this;
        }
    }
}
