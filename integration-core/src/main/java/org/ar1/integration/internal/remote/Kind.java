package org.ar1.integration.internal.remote;

import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A kind of document.
 *
 * @param <T> the type of what it holds
 * @param reader reads the document; throws {@link IllegalArgumentException} when it cannot be read
 * @param head the head of a value
 * @param withHead a value with another head
 * @param failed the value with this head that holds nothing, or an exception in place of one
 */
public record Kind<T>(
        Function<byte[], T> reader,
        Function<T, Head> head,
        BiFunction<T, Head, T> withHead,
        Function<Head, T> failed) {}
