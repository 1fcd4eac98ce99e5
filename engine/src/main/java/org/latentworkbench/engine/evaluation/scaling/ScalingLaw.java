package org.latentworkbench.engine.evaluation.scaling;

import java.util.List;

/** The functional forms that are fitted (Gao et al. 2024, section 3.1 and 3.2). */
public enum ScalingLaw {
    /** {@code L(n) = exp(α + β_n log n) + exp(ζ)} at one k. */
    WIDTH("L(n) = exp(α + β_n log n) + exp(ζ)", 4, 3, 1),
    /** {@code L(n, k) = exp(α + β_k log k + β_n log n + γ log k log n) + exp(ζ + η log k)}. */
    JOINT("L(n, k) = exp(α + β_k log k + β_n log n + γ log k log n) + exp(ζ + η log k)", 7, 3, 2);

    private final String formula;
    private final int leastPoints;
    private final int leastWidths;
    private final int leastActive;

    ScalingLaw(String formula, int leastPoints, int leastWidths, int leastActive) {
        this.formula = formula;
        this.leastPoints = leastPoints;
        this.leastWidths = leastWidths;
        this.leastActive = leastActive;
    }

    /** The formula in words of this class; log is the natural one. */
    public String formula() {
        return formula;
    }

    /** Names of the coefficients, in the order of all arrays. */
    public List<String> names() {
        return switch (this) {
            case WIDTH -> List.of("α", "β_n", "ζ");
            case JOINT -> List.of("α", "β_n", "ζ", "β_k", "γ", "η");
        };
    }

    /** Names of those of the part that no size takes away. */
    List<String> namesOfIrreducible() {
        return this == WIDTH ? List.of("ζ") : List.of("ζ", "η");
    }

    /** Points it needs: one more than coefficients. */
    int leastPoints() {
        return leastPoints;
    }

    /** Different n it needs. */
    int leastWidths() {
        return leastWidths;
    }

    /** Different k it needs. */
    int leastActive() {
        return leastActive;
    }

    /** Exponent of the part that falls: {@code u}. */
    private double falling(double[] c, double logN, double logK) {
        double u = c[0] + c[1] * logN;
        return this == WIDTH ? u : u + c[3] * logK + c[4] * logK * logN;
    }

    /** Exponent of the part that stays: {@code v}. */
    private double staying(double[] c, double logK) {
        return this == WIDTH ? c[2] : c[2] + c[5] * logK;
    }

    /** The loss. */
    double loss(double[] c, double logN, double logK) {
        return Math.exp(falling(c, logN, logK)) + Math.exp(staying(c, logK));
    }

    /** The part of the loss that no size takes away. */
    double irreducible(double[] c, double logK) {
        return Math.exp(staying(c, logK));
    }

    /** Derivatives of {@code log L} by the coefficients. */
    double[] gradient(double[] c, double logN, double logK) {
        double share = 1 / (1 + Math.exp(staying(c, logK) - falling(c, logN, logK)));
        double rest = 1 - share;
        return this == WIDTH
                ? new double[] {share, share * logN, rest}
                : new double[] {share, share * logN, rest, share * logK, share * logK * logN, rest * logK};
    }

    /** Coefficients for plain logarithms from those for logarithms relative to {@code midN} and {@code midK}. */
    double[] uncentred(double[] c, double midN, double midK) {
        if (this == WIDTH) {
            return new double[] {c[0] - c[1] * midN, c[1], c[2]};
        }
        return new double[] {
            c[0] - c[1] * midN - c[3] * midK + c[4] * midN * midK,
            c[1] - c[4] * midK,
            c[2] - c[5] * midK,
            c[3] - c[4] * midN,
            c[4],
            c[5]
        };
    }
}
