package org.latentworkbench.engine.evaluation.scaling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A fitted law. Intervals are the middle 95 % of refits to data with resampled residuals.
 *
 * @param law the functional form
 * @param points what it was fitted to
 * @param coefficients in the order of {@link ScalingLaw#names}
 * @param residuals {@code log L - log L^} of each point: about the relative error
 * @param rSquared share of the variance of log L that it explains
 * @param refits coefficients of the refits behind the intervals
 */
public record ScalingFit(
        ScalingLaw law,
        List<ScalingPoint> points,
        List<Coefficient> coefficients,
        List<Double> residuals,
        double rSquared,
        List<List<Double>> refits) {
    /** What to say in place of the figures of a coefficient that is not {@link #identified}. */
    public static final String NOT_IDENTIFIED = "not identified by these runs";

    private static final double TAIL = 0.025;

    /** Copies the lists. */
    public ScalingFit {
        points = List.copyOf(points);
        coefficients = List.copyOf(coefficients);
        residuals = List.copyOf(residuals);
        refits = List.copyOf(refits);
    }

    /**
     * A coefficient.
     *
     * @param name as in the formula
     * @param value the fitted one
     * @param low lower end of its interval
     * @param high upper end of its interval
     */
    public record Coefficient(String name, double value, double low, double high) {}

    /**
     * A prediction.
     *
     * @param value of the fit
     * @param low lower end of its interval
     * @param high upper end of its interval
     */
    public record Interval(double value, double low, double high) {}

    /** The loss of a size. */
    public Interval loss(double latents, double active) {
        double logN = Math.log(latents);
        double logK = Math.log(active);
        return interval(c -> law.loss(c, logN, logK));
    }

    /** What remains however large the autoencoder is. */
    public Interval irreducible(double active) {
        return interval(c -> law.irreducible(c, Math.log(active)));
    }

    /** Whether the data tell that something remains: the lower end is above a hundredth of the least loss. */
    public boolean seesIrreducible() {
        ScalingPoint least = points.getFirst();
        for (ScalingPoint point : points) {
            least = point.loss() < least.loss() ? point : least;
        }
        return irreducible(least.active()).low() > least.loss() / 100;
    }

    /**
     * Whether the data tell the value of a coefficient. Those of the irreducible loss have none where that loss is too small to be
     * seen: any far enough below zero fits as well, and the intervals only say how far the search went.
     */
    public boolean identified(Coefficient coefficient) {
        return !law.namesOfIrreducible().contains(coefficient.name()) || seesIrreducible();
    }

    /** Names of the coefficients that are not {@link #identified}, in their order. */
    public List<String> unidentified() {
        return coefficients.stream()
                .filter(coefficient -> !identified(coefficient))
                .map(Coefficient::name)
                .toList();
    }

    /** Root of the mean square of the residuals. */
    public double rms() {
        return Math.sqrt(residuals.stream().mapToDouble(r -> r * r).average().orElse(0));
    }

    private Interval interval(ToDoubleFunction<double[]> quantity) {
        double value = quantity.applyAsDouble(
                coefficients.stream().mapToDouble(Coefficient::value).toArray());
        double[] others = refits.stream()
                .mapToDouble(refit -> quantity.applyAsDouble(
                        refit.stream().mapToDouble(Double::doubleValue).toArray()))
                .sorted()
                .toArray();
        return new Interval(value, quantile(others, TAIL, value), quantile(others, 1 - TAIL, value));
    }

    static ScalingFit of(
            ScalingLaw law, List<ScalingPoint> points, double[] values, double[] residuals, List<double[]> refits) {
        List<Coefficient> coefficients = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            int at = i;
            double[] others =
                    refits.stream().mapToDouble(refit -> refit[at]).sorted().toArray();
            coefficients.add(new Coefficient(
                    law.names().get(i),
                    values[i],
                    quantile(others, TAIL, values[i]),
                    quantile(others, 1 - TAIL, values[i])));
        }
        double mean = points.stream()
                .mapToDouble(point -> Math.log(point.loss()))
                .average()
                .orElse(0);
        double variance = points.stream()
                .mapToDouble(point -> Math.pow(Math.log(point.loss()) - mean, 2))
                .sum();
        double error = Arrays.stream(residuals).map(r -> r * r).sum();
        return new ScalingFit(
                law,
                points,
                coefficients,
                Arrays.stream(residuals).boxed().toList(),
                variance > 0 ? 1 - error / variance : 1,
                refits.stream()
                        .map(refit -> Arrays.stream(refit).boxed().toList())
                        .toList());
    }

    private static double quantile(double[] sorted, double share, double otherwise) {
        if (sorted.length == 0) {
            return otherwise;
        }
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
