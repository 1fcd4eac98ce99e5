package org.latentworkbench.engine.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.sae.SaeWeights;

/** The training loss written down plainly in double precision, for finite differences. */
final class ReferenceLoss {
    final double[][] encoder;
    final double[] encoderBias;
    final double[][] decoder;
    final double[] decoderBias;
    private final double[][] x;
    private final SaeKind kind;
    private final int[] prefixes;

    /** @param x normalised input */
    ReferenceLoss(SaeWeights weights, double[][] x, SaeKind kind) {
        int latents = weights.latents();
        encoder = new double[latents][];
        decoder = new double[latents][];
        for (int i = 0; i < latents; i++) {
            encoder[i] = doubles(weights.encoder().row(i));
            decoder[i] = doubles(weights.decoder().row(i));
        }
        encoderBias = doubles(weights.encoderBias().row(0));
        decoderBias = doubles(weights.decoderBias().row(0));
        this.x = x;
        this.kind = kind;
        this.prefixes = kind.prefixWidths(latents);
    }

    private static double[] doubles(float[] values) {
        double[] out = new double[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[i];
        }
        return out;
    }

    private record Entry(int row, int latent, double value) {}

    private double pre(int row, int latent, double[] bias) {
        double sum = encoderBias[latent];
        for (int j = 0; j < x[row].length; j++) {
            sum += (x[row][j] - bias[j]) * encoder[latent][j];
        }
        return sum;
    }

    private double[][] activations() {
        List<Entry> all = new ArrayList<>();
        double[][] f = new double[x.length][encoder.length];
        for (int row = 0; row < x.length; row++) {
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < encoder.length; i++) {
                entries.add(new Entry(row, i, pre(row, i, decoderBias)));
            }
            if (kind instanceof SaeKind.TopK(int k)) {
                keep(entries, k, f);
            }
            all.addAll(entries);
        }
        if (!(kind instanceof SaeKind.TopK)) {
            keep(all, kind.activeLatents().orElseThrow() * x.length, f);
        }
        return f;
    }

    private static void keep(List<Entry> entries, int count, double[][] f) {
        entries.stream()
                .sorted(Comparator.comparingDouble(e -> -e.value()))
                .limit(count)
                .forEach(e -> f[e.row()][e.latent()] = Math.max(0, e.value()));
    }

    /** {@code x^ - xn} of the first {@code width} latents. */
    private double[] error(double[] f, int row, int width) {
        double[] error = new double[x[row].length];
        for (int j = 0; j < error.length; j++) {
            error[j] = decoderBias[j] - x[row][j];
            for (int i = 0; i < width; i++) {
                error[j] += f[i] * decoder[i][j];
            }
        }
        return error;
    }

    double reconstruction(double lossScale) {
        double[][] f = activations();
        double loss = 0;
        for (int prefix : prefixes) {
            for (int row = 0; row < x.length; row++) {
                loss += lossScale * squares(error(f[row], row, prefix)) / x.length / prefixes.length;
            }
        }
        return loss;
    }

    /** What AuxK holds constant. */
    record Frozen(double[][] residuals, double variance, double[] decoderBias) {}

    Frozen freeze() {
        double[][] f = activations();
        double[][] residuals = new double[x.length][];
        double[] mean = new double[decoderBias.length];
        for (int row = 0; row < x.length; row++) {
            residuals[row] = error(f[row], row, encoder.length);
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
