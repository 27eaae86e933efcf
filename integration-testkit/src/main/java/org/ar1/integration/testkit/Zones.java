package org.ar1.integration.testkit;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The time zones of the infrastructure's database and of its services. The database stores its local time without a
 * zone, and the services take that for their own: where the two differ, every time is shifted by the difference.
 */
record Zones(ZoneId database, ZoneId service) {

    static final Zones EQUAL = new Zones(ZoneOffset.UTC, ZoneOffset.UTC);

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    /** What the services take a time for that the database has stored. */
    Instant read(Instant stored) {
        return database.equals(service)
                ? stored
                : LocalDateTime.ofInstant(stored, database).atZone(service).toInstant();
    }

    /** A stored time as the services write it without a zone. */
    String local(Instant stored) {
        return LOCAL.format(read(stored).atZone(service));
    }
}
