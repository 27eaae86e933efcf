package org.ar1.integration.internal.service;

/**
 * The most that one answer of a service may hold, beside its bytes. Whatever a service sends, what is kept of it fits
 * into a heap of 128 MiB. An answer that exceeds a limit is {@code too_large}, as one with too many bytes is.
 */
public final class Limits {

    /** Labs of a list, entries of the catalogue and lab types: twice the largest campus that is tested. */
    public static final int LABS = 20_000;

    /** Servers of the list: ten times the largest campus that is tested. */
    static final int SERVERS = 10_000;

    /** Allocations: a lab may stand on several servers. */
    static final int ALLOCATIONS = 50_000;

    /** Event types, errors and labs of one lab type or user. */
    static final int MEMBERS = 1_000;

    /** Characters of a name, a type or an identifier; the services' databases hold 255. */
    static final int NAME = 1_000;

    /** Characters of a text that no figure and no join uses, such as a description; a longer one is left out. */
    static final int REMARK = 10_000;

    /** Rows of the history and of the peaks: a hundred servers, a row each ten minutes, for more than seven years. */
    static final long ROWS = 40_000_000;

    private Limits() {}
}
