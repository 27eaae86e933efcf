package org.ar1.integration.service;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A value of an explanation as text for people: numbers as plain decimals of six significant digits, and of long lists the
 * first and the last elements. The JSON form has them whole.
 */
final class StepValue {

    private static final MathContext DIGITS = new MathContext(6);
    private static final int MOST = 8;
    private static final int ENDS = 3;

    private StepValue() {}

    static String shown(@Nullable Object value) {
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isFinite(number) ? plain(number) : value.toString();
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + shown(entry.getValue()))
                    .collect(Collectors.collectingAndThen(Collectors.toList(), all -> list(all, "{", "}")));
        }
        if (value instanceof Collection<?> collection) {
            return list(collection.stream().map(StepValue::shown).toList(), "[", "]");
        }
        return value == null ? "not known" : value.toString();
    }

    private static String plain(double number) {
        BigDecimal rounded = new BigDecimal(number).round(DIGITS).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0).toPlainString() : rounded.toPlainString();
    }

    private static String list(List<String> all, String open, String close) {
        List<String> shown = new ArrayList<>(all);
        if (all.size() > MOST) {
            shown = new ArrayList<>(all.subList(0, ENDS));
            shown.add("... " + (all.size() - 2 * ENDS) + " more ...");
            shown.addAll(all.subList(all.size() - ENDS, all.size()));
        }
        return open + String.join(", ", shown) + close;
    }
}
