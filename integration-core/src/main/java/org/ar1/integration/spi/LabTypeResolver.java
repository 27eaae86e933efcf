package org.ar1.integration.spi;

import org.ar1.integration.upstream.LabCatalogue;

/**
 * Finds the lab type of a lab's name: the infrastructure side knows names, the application side types.
 *
 * <p>Implementations are called from several threads, for every name of every report, and must not block.
 */
@FunctionalInterface
public interface LabTypeResolver {

    /**
     * Resolves one name. Every name has a type, so that no lab is lost.
     *
     * @param labName the name, verbatim
     * @param catalogue the catalogue as known now; empty when it is missing
     * @return the type, and whether the catalogue states it
     */
    LabTypeMatch resolve(String labName, LabCatalogue catalogue);

    /**
     * Returns the default resolver, which tries in this order: the catalogue by {@linkplain LabCatalogue#fold folded}
     * name; then a well-known name contained in it (Linux Basics, Networking, Docker, Kubernetes, Filesystem); then the
     * folded name with each space a hyphen.
     *
     * @return the resolver used unless another is set
     */
    static LabTypeResolver standard() {
        return StandardLabTypeResolver.INSTANCE;
    }
}
