package org.ar1.integration.jaxrs.server.auth;

import java.net.InetSocketAddress;
import java.util.List;
import org.ar1.integration.config.InvalidConfigException;
import org.ar1.integration.internal.text.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether everyone who reaches a server may read: never by oversight. */
public record ExposurePolicy(String host, boolean everyone) {

    private static final Logger LOGGER = LoggerFactory.getLogger(ExposurePolicy.class);

    /**
     * What a server is exposed to.
     *
     * @throws InvalidConfigException when other machines reach it and nothing says who may read
     */
    public static ExposurePolicy of(String host, InetSocketAddress address, boolean tokens, boolean open) {
        boolean everyone = !tokens && !address.getAddress().isLoopbackAddress();
        if (everyone && !open) {
            throw new InvalidConfigException(List.of(problem(host)));
        }
        return new ExposurePolicy(host, everyone);
    }

    /**
     * Why a server must not listen there without anything that says who may read; empty when it may.
     *
     * @param host as it is set. One that is unknown is no problem of this kind
     */
    public static List<String> problems(String host) {
        InetSocketAddress address = new InetSocketAddress(host, 0);
        return address.isUnresolved() || address.getAddress().isLoopbackAddress() ? List.of() : List.of(problem(host));
    }

    private static String problem(String host) {
        return "INTEGRATION_API_HOST is \"" + Printable.value(host)
                + "\", where other machines reach the service, but nothing says who may read: set"
                + " INTEGRATION_API_TOKENS_FILE to a file of tokens, or INTEGRATION_API_OPEN=true if everyone may";
    }

    /** Says so in the log, if it is. */
    public void warn() {
        if (everyone) {
            LOGGER.warn("Listening on {} without tokens: everyone who reaches it may read", host);
        }
    }
}
