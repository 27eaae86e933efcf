package org.ar1.integration.document;

/**
 * The names of members that are keys of a map.
 *
 * @param <K> the type of the keys
 */
interface MemberKey<K> {

    /** The name of the member of a key. */
    String text(K key);

    /** The key of a member. */
    K read(Node member);
}
