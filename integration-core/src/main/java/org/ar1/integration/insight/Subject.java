package org.ar1.integration.insight;

import org.ar1.integration.upstream.Server;

/**
 * What an insight is about.
 *
 * @param type what kind of thing
 * @param key the number of a server, the name of a lab, or the lab type; empty for the fleet
 * @param name the name for people, which is data of the services: a page must show it as text
 */
public record Subject(SubjectType type, String key, String name) {
    /**
     * A server.
     *
     * @param id the server's number
     * @return the subject
     */
    public static Subject server(long id) {
        return new Subject(SubjectType.SERVER, Long.toString(id), Server.nameOf(id));
    }

    /**
     * A lab.
     *
     * @param name the lab's name, verbatim
     * @return the subject
     */
    public static Subject lab(String name) {
        return new Subject(SubjectType.LAB, name, name);
    }

    /**
     * A lab type.
     *
     * @param labType the type
     * @return the subject
     */
    public static Subject labType(String labType) {
        return new Subject(SubjectType.LAB_TYPE, labType, labType);
    }

    /**
     * All servers or lab types together.
     *
     * @return the subject, without a key
     */
    public static Subject fleet() {
        return new Subject(SubjectType.FLEET, "", "Fleet");
    }
}
