package org.ar1.integration.service;

import ch.qos.logback.classic.Level;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ar1.integration.internal.setting.Setting;
import org.ar1.integration.internal.setting.SettingTable;
import org.ar1.integration.internal.setting.ValueType;

/** The settings of the program's log: all that is said of one of them is said in its row. */
final class LogSettings {

    static final SettingTable TABLE = new SettingTable();

    private static final Set<String> LEVELS = Set.of("ERROR", "WARN", "INFO", "DEBUG", "TRACE");

    static final Setting<Level> LEVEL = TABLE.row(
            "level",
            "LOG_LEVEL",
            ValueType.of("a word", LogSettings::level, "ERROR, WARN, INFO, DEBUG or TRACE"),
            "INFO",
            "what the service logs: `ERROR`, `WARN`, `INFO`, `DEBUG` or `TRACE`");

    static final Setting<Format> FORMAT = TABLE.row(
            "format",
            "LOG_FORMAT",
            ValueType.of("a word", LogSettings::format, "text or json"),
            "text",
            "how the service logs: `text`, or `json` for an object a line");

    private LogSettings() {}

    /** How events are written. */
    enum Format {
        TEXT,
        JSON
    }

    private static Optional<Level> level(String text) {
        String name = text.toUpperCase(Locale.ROOT);
        return LEVELS.contains(name) ? Optional.of(Level.toLevel(name)) : Optional.empty();
    }

    private static Optional<Format> format(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "TEXT" -> Optional.of(Format.TEXT);
            case "JSON" -> Optional.of(Format.JSON);
            default -> Optional.empty();
        };
    }
}
