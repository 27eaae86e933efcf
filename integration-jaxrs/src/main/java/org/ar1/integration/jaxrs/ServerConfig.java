package org.ar1.integration.jaxrs;

/** The settings of the server alone, beside those of the library. Immutable. */
public final class ServerConfig {

    private final boolean sampleData;

    private ServerConfig(Builder builder) {
        this.sampleData = builder.sampleData;
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
     * Whether the reports are about a sample campus: answers then carry the header {@code X-Sample-Data: true}, and
     * {@code GET /} says {@code "sample_data": true}. False unless set.
     *
     * @return true when nothing that is answered is real
     */
    public boolean sampleData() {
        return sampleData;
    }

    /** Collects settings; not safe for use by several threads. */
    public static final class Builder {

        private boolean sampleData;

        private Builder() {}

        /**
         * Sets whether the answers are marked as sample data.
         *
         * @param value true when nothing that is answered is real
         * @return this builder
         */
        public Builder sampleData(boolean value) {
            this.sampleData = value;
            return this;
        }

        /**
         * Makes the value.
         *
         * @return the settings
         */
        public ServerConfig build() {
            return new ServerConfig(this);
        }
    }
}
