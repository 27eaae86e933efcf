package org.ar1.integration.internal.setting;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The values of the settings of a table. Immutable. */
public final class SettingValues {

    private final SettingTable table;
    private final Map<Setting<?>, Object> given;

    SettingValues(SettingTable table, Map<Setting<?>, Object> given) {
        this.table = table;
        this.given = given;
    }

    /**
     * These values with another one of a setting.
     *
     * @param <T> the type of the setting's values
     * @param setting the setting
     * @param value the value, unchecked
     * @return a copy
     */
    public <T> SettingValues with(Setting<T> setting, T value) {
        Map<Setting<?>, Object> changed = new HashMap<>(given);
        changed.put(setting, Objects.requireNonNull(value, setting.name()));
        return new SettingValues(table, changed);
    }

    /**
     * These values with the default of a setting.
     *
     * @param setting the setting
     * @return a copy
     */
    public SettingValues without(Setting<?> setting) {
        Map<Setting<?>, Object> changed = new HashMap<>(given);
        changed.remove(setting);
        return new SettingValues(table, changed);
    }

    /**
     * The value of a setting that always has one.
     *
     * @param <T> the type of the setting's values
     * @param setting the setting
     * @return the value that was set, or the default
     */
    public <T> T get(Setting<T> setting) {
        return Objects.requireNonNull(find(setting), setting.name());
    }

    /**
     * The value of a setting that may have none.
     *
     * @param <T> the type of the setting's values
     * @param setting the setting
     * @return the value that was set, or the default; null when there is none
     */
    @SuppressWarnings("unchecked") // with() takes no other value of this setting
    public <T> @Nullable T find(Setting<T> setting) {
        Object value = given.get(setting);
        if (value != null) {
            return (T) value;
        }
        Setting<T> followed = setting.byDefault().followed();
        return followed == null ? setting.byDefault().value() : find(followed);
    }

    /**
     * These values in the form in which they are kept.
     *
     * @param problems gets a sentence for each value that is not allowed, which begins with the variable
     * @return a copy, in which the settings whose values are refused have their defaults
     */
    public SettingValues checked(Consumer<String> problems) {
        SettingValues checked = this;
        for (Setting<?> setting : table.settings()) {
            if (given.containsKey(setting)) {
                checked = checked.check(setting, problems);
            }
        }
        return checked;
    }

    private <T> SettingValues check(Setting<T> setting, Consumer<String> problems) {
        T value = setting.checked(get(setting), problems);
        return value == null ? without(setting) : with(setting, value);
    }

    /** {@return the value of each setting by the setting's name, in the order of the table; the map may be changed} */
    public Map<String, @Nullable Object> byName() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Setting<?> setting : table.settings()) {
            values.put(setting.name(), find(setting));
        }
        return values;
    }
}
