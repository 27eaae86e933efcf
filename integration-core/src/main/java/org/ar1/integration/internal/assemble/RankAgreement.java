package org.ar1.integration.internal.assemble;

import java.util.Arrays;
import org.ar1.integration.internal.stats.Rounding;
import org.ar1.integration.internal.stats.Spearman;
import org.ar1.integration.report.Correlation.Reason;
import org.jspecify.annotations.Nullable;

/**
 * How far two rankings of the same lab types agree, or why that cannot be said.
 *
 * @param rho Spearman's coefficient with four significant digits; null with a reason
 * @param p its probability with four significant digits; null with a reason
 * @param n the number of lab types
 * @param reason why there is no coefficient; null when there is one
 */
record RankAgreement(
        @Nullable Double rho,
        @Nullable Double p,
        int n,
        @Nullable Reason reason) {

    /** Of four pairs not even perfect agreement is significant: two in 24 permutations agree that well, p = 0.083. */
    static final int FEWEST_PAIRS = 5;

    /**
     * How far these agree.
     *
     * @param a {@linkplain Spearman#centredRanks centred ranks}
     * @param b as many
     */
    static RankAgreement of(long[] a, long[] b) {
        if (a.length < FEWEST_PAIRS) {
            return new RankAgreement(null, null, a.length, Reason.FEWER_THAN_FIVE_PAIRS);
        }
        if (isConstant(a) || isConstant(b)) {
            return new RankAgreement(null, null, a.length, Reason.CONSTANT_INPUT);
        }
        Spearman spearman = Spearman.of(a, b);
        return new RankAgreement(Rounding.digits(spearman.rho()), Rounding.digits(spearman.p()), a.length, null);
    }

    private static boolean isConstant(long[] ranks) {
        return Arrays.stream(ranks).allMatch(rank -> rank == 0);
    }
}
