package org.ar1.integration.jaxrs.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths that name a person, as logs show them: what stands below {@code users} is left out. */
public final class PersonalPath {

    /** What stands in place of a person. */
    public static final String PERSON = "{user_id}";

    private static final String USERS = "users";
    private static final Pattern BELOW_USERS = Pattern.compile("(?i)((?:/|%2f)users[^/]*?(?:/|%2f)+).+");

    private PersonalPath() {}

    /**
     * A path without the person that it names.
     *
     * @param path a path, whether it is answered or not
     * @return the path itself when it names nobody
     */
    public static String shown(String path) {
        if (!mayNameSomebody(path)) {
            return path;
        }
        Matcher person = BELOW_USERS.matcher(path);
        return person.find() ? path.substring(0, person.end(1)) + PERSON : path;
    }

    /** False of nearly all paths, and quicker than to look for a person. */
    private static boolean mayNameSomebody(String path) {
        for (int i = 0; i <= path.length() - USERS.length(); i++) {
            char first = path.charAt(i);
            if ((first == 'u' || first == 'U') && path.regionMatches(true, i, USERS, 0, USERS.length())) {
                return true;
            }
        }
        return false;
    }
}
