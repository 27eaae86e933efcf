package org.ar1.integration.internal.call;

/** Lets the tests of other packages see which version a call asks about. */
public final class EntityTags {

    private EntityTags() {}

    /** The version that the caller knows; null when it knows none. */
    public static String of(CallContext context) {
        return context.entityTag();
    }
}
