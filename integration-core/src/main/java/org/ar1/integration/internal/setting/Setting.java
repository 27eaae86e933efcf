package org.ar1.integration.internal.setting;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.ar1.integration.internal.text.Printable;
import org.jspecify.annotations.Nullable;

/**
 * One setting: a row of a {@link SettingTable}. Immutable if its values are.
 *
 * @param <T> the type of its values
 */
public final class Setting<T> {

    private final String name;
    private final String variable;
    private final ValueType<T> type;
    private final Default<T> byDefault;
    private final String meaning;

    Setting(String name, String variable, ValueType<T> type, Default<T> byDefault, String meaning) {
        this.name = name;
        this.variable = variable;
        this.type = type;
        this.byDefault = byDefault;
        this.meaning = meaning;
    }

    /**
     * The value of a setting that is not set: a value of its own, that of another setting, or none.
     *
     * @param text as the documentation shows it
     * @param value the value; null when there is none, or it is that of another setting
     * @param followed the setting whose value holds; null when it is none
     */
    record Default<T>(
            String text, @Nullable T value, @Nullable Setting<T> followed) {}

    /** {@return the name of its getter, which identifies it in {@code toString}} */
    public String name() {
        return name;
    }

    /** {@return the environment variable, which is also the key in a file of settings} */
    public String variable() {
        return variable;
    }

    /** {@return which values it has, and which of them are allowed} */
    public ValueType<T> type() {
        return type;
    }

    /**
     * {@return the value of a setting that is not set: a text of its type, {@code as X} where it follows another one, or {@code none}}
     */
    public String defaultText() {
        return byDefault.text();
    }

    /** {@return what it sets, in a line} */
    public String meaning() {
        return meaning;
    }

    /**
     * A text of this setting as people may see it.
     *
     * @param text the text
     * @return the text without unprintable characters; of a secret, words in its place
     */
    public String shown(String text) {
        return type == Secret.TYPE ? Secret.NOT_SHOWN : Printable.text(text);
    }

    Default<T> byDefault() {
        return byDefault;
    }

    /**
     * The text of this setting in an environment.
     *
     * @param environment texts by variable
     * @return the text without white space around it; empty when it is not set or blank
     */
    public Optional<String> textIn(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(variable)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** The value of a text, in the form in which it is kept; null when the text is refused. */
    @Nullable
    T read(String text, Consumer<String> problems) {
        T value = type.parse(text).orElse(null);
        if (value == null) {
            problems.accept(variable + " " + type.unreadable(text));
            return null;
        }
        return checked(value, problems);
    }

    /** A value in the form in which it is kept; null when it is refused. */
    @Nullable
    T checked(T value, Consumer<String> problems) {
        Refusals refusals = new Refusals(variable, problems);
        T kept = type.check(value, refusals);
        return refusals.any ? null : kept;
    }

    private static final class Refusals implements Consumer<String> {
        private final String variable;
        private final Consumer<String> problems;
        private boolean any;

        Refusals(String variable, Consumer<String> problems) {
            this.variable = variable;
            this.problems = problems;
        }

        @Override
        public void accept(String refusal) {
            any = true;
            problems.accept(variable + " " + refusal);
        }
    }

    @Override
    public String toString() {
        return variable;
    }
}
