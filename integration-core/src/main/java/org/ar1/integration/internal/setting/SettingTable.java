package org.ar1.integration.internal.setting;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one class, in the order in which they are documented. Filled while that class is initialized; not
 * thread-safe before.
 */
public final class SettingTable {

    private final List<Setting<?>> rows = new ArrayList<>();

    /**
     * Adds a setting with a value by default.
     *
     * @param <T> the type of its values
     * @param name the name of its getter
     * @param variable the environment variable
     * @param type its values
     * @param defaultText the text of its default
     * @param meaning what it sets, in a line
     * @return the setting
     */
    public <T> Setting<T> row(String name, String variable, ValueType<T> type, String defaultText, String meaning) {
        T value = type.parse(defaultText)
                .orElseThrow(() -> new IllegalStateException(variable + " has no default of its type"));
        return add(name, variable, type, new Setting.Default<>(defaultText, value, null), meaning);
    }

    /**
     * Adds a setting that has the value of another one unless it is set.
     *
     * @param <T> the type of its values
     * @param name the name of its getter
     * @param variable the environment variable
     * @param type its values
     * @param followed the other setting
     * @param meaning what it sets, in a line
     * @return the setting
     */
    public <T> Setting<T> following(
            String name, String variable, ValueType<T> type, Setting<T> followed, String meaning) {
        return add(name, variable, type, new Setting.Default<>("as " + followed.variable(), null, followed), meaning);
    }

    /**
     * Adds a setting that has no value unless it is set.
     *
     * @param <T> the type of its values
     * @param name the name of its getter
     * @param variable the environment variable
     * @param type its values
     * @param meaning what it sets, in a line
     * @return the setting
     */
    public <T> Setting<T> optional(String name, String variable, ValueType<T> type, String meaning) {
        return add(name, variable, type, new Setting.Default<>("none", null, null), meaning);
    }

    private <T> Setting<T> add(
            String name, String variable, ValueType<T> type, Setting.Default<T> byDefault, String meaning) {
        Setting<T> setting = new Setting<>(name, variable, type, byDefault, meaning);
        rows.add(setting);
        return setting;
    }

    /** {@return the settings, in the order in which they were added} */
    public List<Setting<?>> settings() {
        return List.copyOf(rows);
    }

    /** {@return the values where nothing is set} */
    public SettingValues defaults() {
        return new SettingValues(this, Map.of());
    }

    /**
     * The values of an environment; a setting whose text is refused has its default.
     *
     * @param environment texts by variable
     * @param problems gets a sentence for each text that is refused, which begins with the variable
     * @return the values
     */
    public SettingValues read(Map<String, String> environment, Consumer<String> problems) {
        SettingValues values = defaults();
        for (Setting<?> setting : rows) {
            values = read(setting, environment, values, problems);
        }
        return values;
    }

    private static <T> SettingValues read(
            Setting<T> setting, Map<String, String> environment, SettingValues values, Consumer<String> problems) {
        @Nullable
        T value = setting.textIn(environment)
                .map(text -> setting.read(text, problems))
                .orElse(null);
        return value == null ? values : values.with(setting, value);
    }
}
