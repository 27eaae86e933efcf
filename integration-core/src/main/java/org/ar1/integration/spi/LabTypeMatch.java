package org.ar1.integration.spi;

import java.util.Objects;

/**
 * The lab type that a lab's name stands for.
 *
 * @param labType the type
 * @param inCatalogue whether the catalogue says so; reports list the names of which it does not
 */
public record LabTypeMatch(String labType, boolean inCatalogue) {
    public LabTypeMatch {
        Objects.requireNonNull(labType, "labType");
    }
}
