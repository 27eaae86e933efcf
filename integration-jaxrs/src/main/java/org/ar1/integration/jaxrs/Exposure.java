package org.ar1.integration.jaxrs;

import java.net.InetSocketAddress;
import java.util.List;
import org.ar1.integration.config.InvalidConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether everyone who reaches a server may read: never by oversight. */
record Exposure(String host, boolean everyone) {

    private static final Logger LOGGER = LoggerFactory.getLogger(IntegrationServer.class);

    /**
     * What a server is exposed to.
     *
     * @throws InvalidConfigException when other machines reach it and nothing says who may read
     */
    static Exposure of(String host, InetSocketAddress address, boolean tokens, boolean open) {
        boolean everyone = !tokens && !address.getAddress().isLoopbackAddress();
        if (everyone && !open) {
            throw new InvalidConfigException(
                    List.of(
                            "INTEGRATION_API_HOST is \"" + host
                                    + "\", where other machines reach the service, but nothing says who may read: set"
                                    + " INTEGRATION_API_TOKENS_FILE to a file of tokens, or INTEGRATION_API_OPEN=true if everyone may"));
        }
        return new Exposure(host, everyone);
    }

    /** Says so in the log, if it is. */
    void warn() {
        if (everyone) {
            LOGGER.warn("Listening on {} without tokens: everyone who reaches it may read", host);
        }
    }
}
