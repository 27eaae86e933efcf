package org.ar1.integration.service;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ar1.integration.internal.setting.Setting;

/**
 * What is set, and by whom: an option goes before the environment, the environment before the file. What is set
 * nowhere, or blank, has its default and is not in here.
 */
final class Settings {

    /** A value as it was written, and where. */
    record Given(String value, String origin) {}

    private final List<Setting<?>> known;
    private final Map<String, Given> given = new HashMap<>();

    Settings(List<Setting<?>> known) {
        this.known = known;
    }

    /** The first that sets a variable wins. */
    Settings add(String origin, Map<String, String> values) {
        for (Setting<?> setting : known) {
            setting.textIn(values).ifPresent(value -> given.putIfAbsent(setting.variable(), new Given(value, origin)));
        }
        return this;
    }

    /** The values by variable, as if they all were in the environment. */
    Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        given.forEach((variable, value) -> values.put(variable, value.value()));
        return values;
    }

    /** The problem, which starts with the name of its setting, and where to look for that. */
    String withOrigin(String problem) {
        Given value = given.get(problem.split(" ", 2)[0]);
        return value == null ? problem : problem + " (from: " + value.origin() + ")";
    }

    /** Every setting, a line each: the variable, the value, where it is from. */
    String table() {
        TextTable table = new TextTable("SETTING", "VALUE", "FROM");
        for (Setting<?> setting : known) {
            Given value = given.get(setting.variable());
            if (value == null) {
                table.row(setting.variable(), setting.defaultText(), "default");
            } else {
                table.row(setting.variable(), setting.shown(value.value()), value.origin());
            }
        }
        return table.toString();
    }
}
