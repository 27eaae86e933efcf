package org.ar1.integration.jaxrs.server.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of the JDK's HTTP server. They are system properties of the whole JVM that the server reads once, when
 * its first class loads; what is already set stays.
 */
public final class HttpServerSettings {

    private static final Logger LOGGER = LoggerFactory.getLogger(HttpServerSettings.class);
    /** In bytes, request line and fields; browsers and proxies send no more. */
    static final int LARGEST_HEAD = 65_536;

    static final int MOST_CONNECTIONS = 4_000;

    private static final String LONGEST_ANSWER = "sun.net.httpserver.maxRspTime";

    private HttpServerSettings() {}

    /** Has to come before the first server class; the deadline is how long a request may take to be answered. */
    public static void apply(Duration deadline) {
        defaults(deadline).forEach((property, value) -> {
            if (System.getProperty(property) == null) {
                System.setProperty(property, value);
            }
        });
        long longest = Long.getLong(LONGEST_ANSWER, -1);
        if (longest > 0 && longest <= deadline.toSeconds()) {
            LOGGER.warn(
                    "{} is {} s, not more than the report deadline of {}: answers that take as long will be cut off",
                    LONGEST_ANSWER,
                    longest,
                    deadline);
        }
    }

    private static Map<String, String> defaults(Duration deadline) {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("sun.net.httpserver.nodelay", "true"); // or each answer waits 40 ms for an acknowledgement
        defaults.put("sun.net.httpserver.maxReqTime", "10"); // seconds, against requests that never end
        defaults.put(
                LONGEST_ANSWER, Long.toString(Math.max(60, 2 * deadline.toSeconds() + 30))); // includes our own work
        defaults.put(
                "jdk.httpserver.maxConnections",
                Integer.toString(MOST_CONNECTIONS)); // silent ones take places from no one else
        defaults.put("sun.net.httpserver.maxReqHeaders", "200");
        defaults.put("sun.net.httpserver.maxReqHeaderSize", Integer.toString(LARGEST_HEAD));
        defaults.put("sun.net.httpserver.idleInterval", "75"); // seconds, more than the 60 of most load balancers
        defaults.put("sun.net.httpserver.maxIdleConnections", "1000"); // or those of a balancer are closed at once
        return defaults;
    }
}
