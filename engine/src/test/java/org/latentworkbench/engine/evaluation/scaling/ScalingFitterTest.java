package org.latentworkbench.engine.evaluation.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.latentworkbench.engine.error.BadInputException;

/** Laws with known coefficients are found again. */
class ScalingFitterTest {
    private static final double[] WIDTHS = {512, 1024, 2048, 4096, 8192, 16384};
    private static final double[] ACTIVES = {8, 16, 32, 64};

    /** Another reading of the formulas than the code's own. */
    private static double width(double n) {
        return 3.5 * Math.pow(n, -0.4) + 0.05;
    }

    private static double joint(double n, double k) {
        return Math.exp(0.5) * Math.pow(k, -0.2) * Math.pow(n, -0.15) * Math.pow(n, -0.03 * Math.log(k))
                + Math.exp(-2.0) * Math.pow(k, -0.5);
    }

    @Test
    void findsThePowerLawAndTheIrreducibleLossOfAWidthSweep() {
        List<ScalingPoint> points = new ArrayList<>();
        for (double n : WIDTHS) {
            points.add(new ScalingPoint(n, 32, width(n)));
        }
        ScalingFit fit = ScalingFitter.fit(ScalingLaw.WIDTH, points);
        assertThat(value(fit, "α")).isCloseTo(Math.log(3.5), within(1e-5));
        assertThat(value(fit, "β_n")).isCloseTo(-0.4, within(1e-6));
        assertThat(Math.exp(value(fit, "ζ"))).isCloseTo(0.05, within(1e-6));
        assertThat(fit.loss(65536, 32).value()).isCloseTo(width(65536), within(1e-6));
        assertThat(fit.rms()).isLessThan(1e-8);
        assertThat(fit.rSquared()).isGreaterThan(0.999999);
        assertThat(fit.seesIrreducible()).isTrue();
        assertThat(fit.unidentified()).isEmpty();
    }

    @Test
    void findsAllSixCoefficientsOfTheJointLaw() {
        ScalingFit fit = ScalingFitter.fit(ScalingLaw.JOINT, jointPoints(0, 1));
        assertThat(value(fit, "α")).isCloseTo(0.5, within(1e-4));
        assertThat(value(fit, "β_k")).isCloseTo(-0.2, within(1e-4));
        assertThat(value(fit, "β_n")).isCloseTo(-0.15, within(1e-4));
        assertThat(value(fit, "γ")).isCloseTo(-0.03, within(1e-4));
        assertThat(value(fit, "ζ")).isCloseTo(-2.0, within(1e-4));
        assertThat(value(fit, "η")).isCloseTo(-0.5, within(1e-4));
        assertThat(fit.loss(100_000, 128).value()).isCloseTo(joint(100_000, 128), within(1e-6));
    }

    @Test
    void theIntervalsCoverTheTruthUnderNoiseAndNarrowWithLessOfIt() {
        int covered = 0;
        for (int seed = 1; seed <= 10; seed++) {
            ScalingFit.Interval found =
                    ScalingFitter.fit(ScalingLaw.JOINT, jointPoints(0.01, seed)).loss(4096, 32);
            covered += found.low() <= joint(4096, 32) && joint(4096, 32) <= found.high() ? 1 : 0;
        }
        assertThat(covered).isGreaterThanOrEqualTo(7);
        ScalingFit.Interval rough =
                ScalingFitter.fit(ScalingLaw.JOINT, jointPoints(0.02, 1)).loss(4096, 32);
        ScalingFit.Interval fine =
                ScalingFitter.fit(ScalingLaw.JOINT, jointPoints(0.002, 1)).loss(4096, 32);
        assertThat(fine.high() - fine.low()).isLessThan((rough.high() - rough.low()) / 4);
    }

    @Test
    void aPurePowerLawHasNoIrreducibleLoss() {
        List<ScalingPoint> points = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(1);
        for (double n : WIDTHS) {
            points.add(new ScalingPoint(n, 32, 2 * Math.pow(n, -0.3) * Math.exp(0.005 * random.nextGaussian())));
        }
        ScalingFit fit = ScalingFitter.fit(ScalingLaw.WIDTH, points);
        assertThat(fit.seesIrreducible()).isFalse();
        assertThat(fit.unidentified()).containsExactly("ζ");
        assertThat(fit.loss(4096, 32).value()).isCloseTo(2 * Math.pow(4096, -0.3), within(0.005));
    }

    @Test
    void aJointPowerLawIdentifiesNeitherCoefficientOfTheIrreducibleLoss() {
        SplittableRandom random = new SplittableRandom(1);
        List<ScalingPoint> points = jointPoints(0, 1).stream()
                .map(point -> new ScalingPoint(
                        point.latents(),
                        point.active(),
                        2
                                * Math.pow(point.active(), -0.2)
                                * Math.pow(point.latents(), -0.3)
                                * Math.exp(0.005 * random.nextGaussian())))
                .toList();
        ScalingFit fit = ScalingFitter.fit(ScalingLaw.JOINT, points);
        assertThat(fit.unidentified()).containsExactly("ζ", "η");
        assertThat(fit.coefficients())
                .filteredOn(fit::identified)
                .extracting(ScalingFit.Coefficient::name)
                .containsExactly("α", "β_n", "β_k", "γ");
    }

    @Test
    void refusesTooFewPointsWithWhatIsMissing() {
        List<ScalingPoint> three =
                List.of(new ScalingPoint(512, 8, 0.4), new ScalingPoint(1024, 8, 0.3), new ScalingPoint(2048, 8, 0.25));
        assertThatThrownBy(() -> ScalingFitter.fit(ScalingLaw.WIDTH, three))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("at least 4 autoencoders of 3 different widths; here are 3 of 3 widths");
        assertThatThrownBy(() -> ScalingFitter.fit(ScalingLaw.JOINT, three))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("2 different k");
        assertThatThrownBy(() -> ScalingFitter.fit(ScalingLaw.WIDTH, jointPoints(0, 1)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("one k");
        assertThatThrownBy(() -> new ScalingPoint(512, 8, 0)).isInstanceOf(BadInputException.class);
    }

    @Test
    void thePlotHasACurveAndMarksForEachK() {
        ScalingFit fit = ScalingFitter.fit(ScalingLaw.JOINT, jointPoints(0.01, 1));
        var plot = ScalingPlot.of(fit, "FVU");
        assertThat(plot.series()).extracting(series -> series.name()).contains("k 8", "k 16", "k 32", "k 64");
        assertThat(plot.csv()).contains("latents n").contains("k 64");
    }

    private static List<ScalingPoint> jointPoints(double noise, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<ScalingPoint> points = new ArrayList<>();
        for (double k : ACTIVES) {
            for (double n : WIDTHS) {
                points.add(new ScalingPoint(n, k, joint(n, k) * Math.exp(noise * random.nextGaussian())));
            }
        }
        return points;
    }

    private static double value(ScalingFit fit, String name) {
        return fit.coefficients().stream()
                .filter(coefficient -> coefficient.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
