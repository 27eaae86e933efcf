package org.ar1.integration.internal.join;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.ar1.integration.internal.text.CodePoints;
import org.ar1.integration.upstream.LabCatalogue;

/**
 * Finds the names that a caller may have meant. The measure is the Damerau-Levenshtein distance in its restricted form
 * (optimal string alignment): the number of insertions, deletions, substitutions and transpositions of neighbours
 * (F. J. Damerau, "A technique for computer detection and correction of spelling errors", Communications of the ACM
 * 7(3), 1964). A name is near if its distance is at most 2 and at most a third of what was asked for, but 1 is always
 * near enough. Not thread-safe.
 */
public final class SimilarNames {

    /** The largest number of names found. */
    public static final int MOST = 3;

    /** Longer names are not compared, which bounds the work. */
    private static final int LONGEST = 64;

    private static final int SHORTEST_PART = 3;
    private static final int FARTHEST = 2;
    private static final int CONTAINS = FARTHEST + 1;

    private final String asked;
    private final int farthest;
    private final Map<String, Integer> found = new HashMap<>();

    /** Finds names like this one. */
    public SimilarNames(String asked) {
        this.asked = asked.length() > LONGEST ? "" : normalized(asked);
        this.farthest = farthest(this.asked);
    }

    private static String normalized(String name) {
        return LabCatalogue.fold(name).replace(' ', '-').replace('_', '-');
    }

    private static int farthest(String asked) {
        return Math.min(FARTHEST, Math.max(1, asked.length() / 3));
    }

    /**
     * Compares a name.
     *
     * @param alias another name of the same thing, such as that of a lab of the type
     */
    public void offer(String name, String alias) {
        if (asked.isEmpty() || name.length() > LONGEST) {
            return;
        }
        int rank = rank(name);
        if (!alias.equals(name) && alias.length() <= LONGEST) {
            rank = Math.min(rank, rank(alias));
        }
        if (rank <= CONTAINS) {
            found.merge(name, rank, Math::min);
        }
    }

    private int rank(String name) {
        String normalized = normalized(name);
        int distance = distance(asked, normalized, farthest);
        return distance <= farthest
                ? distance
                : asked.length() >= SHORTEST_PART && normalized.contains(asked) ? CONTAINS : Integer.MAX_VALUE;
    }

    /** The names found, nearest first, then those that contain what was asked for; at most three. */
    public List<String> nearest() {
        Comparator<Map.Entry<String, Integer>> nearest = Map.Entry.comparingByValue();
        return found.entrySet().stream()
                .sorted(nearest.thenComparing(Map.Entry::getKey, CodePoints.ORDER))
                .limit(MOST)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The numbers like this one, nearest first; at most three. */
    public static List<Long> numbers(long asked, LongStream known) {
        String digits = Long.toString(asked);
        int farthest = farthest(digits);
        record Near(long number, int distance) {}
        return known.mapToObj(number -> new Near(number, distance(digits, Long.toString(number), farthest)))
                .filter(near -> near.distance() <= farthest)
                .sorted(Comparator.comparingInt(Near::distance)
                        .thenComparingLong(near -> Math.abs(near.number() - asked))
                        .thenComparingLong(Near::number))
                .limit(MOST)
                .map(Near::number)
                .toList();
    }

    /** The distance in UTF-16 units, or some number above the bound. */
    static int distance(String a, String b, int bound) {
        if (Math.abs(a.length() - b.length()) > bound) {
            return bound + 1;
        }
        int[] twoBefore = new int[b.length() + 1];
        int[] before = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] oldest = twoBefore;
            twoBefore = before;
            before = row;
            row = oldest;
            row[0] = i;
            int least = i;
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(before[j], row[j - 1]) + 1, before[j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], twoBefore[j - 2] + 1);
                }
                least = Math.min(least, row[j]);
            }
            if (least > bound + 1) { // a transposition looks two rows back
                return bound + 1;
            }
        }
        return row[b.length()];
    }
}
