package org.latentworkbench.engine.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.sae.SaeWeights;

/** The training loss of every kind written down plainly in double precision, for finite differences. */
final class ReferenceLoss {
    final double[][] encoder;
    final double[] encoderBias;
    final double[][] decoder;
    final double[] decoderBias;
    final double[][] further;
    private final double[][] frozenDecoder;
    private final double[] frozenDecoderBias;
    private final double[][] x;
    private final TrainingConfig config;
    private final int[] prefixes;

    /** @param x normalised input */
    ReferenceLoss(SaeWeights weights, double[][] x, TrainingConfig config) {
        int latents = weights.latents();
        encoder = rows(weights.encoder(), latents);
        decoder = rows(weights.decoder(), latents);
        encoderBias = doubles(weights.encoderBias().row(0));
        decoderBias = doubles(weights.decoderBias().row(0));
        further = rows(weights.further(), (int) weights.further().rows());
        frozenDecoder = rows(weights.decoder(), latents);
        frozenDecoderBias = decoderBias.clone();
        this.x = x;
        this.config = config;
        this.prefixes = config.objective() instanceof Objective.RandomPrefixes random
                ? random.law().draw(random.count(), latents, config.seed(), 0)
                : config.kind().prefixWidths(latents);
    }

    private static double[][] rows(org.latentworkbench.engine.tensor.FloatMatrix matrix, int count) {
        double[][] out = new double[count][];
        for (int i = 0; i < count; i++) {
            out[i] = doubles(matrix.row(i));
        }
        return out;
    }

    private static double[] doubles(float[] values) {
        double[] out = new double[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[i];
        }
        return out;
    }

    private record Entry(int row, int latent, double value) {}

    double pre(int row, int latent, double[] bias) {
        double sum = encoderBias[latent];
        for (int j = 0; j < x[row].length; j++) {
            double shift = config.kind().subtractsDecoderBias() ? bias[j] : 0;
            sum += (x[row][j] - shift) * encoder[latent][j];
        }
        return sum;
    }

