package org.ar1.integration.internal.setting;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.ar1.integration.internal.text.Printable;

/**
 * A type of settings: how its values are written, and which of them are allowed. A refusal is the rest of a sentence
 * that begins with the variable. Immutable.
 *
 * @param <T> the type of the values
 */
public final class ValueType<T> {

    private final String words;
    private final Function<String, Optional<T>> parser;
    private final UnaryOperator<String> unreadable;
    private final Check<T> check;

    private ValueType(
            String words, Function<String, Optional<T>> parser, UnaryOperator<String> unreadable, Check<T> check) {
        this.words = words;
        this.parser = parser;
        this.unreadable = unreadable;
        this.check = check;
    }

    /**
     * Decides whether a value is allowed.
     *
     * @param <T> the type of the values
     */
    @FunctionalInterface
    public interface Check<T> {

        /**
         * Checks a value.
         *
         * @param value the value
         * @param refusals gets each reason why the value is refused
         * @return the value in the form in which it is kept; of no meaning when it is refused
         */
        T check(T value, Consumer<String> refusals);
    }

    /**
     * A type all of whose values are allowed.
     *
     * @param <T> the type of the values
     * @param words the type in words that can follow "is"
     * @param parser reads a text without white space around it; empty when it is no value
     * @param allowed what a text must be, after "must be"
     * @return the type
     */
    public static <T> ValueType<T> of(String words, Function<String, Optional<T>> parser, String allowed) {
        return of(words, parser, (UnaryOperator<String>) text -> mustBe(text, allowed));
    }

    static <T> ValueType<T> of(String words, Function<String, Optional<T>> parser, UnaryOperator<String> unreadable) {
        return new ValueType<>(words, parser, unreadable, (value, refusals) -> value);
    }

    /**
     * This type with a check of its values.
     *
     * @param other the check
     * @return a copy
     */
    public ValueType<T> checkedBy(Check<T> other) {
        return new ValueType<>(words, parser, unreadable, other);
    }

    ValueType<T> where(Predicate<T> rule, String allowed) {
        return checkedBy((value, refusals) -> {
            if (!rule.test(value)) {
                refusals.accept(mustBe(value, allowed));
            }
            return value;
        });
    }

    /**
     * The refusal of a value.
     *
     * @param value the value
     * @param allowed what it must be
     * @return the rest of a sentence that begins with the variable
     */
    public static String mustBe(Object value, String allowed) {
        return "is \"" + Printable.value(value) + "\", but must be " + allowed;
    }

    /** {@return the type in words that can follow "is"} */
    public String words() {
        return words;
    }

    Optional<T> parse(String text) {
        return parser.apply(text);
    }

    String unreadable(String text) {
        return unreadable.apply(text);
    }

    T check(T value, Consumer<String> refusals) {
        return check.check(value, refusals);
    }
}
