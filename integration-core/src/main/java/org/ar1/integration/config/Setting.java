package org.ar1.integration.config;

import java.util.List;
import java.util.Objects;

/**
 * One of the settings that are read from the environment, described; {@link IntegrationConfig} holds their values.
 *
 * @param variable the environment variable, which is also the key in a file of settings
 * @param kind what its values are
 * @param defaultText what holds where it is not set: a value, or {@code as X} where it follows another one, or
 *     {@code none}
 * @param meaning what it sets, in a line
 * @param reader who reads it
 * @param secret whether its value must not be shown
 */
public record Setting(String variable, Kind kind, String defaultText, String meaning, Reader reader, boolean secret) {

    public Setting {
        Objects.requireNonNull(variable, "variable");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(defaultText, "defaultText");
        Objects.requireNonNull(meaning, "meaning");
        Objects.requireNonNull(reader, "reader");
    }

    /** What values a setting has. */
    public enum Kind {
        /** One of a few words. */
        CHOICE("a word"),
        /** A time: seconds such as {@code 5} or {@code 0.5}, or ISO-8601 such as {@code PT5M}. */
        DURATION("a duration"),
        /** The path of a file. */
        FILE("a file"),
        /** A share of 1, such as {@code 0.65}. */
        FRACTION("a fraction"),
        /** {@code true} or {@code false}. */
        FLAG("true or false"),
        /** A host name or an address. */
        HOST("a host"),
        /** Values separated by commas. */
        LIST("a list"),
        /** A number of bytes, such as {@code 64MiB}; {@code KiB}, {@code MiB} and {@code GiB} are powers of 1024. */
        SIZE("a size"),
        /** A time zone: a name such as {@code Europe/Berlin}, or an offset such as {@code +05:30}. */
        TIME_ZONE("a time zone"),
        /** A base URL, http or https. */
        URL("a base URL"),
        /** A whole number. */
        WHOLE_NUMBER("a whole number");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /**
         * The kind in words.
         *
         * @return words that can follow "is"
         */
        public String text() {
            return text;
        }
    }

    /** Who reads a setting. */
    public enum Reader {
        /** The library, wherever it is embedded, and so the service too. */
        LIBRARY,
        /** The service alone. */
        SERVICE
    }

    /**
     * Every setting, the ones that are set most often first.
     *
     * @return an immutable list; no variable is in it twice
     */
    public static List<Setting> all() {
        return SettingRegistry.ALL;
    }
}