    /** Activations with {@code k} latents per row; k counts for the kinds that choose by it. */
    private double[][] activations(int k) {
        List<Entry> all = new ArrayList<>();
        double[][] f = new double[x.length][encoder.length];
        boolean perRow = config.kind() instanceof SaeKind.TopK
                || (config.kind() instanceof SaeKind.Matryoshka fixed
                        && fixed.choice() == SaeKind.Matryoshka.Choice.PER_ROW);
        for (int row = 0; row < x.length; row++) {
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < encoder.length; i++) {
                double pre = pre(row, i, decoderBias);
                entries.add(new Entry(row, i, pre));
                f[row][i] = switch (config.objective()) {
                    case Objective.Choice _ -> 0;
                    case Objective.L1 _, Objective.RandomPrefixes _ -> Math.max(0, pre);
                    case Objective.L0 _ -> pre > further[SaeWeights.THRESHOLD][i] ? pre : 0;
                    case Objective.GateL1 _ -> gated(i, pre);
                };
            }
            if (perRow) {
                keep(entries, k, f);
            }
            all.addAll(entries);
        }
        if (config.objective() instanceof Objective.Choice && !perRow) {
            keep(all, k * x.length, f);
        }
        return f;
    }

    private double gated(int latent, double gate) {
        double pi = gate - encoderBias[latent];
        double magnitude = Math.exp(further[SaeWeights.MAGNITUDE_LOG_SCALE][latent]) * pi
                + further[SaeWeights.MAGNITUDE_BIAS][latent];
        return gate > 0 ? Math.max(0, magnitude) : 0;
    }

    private static void keep(List<Entry> entries, int count, double[][] f) {
        entries.stream()
                .sorted(Comparator.comparingDouble(e -> -e.value()))
                .limit(count)
                .forEach(e -> f[e.row()][e.latent()] = Math.max(0, e.value()));
    }

    /** {@code x^ - xn} of the first {@code width} latents. */
    private double[] error(double[] f, int row, int width, double[][] directions, double[] bias) {
        double[] error = new double[x[row].length];
        for (int j = 0; j < error.length; j++) {
            error[j] = bias[j] - x[row][j];
            for (int i = 0; i < width; i++) {
                error[j] += f[i] * directions[i][j];
            }
        }
        return error;
    }

    /** Everything but AuxK. */
    double total(double lossScale) {
        int k = config.kind().activeLatents().orElse(0);
        double[][] f = activations(k);
        double loss = 0;
        for (int p = 0; p < prefixes.length; p++) {
            double weight = config.kind() instanceof SaeKind.Matryoshka fixed
                    ? fixed.weights().get(p)
                    : 1.0 / prefixes.length;
            loss += weight * lossScale * meanSquaredError(f, prefixes[p], decoder, decoderBias);
        }
        return loss
                + switch (config.objective()) {
                    case Objective.Choice(boolean multi) ->
                        multi
                                ? lossScale
                                        / 8
                                        * meanSquaredError(
                                                activations(Math.min(4 * k, encoder.length)),
                                                encoder.length,
                                                decoder,
                                                decoderBias)
                                : 0;
                    case Objective.L1 l1 -> l1.sparsity().coefficient() * meanPenalty(f, l1.decoderNorms(), false);
                    case Objective.RandomPrefixes random ->
                        random.sparsity().coefficient() * meanPenalty(f, true, random.logarithm());
                    case Objective.L0 l0 -> l0Penalty(l0, f);
                    case Objective.GateL1 gate -> gateLoss(gate.sparsity().coefficient());
                };
    }

    private double meanSquaredError(double[][] f, int width, double[][] directions, double[] bias) {
        double sum = 0;
        for (int row = 0; row < x.length; row++) {
            sum += squares(error(f[row], row, width, directions, bias)) / x.length;
        }
        return sum;
    }

    /** {@code (1/K) Σ_k Σ_{i < L_k} mean_b s(a_i)} */
    private double meanPenalty(double[][] f, boolean norms, boolean logarithm) {
        double sum = 0;
        for (int prefix : prefixes) {
            for (double[] row : f) {
                for (int i = 0; i < prefix; i++) {
                    double a = norms ? row[i] * Math.sqrt(squares(decoder[i])) : row[i];
                    sum += (logarithm ? Math.log(a + 0.1) - Math.log(0.1) : a) / x.length / prefixes.length;
                }
            }
        }
        return sum;
    }

    double l0(double[][] f) {
        double count = 0;
        for (double[] row : f) {
            for (double value : row) {
                count += value > 0 ? 1 : 0;
            }
        }
        return count / x.length;
    }

    private double l0Penalty(Objective.L0 objective, double[][] f) {
        double lambda = objective.sparsity().coefficient();
        return objective.squaredTarget()
                ? lambda * Math.pow(l0(f) / objective.sparsity().targetL0() - 1, 2)
                : lambda * l0(f);
    }

    private double gateLoss(double lambda) {
        double[][] open = new double[x.length][encoder.length];
        double penalty = 0;
        for (int row = 0; row < x.length; row++) {
            for (int i = 0; i < encoder.length; i++) {
                open[row][i] = Math.max(0, pre(row, i, decoderBias));
                penalty += lambda * open[row][i] / x.length;
            }
        }
        return penalty + meanSquaredError(open, encoder.length, frozenDecoder, frozenDecoderBias);
    }

    /** The straight-through gradient of JumpReLU's threshold, which is no slope of the loss. */
    double thresholdGradient(int latent, double lossScale) {
        Objective.L0 l0 = (Objective.L0) config.objective();
        double[][] f = activations(0);
        double lambda = l0.sparsity().coefficient();
        double target = l0.sparsity().targetL0();
        double weight = l0.squaredTarget() ? 2 * lambda * (l0(f) / target - 1) / target : lambda;
        double theta = further[SaeWeights.THRESHOLD][latent];
        double sum = 0;
        for (int row = 0; row < x.length; row++) {
            double distance = (pre(row, latent, decoderBias) - theta) / l0.bandwidth();
            if (Math.abs(distance) < 0.5) {
                double[] error = error(f[row], row, encoder.length, decoder, decoderBias);
                double slope = 0;
                for (int j = 0; j < error.length; j++) {
                    slope += 2 * lossScale * error[j] * decoder[latent][j] / x.length;
                }
                sum += -theta / l0.bandwidth() * slope - weight / l0.bandwidth() / x.length;
            }
        }
        return sum;
    }

    /** What AuxK holds constant. */
    record Frozen(double[][] residuals, double variance, double[] decoderBias) {}

    Frozen freeze() {
        double[][] f = activations(config.kind().activeLatents().orElseThrow());
        double[][] residuals = new double[x.length][];
        double[] mean = new double[decoderBias.length];
        for (int row = 0; row < x.length; row++) {
            residuals[row] = error(f[row], row, encoder.length, decoder, decoderBias);
            for (int j = 0; j < mean.length; j++) {
                residuals[row][j] = -residuals[row][j];
                mean[j] += residuals[row][j] / x.length;
            }
        }
        double variance = 0;
        for (double[] residual : residuals) {
            for (int j = 0; j < mean.length; j++) {
                variance += (residual[j] - mean[j]) * (residual[j] - mean[j]) / x.length;
            }
        }
        return new Frozen(residuals, variance, decoderBias.clone());
    }

    double auxiliary(Frozen frozen, boolean[] dead, double alpha, int most) {
        int count = 0;
        for (boolean d : dead) {
            count += d ? 1 : 0;
        }
        double loss = 0;
        for (int row = 0; row < x.length; row++) {
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < encoder.length; i++) {
                if (dead[i]) {
                    entries.add(new Entry(0, i, pre(row, i, frozen.decoderBias())));
                }
            }
            double[][] z = new double[1][encoder.length];
            keep(entries, Math.min(most, count), z);
            double[] difference = new double[decoderBias.length];
            for (int j = 0; j < difference.length; j++) {
                difference[j] = -frozen.residuals()[row][j];
                for (int i = 0; i < encoder.length; i++) {
                    difference[j] += z[0][i] * decoder[i][j];
                }
            }
            loss += squares(difference) / x.length;
        }
        return alpha * Math.min(1, (double) count / most) * loss / frozen.variance();
    }

    private static double squares(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return sum;
    }
}
