package org.ar1.integration.jaxrs.server.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.ar1.integration.jaxrs.http.PersonalPath;
import org.jspecify.annotations.Nullable;

/**
 * A query as the access log shows it: the parameters of the API with values that they may have, and an ellipsis for
 * anything else, as names and values of others may be secrets.
 */
final class LoggedQuery {

    private static final String OTHER = "...";
    private static final int MOST_SHOWN = 20;

    private static final Map<String, Pattern> ALLOWED = allowed();

    private LoggedQuery() {}

    private static Map<String, Pattern> allowed() {
        Pattern words = Pattern.compile("-?[a-z_,-]{1,200}");
        Pattern numbers = Pattern.compile("[0-9,]{1,100}");
        Pattern text = Pattern.compile("[A-Za-z0-9._~%+-]{1,200}");
        Pattern flag = Pattern.compile("true|false");
        Map<String, Pattern> allowed = new HashMap<>();
        List.of("refresh", "bom").forEach(name -> allowed.put(name, flag));
        List.of("kind", "severity", "confidence", "state", "status", "finding", "sort")
                .forEach(name -> allowed.put(name, words));
        List.of("limit", "offset", "hours", "server", "from", "to", "peaks")
                .forEach(name -> allowed.put(name, numbers));
        allowed.put("lab_type", text);
        allowed.put("format", Pattern.compile("csv|json|ndjson"));
        allowed.put("zone", Pattern.compile("[A-Za-z0-9_+-]{1,40}((/|%2[Ff])[A-Za-z0-9_+-]{1,40}){0,2}"));
        // Possessive, since a name may hold what begins the next subject: nothing is tried twice.
        String subject = "(?:fleet|(?:server|lab|lab_type)(?::|%3[Aa])[A-Za-z0-9._~%+-]{1,200}+)";
        allowed.put("subject", Pattern.compile(subject + "(?:," + subject + "){0,9}+"));
        return allowed;
    }

    /**
     * The query.
     *
     * @param path as it is shown; below one that names a person no value is, since it may be meant to name that person
     * @param query as it was sent; null for none
     */
    static String shown(String path, @Nullable String query) {
        if (query == null || query.isEmpty()) {
            return "";
        }
        if (path.endsWith(PersonalPath.PERSON)) {
            return OTHER;
        }
        List<String> shown = new ArrayList<>();
        for (String pair : query.split("&", MOST_SHOWN + 1)) {
            String one = isKnown(pair) ? pair : OTHER;
            if (shown.isEmpty()
                    || !one.equals(OTHER)
                    || !shown.get(shown.size() - 1).equals(OTHER)) {
                shown.add(one);
            }
        }
        return String.join("&", shown);
    }

    private static boolean isKnown(String pair) {
        if (pair.isEmpty()) {
            return true;
        }
        int equals = pair.indexOf('=');
        Pattern values = equals < 0 ? null : ALLOWED.get(pair.substring(0, equals));
        return values != null && values.matcher(pair.substring(equals + 1)).matches();
    }
}
