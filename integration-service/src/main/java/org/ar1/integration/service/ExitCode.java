package org.ar1.integration.service;

/** How the program ends, by {@code sysexits.h} where it has a code. */
final class ExitCode {

    static final int CHECK_FAILED = 1;
    static final int NOTHING_TO_SAY = 1;
    static final int USAGE = 2;
    static final int UNAVAILABLE = 69;
    static final int SOFTWARE = 70;
    static final int CONFIG = 78;

    private ExitCode() {}
}
