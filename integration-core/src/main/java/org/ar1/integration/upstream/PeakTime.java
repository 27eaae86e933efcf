package org.ar1.integration.upstream;

import org.jspecify.annotations.Nullable;

/**
 * A time at which a server had many users, as Performance knows it.
 *
 * @param time the time, verbatim: {@code yyyy-MM-dd HH:mm:ss} in the service's own zone, which it does not state
 * @param users users at that time; null when not stated
 */
public record PeakTime(String time, @Nullable Long users) {}
