package org.latentworkbench.engine.evaluation.scaling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresOptimizer;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.util.Pair;
import org.latentworkbench.engine.error.BadInputException;

/**
 * Fits scaling laws by least squares of {@code log L} (Levenberg-Marquardt from several starts: the irreducible loss is taken
 * as one share of the least loss after another, which makes the rest linear).
 */
public final class ScalingFitter {
    private static final double[] SHARES = {1e-4, 0.2, 0.4, 0.6, 0.8, 0.95};
    private static final int REFITS = 200;
    private static final int MOST_STEPS = 2000;
    private static final long SEED = 1;

    private final ScalingLaw law;
    private final List<ScalingPoint> points;
    private final double[] logN;
    private final double[] logK;

    private ScalingFitter(ScalingLaw law, List<ScalingPoint> points, double midN, double midK) {
        this.law = law;
        this.points = points;
        this.logN =
                points.stream().mapToDouble(p -> Math.log(p.latents()) - midN).toArray();
        this.logK =
                points.stream().mapToDouble(p -> Math.log(p.active()) - midK).toArray();
    }

    /**
     * Fits a law.
     *
     * @param points the more, and the wider spread, the better; for {@link ScalingLaw#WIDTH} all of one k
     * @throws BadInputException if the points cannot tell the coefficients apart; says what is missing
     */
    public static ScalingFit fit(ScalingLaw law, List<ScalingPoint> points) {
        check(law, points);
        // Logarithms around their middle keep the coefficients apart numerically.
        double midN = points.stream()
                .mapToDouble(p -> Math.log(p.latents()))
                .average()
                .orElse(0);
        double midK =
                points.stream().mapToDouble(p -> Math.log(p.active())).average().orElse(0);
        ScalingFitter fitter = new ScalingFitter(law, points, midN, midK);
        double[] logs = points.stream().mapToDouble(p -> Math.log(p.loss())).toArray();
        double[] best = fitter.best(logs);
        double[] fitted = fitter.logLosses(best);
        double[] residuals = new double[logs.length];
        Arrays.setAll(residuals, i -> logs[i] - fitted[i]);
        List<double[]> refits = new ArrayList<>();
        for (double[] refit : fitter.refits(best, fitted, residuals)) {
            refits.add(law.uncentred(refit, midN, midK));
        }
        return ScalingFit.of(law, points, law.uncentred(best, midN, midK), residuals, refits);
    }

    private static void check(ScalingLaw law, List<ScalingPoint> points) {
        long widths =
                points.stream().mapToDouble(ScalingPoint::latents).distinct().count();
        long active =
                points.stream().mapToDouble(ScalingPoint::active).distinct().count();
        if (law == ScalingLaw.WIDTH && active > 1) {
            throw new BadInputException("A fit over the width needs autoencoders of one k; these have " + active
                    + " different ones. Choose one k, or fit width and k together.");
        }
        boolean enough =
                points.size() >= law.leastPoints() && widths >= law.leastWidths() && active >= law.leastActive();
        if (!enough) {
            String ofActive = law == ScalingLaw.JOINT ? " and " + law.leastActive() + " different k" : "";
            throw new BadInputException("The fit of " + law.names().size() + " coefficients needs at least "
                    + law.leastPoints() + " autoencoders of " + law.leastWidths() + " different widths" + ofActive
                    + "; here are " + points.size() + " of " + widths
                    + (law == ScalingLaw.JOINT ? " widths and " + active + " k" : " widths")
                    + ". Train more with \"workbench sweep\".");
        }
    }

    private double[] best(double[] logs) {
        double least = Arrays.stream(logs).min().orElseThrow();
        double[] best = null;
        double leastError = Double.POSITIVE_INFINITY;
        for (double share : SHARES) {
            double[] found = optimise(start(logs, least + Math.log(share)), logs);
            double error = error(found, logs);
            if (error < leastError) {
                leastError = error;
                best = found;
            }
        }
        if (best == null) {
            throw new BadInputException("No curve of the form " + law.formula()
                    + " fits these losses; leave out runs that have not converged.");
        }
        return best;
    }

    /** With the irreducible part given, the logarithm of the rest is linear in its coefficients. */
    private double[] start(double[] logs, double logIrreducible) {
        int columns = law == ScalingLaw.WIDTH ? 2 : 4;
        double[][] rows = new double[logs.length][columns];
        double[] rest = new double[logs.length];
        for (int i = 0; i < logs.length; i++) {
            rows[i][0] = 1;
            rows[i][1] = logN[i];
            if (columns == 4) {
                rows[i][2] = logK[i];
                rows[i][3] = logN[i] * logK[i];
            }
            rest[i] = Math.log(Math.exp(logs[i]) - 0.999 * Math.exp(logIrreducible));
        }
        double[] solved = new QRDecomposition(new Array2DRowRealMatrix(rows, false), 1e-12)
                .getSolver()
                .solve(new ArrayRealVector(rest, false))
                .toArray();
        return law == ScalingLaw.WIDTH
                ? new double[] {solved[0], solved[1], logIrreducible}
                : new double[] {solved[0], solved[1], logIrreducible, solved[2], solved[3], 0};
    }

    private double[] optimise(double[] start, double[] logs) {
        var problem = new LeastSquaresBuilder()
                .start(start)
                .target(logs)
                .model(point -> {
                    double[] c = point.toArray();
                    double[][] jacobian = new double[logN.length][];
                    Arrays.setAll(jacobian, i -> law.gradient(c, logN[i], logK[i]));
                    return new Pair<>(
                            new ArrayRealVector(logLosses(c), false), new Array2DRowRealMatrix(jacobian, false));
                })
                .maxEvaluations(MOST_STEPS)
                .maxIterations(MOST_STEPS)
                .build();
        try {
            LeastSquaresOptimizer.Optimum found = new LevenbergMarquardtOptimizer()
                    .withCostRelativeTolerance(1e-14)
                    .withParameterRelativeTolerance(1e-14)
                    .optimize(problem);
            return found.getPoint().toArray();
        } catch (MathRuntimeException e) {
            return start; // this start leads nowhere; another may
        }
    }

    private double[] logLosses(double[] c) {
        double[] values = new double[logN.length];
        Arrays.setAll(values, i -> Math.log(law.loss(c, logN[i], logK[i])));
        return values;
    }

    private double error(double[] c, double[] logs) {
        double[] fitted = logLosses(c);
        double sum = 0;
        for (int i = 0; i < logs.length; i++) {
            sum += (logs[i] - fitted[i]) * (logs[i] - fitted[i]);
        }
        return sum;
    }

    /** Fits to the fitted values with residuals drawn anew, widened for the freedom that the fit has used up. */
    private List<double[]> refits(double[] best, double[] fitted, double[] residuals) {
        double widened =
                Math.sqrt((double) points.size() / (points.size() - law.names().size()));
        SplittableRandom random = new SplittableRandom(SEED);
        List<double[]> refits = new ArrayList<>();
        for (int refit = 0; refit < REFITS; refit++) {
            double[] drawn = new double[fitted.length];
            Arrays.setAll(drawn, i -> fitted[i] + widened * residuals[random.nextInt(residuals.length)]);
            refits.add(optimise(best, drawn));
        }
        return refits;
    }
}
