package org.ar1.integration.report;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An unmodifiable map by code point: two arrays, where a map of nodes takes several times the memory. */
final class OrderedMap<V> extends AbstractMap<String, V> {

    private static final int ABSENT = -1;

    private final String[] keys;
    private final V[] values;

    /**
     * Of keys that are different and in order.
     *
     * @param keys kept, not copied
     * @param values one a key, kept likewise
     */
    OrderedMap(String[] keys, V[] values) {
        this.keys = keys;
        this.values = values;
    }

    /** The same keys with other values. */
    @SuppressWarnings("unchecked") // an array that only the map holds
    <T> OrderedMap<T> with(Function<? super V, ? extends T> value) {
        T[] others = (T[]) new Object[values.length];
        Arrays.setAll(others, i -> value.apply(values[i]));
        return new OrderedMap<>(keys, others);
    }

    @Override
    public int size() {
        return keys.length;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return indexOf(key) != ABSENT;
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        int index = indexOf(key);
        return index == ABSENT ? null : values[index];
    }

    private int indexOf(@Nullable Object key) {
        return key instanceof String text
                ? Math.max(ABSENT, Arrays.binarySearch(keys, text, CodePoints.ORDER))
                : ABSENT;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super V> action) {
        for (int i = 0; i < keys.length; i++) {
            action.accept(keys[i], values[i]);
        }
    }

    @Override
    public Set<Map.Entry<String, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return keys.length;
            }

            @Override
            public Iterator<Map.Entry<String, V>> iterator() {
                return new Entries();
            }
        };
    }

    private final class Entries implements Iterator<Map.Entry<String, V>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < keys.length;
        }

        @Override
        public Map.Entry<String, V> next() {
            if (next == keys.length) {
                throw new NoSuchElementException();
            }
            return new SimpleImmutableEntry<>(keys[next], values[next++]);
        }
    }
}
