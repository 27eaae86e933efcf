package org.ar1.integration.internal.http;

import org.jspecify.annotations.Nullable;

/**
 * A good answer.
 *
 * @param value what the body held; null when the service answered that there is no such value
 * @param bytes about how much the value holds: the length of the body, of a stream at most 64 KiB
 */
public record Reply<T>(@Nullable T value, long bytes) {}
