package org.ar1.integration.jaxrs.server.http;

import java.util.List;
import java.util.Set;

/** The names under which requests are counted: a fixed, small number, which does not depend on what clients send. */
public final class Routes {

    /** The faults of the sample campus, in the demo alone. */
    public static final String FAULTS = "/demo/faults";

    static final String UNKNOWN = "unknown";
    private static final String OTHER = "other";

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

    /** Paths with nothing variable in them. */
    private static final Set<String> PATHS = Set.of(
            "/",
            "/integration/lab-utilization",
            "/integration/server-allocation",
            "/integration/insights",
            "/integration/servers",
            "/integration/placement",
            "/integration/lab-types",
            "/integration/campus",
            "/health",
            "/health/live",
            "/health/ready",
            "/health/started",
            "/metrics",
            "/openapi.json",
            "/openapi.yaml",
            "/docs",
            "/dashboard",
            FAULTS);

    /** Paths below which there is one variable part. */
    private static final List<String> REPORTS =
            List.of("/integration/lab-utilization/", "/integration/server-allocation/");

    private static final String INSIGHTS = "/integration/insights/";
    private static final String SERVERS = "/integration/servers/";
    private static final String USERS = "/integration/users/";

    /** What is said of one server. */
    private static final Set<String> OF_SERVERS = Set.of("profile", "forecast", "quiet-windows");

    private Routes() {}

    /** The template of a path; one for all that there are none for. */
    public static String template(String path) {
        if (PATHS.contains(path)) {
            return path;
        }
        for (String report : REPORTS) {
            if (path.equals(report)) {
                return report.substring(0, report.length() - 1);
            }
            if (path.startsWith(report) && path.indexOf('/', report.length()) < 0) {
                return report + "{lab_type}";
            }
        }
        if (path.startsWith(INSIGHTS)
                && path.length() > INSIGHTS.length()
                && path.indexOf('/', INSIGHTS.length()) < 0) {
            return INSIGHTS + "{id}";
        }
        if (path.startsWith(SERVERS)) {
            return ofServer(path);
        }
        if (path.startsWith(USERS)) {
            return path.length() > USERS.length() && path.indexOf('/', USERS.length()) < 0
                    ? USERS + "{user_id}"
                    : UNKNOWN;
        }
        for (String above : List.of("/docs", "/dashboard", FAULTS)) {
            if (path.startsWith(above + "/")) {
                return above;
            }
        }
        return UNKNOWN;
    }

    private static String ofServer(String path) {
        int slash = path.indexOf('/', SERVERS.length());
        String view = path.substring(slash + 1);
        return slash > SERVERS.length() && OF_SERVERS.contains(view) ? SERVERS + "{server_id}/" + view : UNKNOWN;
    }

    /** The method, or one word for all that HTTP does not know. */
    public static String method(String method) {
        return METHODS.contains(method) ? method : OTHER;
    }
}
