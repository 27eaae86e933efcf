package org.ar1.integration.jaxrs.server;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.ar1.integration.config.InvalidConfigException;
import org.ar1.integration.jaxrs.server.auth.ExposurePolicy;
import org.ar1.integration.jaxrs.server.auth.TokensFile;
import org.ar1.integration.jaxrs.server.demo.SampleFaults;
import org.ar1.integration.jaxrs.server.http.CorsOrigin;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the server alone, checked when built; those of the library and the address are in
 * {@link org.ar1.integration.config.IntegrationConfig IntegrationConfig}. Immutable.
 *
 * <table>
 * <caption>Settings and their defaults</caption>
 * <tr><th>setting</th><th>environment variable</th><th>default</th></tr>
 * <tr><td>{@link #corsOrigins}</td><td>{@code INTEGRATION_API_CORS_ORIGINS}</td><td>none</td></tr>
 * <tr><td>{@link #tokensFile}</td><td>{@code INTEGRATION_API_TOKENS_FILE}</td><td>none</td></tr>
 * <tr><td>{@link #open}</td><td>{@code INTEGRATION_API_OPEN}</td><td>false</td></tr>
 * <tr><td>{@link #sampleData}</td><td></td><td>false</td></tr>
 * <tr><td>{@link #droppedLogLines}</td><td></td><td>not known</td></tr>
 * <tr><td>{@link #sampleFaults}</td><td></td><td>none</td></tr>
 * </table>
 */
public final class ServerConfig {

    private final Set<String> corsOrigins;
    private final @Nullable Path tokensFile;
    private final boolean open;
    private final boolean sampleData;
    private final @Nullable LongSupplier droppedLogLines;
    private final @Nullable SampleFaults sampleFaults;

    private ServerConfig(Builder builder) {
        this.corsOrigins = Set.copyOf(builder.corsOrigins);
        this.tokensFile = builder.tokensFile;
        this.open = builder.open;
        this.sampleData = builder.sampleData;
        this.droppedLogLines = builder.droppedLogLines;
        this.sampleFaults = builder.sampleFaults;
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
        Builder builder = builder();
        String origins = environment.getOrDefault(Builder.CORS_ORIGINS, "");
        for (String origin : origins.split(",", -1)) {
            if (!origin.isBlank()) {
                builder.corsOrigin(origin.strip());
            }
        }
        List<String> problems = new ArrayList<>();
        String file = environment.getOrDefault(Builder.TOKENS_FILE, "").strip();
        try {
            builder.tokensFile(file.isEmpty() ? null : Path.of(file));
        } catch (InvalidPathException e) {
            problems.add(
                    Builder.TOKENS_FILE + " is \"" + Builder.printable(file) + "\", but must be the path of a file");
        }
        String open = environment.getOrDefault(Builder.OPEN, "").strip();
        if (open.isEmpty() || open.equalsIgnoreCase("true") || open.equalsIgnoreCase("false")) {
            builder.open(open.equalsIgnoreCase("true"));
        } else {
            problems.add(Builder.OPEN + " is \"" + Builder.printable(open) + "\", but must be true or false");
        }
        if (file.isEmpty() && (open.isEmpty() || open.equalsIgnoreCase("false"))) {
            problems.addAll(ExposurePolicy.problems(
                    environment.getOrDefault("INTEGRATION_API_HOST", "").strip()));
        }
        problems.addAll(builder.problems());
        return builder.build(problems);
    }

    /**
     * A builder that holds these settings, to change some of them.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        Builder builder = builder().tokensFile(tokensFile).open(open).sampleData(sampleData);
        corsOrigins.forEach(builder::corsOrigin);
        builder.droppedLogLines = droppedLogLines;
        builder.sampleFaults = sampleFaults;
        return builder;
    }

    /**
     * The origins whose pages may read the answers in a browser.
     *
     * @return origins such as {@code https://dashboard.example:8443}, or {@code *} for any; empty for none
     */
    public Set<String> corsOrigins() {
        return corsOrigins;
    }

    /**
     * The file of the tokens, one of which a caller must bear: UTF-8, a line for each token with the name of its bearer
     * and the SHA-256 of the token in hexadecimal digits; blank lines and lines that start with {@code #} do not count. It
     * is read again when it changes.
     *
     * @return the path; null when everyone may read
     */
    public @Nullable Path tokensFile() {
        return tokensFile;
    }

    /**
     * Whether the server may listen without tokens where other machines reach it.
     *
     * @return true when it may; false when that is an error at start. Without effect where there are tokens
     */
    public boolean open() {
        return open;
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
        return "ServerConfig[corsOrigins=" + corsOrigins.stream().sorted().toList() + ", tokensFile=" + tokensFile
                + ", open=" + open + ", sampleData=" + sampleData + "]";
    }

    /** Collects the settings. Not safe for use by several threads. */
    public static final class Builder {

        private static final String CORS_ORIGINS = "INTEGRATION_API_CORS_ORIGINS";
        private static final String TOKENS_FILE = "INTEGRATION_API_TOKENS_FILE";
        private static final String OPEN = "INTEGRATION_API_OPEN";
        private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
        private static final int LONGEST_SHOWN = 200;

        private final Set<String> corsOrigins = new LinkedHashSet<>();
        private @Nullable Path tokensFile;
        private boolean open;
        private boolean sampleData;
        private @Nullable LongSupplier droppedLogLines;
        private @Nullable SampleFaults sampleFaults;

        private Builder() {}

        /**
         * Adds an origin whose pages may read the answers in a browser.
         *
         * @param value scheme, host and, unless it is the scheme's own, port, as browsers send it; or {@code *} for any.
         *     Default: none
         * @return this builder
         */
        public Builder corsOrigin(String value) {
            corsOrigins.add(value);
            return this;
        }

        /**
         * Sets the file of the tokens, one of which a caller must bear; see {@link ServerConfig#tokensFile}.
         *
         * @param value the path; null when everyone may read. Default: null
         * @return this builder
         */
        public Builder tokensFile(@Nullable Path value) {
            this.tokensFile = value;
            return this;
        }

        /**
         * Sets whether the server may listen without tokens where other machines reach it.
         *
         * @param value true when it may; default: false
         * @return this builder
         */
        public Builder open(boolean value) {
            this.open = value;
            return this;
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
         * Sets what counts the lines that the application's log has dropped, as one may that never holds up who logs. The
         * metrics then have {@code integration_log_dropped_lines_total}.
         *
         * @param value the number since the start; safe for use by several threads. Default: the metrics say nothing of it
         * @return this builder
         */
        public Builder droppedLogLines(LongSupplier value) {
            this.droppedLogLines = Objects.requireNonNull(value, "droppedLogLines");
            return this;
        }

        /**
         * Sets the switches for faults of a sample campus. Who may read may switch, so that they are for demonstrations.
         *
         * @param value the switches; null for none. Default: null
         * @return this builder
         */
        public Builder sampleFaults(@Nullable SampleFaults value) {
            this.sampleFaults = value;
            return this;
        }

        /**
         * Checks the settings; the file of the tokens is read for that.
         *
         * @return the settings
         * @throws InvalidConfigException when a setting cannot be used; it lists all of them
         */
        public ServerConfig build() {
            return build(problems());
        }

        private ServerConfig build(List<String> problems) {
            if (!problems.isEmpty()) {
                throw new InvalidConfigException(problems);
            }
            return new ServerConfig(this);
        }

        private List<String> problems() {
            List<String> problems = new ArrayList<>();
            for (String origin : corsOrigins) {
                CorsOrigin.expected(origin)
                        .ifPresent(expected -> problems.add(
                                CORS_ORIGINS + " is \"" + printable(origin) + "\", but must be " + expected));
            }
            if (tokensFile != null) {
                try {
                    TokensFile.open(tokensFile);
                } catch (InvalidConfigException e) {
                    problems.addAll(e.problems());
                }
            }
            return problems;
        }

        private static String printable(String value) {
            String text = UNPRINTABLE.matcher(value).replaceAll("?");
            return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
        }
    }
}
