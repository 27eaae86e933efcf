package org.ar1.integration.upstream;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * An entry of User Progress's catalogue: the one place that knows both a lab's name and its type.
 *
 * @param id the entry's identifier
 * @param name the lab's name, verbatim
 * @param labType the lab's type, verbatim
 * @param description what the lab is about; null when not stated
 * @param difficulty how hard it is; null when not stated
 * @param createdAt when it was entered, in the service's own zone, which it does not state; null when not stated
 * @param updatedAt when it was last changed, in the same zone; null when not stated
 */
public record CatalogueLab(
        String id,
        String name,
        String labType,
        @Nullable String description,
        @Nullable String difficulty,
        @Nullable LocalDateTime createdAt,
        @Nullable LocalDateTime updatedAt) {}
