package org.ar1.integration.spi;

import org.ar1.integration.upstream.CatalogueLab;
import org.ar1.integration.upstream.LabCatalogue;

import java.util.List;

/** Catalogue, then well-known names, then slug. */
final class StandardLabTypeResolver implements LabTypeResolver {

    static final LabTypeResolver INSTANCE = new StandardLabTypeResolver();

    /** Folded names, in the order in which they are tried. */
    private static final List<String> WELL_KNOWN =
            List.of("linux basics", "networking", "docker", "kubernetes", "filesystem");

    private StandardLabTypeResolver() {}

    @Override
    public LabTypeMatch resolve(String labName, LabCatalogue catalogue) {
        CatalogueLab entry = catalogue.byName(labName).orElse(null);
        if (entry != null) {
            return new LabTypeMatch(entry.labType(), true);
        }
        String folded = LabCatalogue.fold(labName);
        String known = WELL_KNOWN.stream().filter(folded::contains).findFirst().orElse(folded);
        return new LabTypeMatch(known.replace(' ', '-'), false);
    }

    @Override
    public String toString() {
        return "catalogue, well-known names, slug";
    }
}
