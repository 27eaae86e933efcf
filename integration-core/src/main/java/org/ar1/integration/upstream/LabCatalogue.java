package org.ar1.integration.upstream;

import java.text.Normalizer;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The whole catalogue with its two indexes, by folded name and by type. Immutable. */
public final class LabCatalogue {

    private static final int NEXT_LINE = 0x85;
    private static final LabCatalogue EMPTY = new LabCatalogue(List.of());

    private final List<CatalogueLab> labs;
    private final Map<String, CatalogueLab> byName;
    /** What {@link #byName} says of the names as they are written here, which most are written like. */
    private final Map<String, CatalogueLab> byWrittenName;

    private final Map<String, CatalogueLab> firstOfType;

    private LabCatalogue(List<CatalogueLab> labs) {
        this.labs = List.copyOf(labs);
        Map<String, CatalogueLab> names = new HashMap<>();
        Map<String, CatalogueLab> writtenNames = new HashMap<>();
        Map<String, CatalogueLab> types = new LinkedHashMap<>();
        for (CatalogueLab lab : this.labs) {
            CatalogueLab earlier = names.putIfAbsent(caseless(lab.name()), lab);
            writtenNames.putIfAbsent(lab.name(), earlier == null ? lab : earlier);
            types.putIfAbsent(lab.labType(), lab);
        }
        this.byName = names;
        this.byWrittenName = writtenNames;
        this.firstOfType = Collections.unmodifiableMap(types);
    }

    /**
     * A catalogue of these entries. Of several entries with the same folded name the first counts.
     *
     * @param labs the entries, in the service's order
     * @return the indexed catalogue
     */
    public static LabCatalogue of(List<CatalogueLab> labs) {
        return labs.isEmpty() ? EMPTY : new LabCatalogue(labs);
    }

    /**
     * A catalogue that knows nothing, for when there is none.
     *
     * @return the empty catalogue
     */
    public static LabCatalogue empty() {
        return EMPTY;
    }

    /**
     * A name in Unicode's composed form (NFC), trimmed, in lower case, with each run of white space one space. White
     * space is what {@link Character#isWhitespace(int)} or {@link Character#isSpaceChar(int)} says, and the next-line
     * character.
     *
     * @param name a lab's name
     * @return the folded name
     */
    public static String fold(String name) {
        String composed = composed(name);
        StringBuilder folded = new StringBuilder(composed.length());
        boolean gap = false;
        for (int i = 0; i < composed.length(); ) {
            int c = composed.codePointAt(i);
            i += Character.charCount(c);
            if (isSpace(c)) {
                gap = !folded.isEmpty();
                continue;
            }
            if (gap) {
                folded.append(' ');
                gap = false;
            }
            folded.appendCodePoint(c);
        }
        return folded.toString().toLowerCase(Locale.ROOT);
    }

    private static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == NEXT_LINE;
    }

    /** Upper case joins forms that lower case alone keeps apart, such as sharp s and its capital. */
    private static String caseless(String name) {
        return composed(fold(name).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
    }

    /**
     * The entry of a name.
     *
     * @param labName a lab's name as the infrastructure side writes it
     * @return the entry whose name is the same after folding, without regard to case, or empty
     */
    public Optional<CatalogueLab> byName(String labName) {
        CatalogueLab written = byWrittenName.get(labName);
        return Optional.ofNullable(written != null ? written : byName.get(caseless(labName)));
    }

    /**
     * The first entry of a lab type.
     *
     * @param labType a lab type, matched exactly
     * @return the entry, or empty
     */
    public Optional<CatalogueLab> byType(String labType) {
        return Optional.ofNullable(firstOfType.get(labType));
    }

    /**
     * Every lab type of the catalogue.
     *
     * @return the types, in the order of their first entries
     */
    public Set<String> labTypes() {
        return firstOfType.keySet();
    }

    /**
     * Every entry.
     *
     * @return the entries, in the service's order
     */
    public List<CatalogueLab> labs() {
        return labs;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabCatalogue that && labs.equals(that.labs);
    }

    @Override
    public int hashCode() {
        return labs.hashCode();
    }

    @Override
    public String toString() {
        return "LabCatalogue" + firstOfType.keySet();
    }
}
