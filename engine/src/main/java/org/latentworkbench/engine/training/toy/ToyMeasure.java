package org.latentworkbench.engine.training.toy;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.latentworkbench.engine.sae.Sae;
import org.latentworkbench.engine.sae.SparseRows;
import org.latentworkbench.engine.tensor.FloatMatrix;

/** Rows of a toy model with their truth, on which autoencoders are measured. */
final class ToyMeasure {
    private final ToyModel model;
    private final float[][] rows;
    private final float[][] truth;

    /** @param count rows to measure on */
    ToyMeasure(ToyModel model, long seed, int count) {
        this.model = model;
        this.rows = new float[count][];
        this.truth = new float[count][model.features().size()];
        try (ToyStream stream = new ToyStream(model, seed)) {
            for (int row = 0; row < count; row++) {
                rows[row] = stream.draw(truth[row]).clone();
            }
        }
    }

    /** The rows. */
    float[][] rows() {
        return rows;
    }

    ToyReport of(Sae sae) {
        SparseRows codes;
        double fvu;
        try (Arena arena = Arena.ofConfined()) {
            FloatMatrix x = FloatMatrix.allocate(arena, rows.length, model.width());
            FloatMatrix reconstructed = FloatMatrix.allocate(arena, rows.length, model.width());
            for (int row = 0; row < rows.length; row++) {
                x.setRow(row, rows[row]);
            }
            codes = sae.encode(x);
            sae.decode(codes, reconstructed);
            fvu = fvu(reconstructed);
        }
        float[][] activations = new float[rows.length][sae.latents()];
        for (int row = 0; row < rows.length; row++) {
            for (int entry = codes.offsets()[row]; entry < codes.offsets()[row + 1]; entry++) {
                activations[row][codes.latents()[entry]] = codes.values()[entry];
            }
        }
        List<List<Double>> cosines = cosines(sae);
        int[] latents = assign(activations, sae.latents());
        return new ToyReport(
                found(latents, activations, cosines),
                cosines,
                fvu,
                (double) codes.count() / rows.length,
                on(),
                uniqueness(cosines, sae.latents()));
    }

    private double fvu(FloatMatrix reconstructed) {
        int width = model.width();
        double[] mean = new double[width];
        for (float[] row : rows) {
            for (int i = 0; i < width; i++) {
                mean[i] += (double) row[i] / rows.length;
            }
        }
        double error = 0;
        double variance = 0;
        for (int row = 0; row < rows.length; row++) {
            for (int i = 0; i < width; i++) {
                double difference = rows[row][i] - reconstructed.get(row, i);
                double distance = rows[row][i] - mean[i];
                error += difference * difference;
                variance += distance * distance;
            }
        }
        return error / variance;
    }

    private double on() {
        long count = 0;
        for (float[] row : truth) {
            for (float value : row) {
                count += value > 0 ? 1 : 0;
            }
        }
        return (double) count / truth.length;
    }

    private List<List<Double>> cosines(Sae sae) {
        List<List<Double>> all = new ArrayList<>();
        float[][] decoder = new float[sae.latents()][];
        for (int latent = 0; latent < decoder.length; latent++) {
            decoder[latent] = sae.decoderRow(latent);
        }
        for (int feature = 0; feature < model.features().size(); feature++) {
            List<Double> one = new ArrayList<>();
            float[] direction = model.direction(feature);
            for (float[] row : decoder) {
                one.add(cosine(direction, row));
            }
            all.add(one);
        }
        return all;
    }

    private static double cosine(float[] a, float[] b) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
    }

    private int[] assign(float[][] activations, int latents) {
        double[] largest = new double[latents];
        for (float[] row : activations) {
            for (int latent = 0; latent < latents; latent++) {
                largest[latent] = Math.max(largest[latent], row[latent]);
            }
        }
        double[][] gain = new double[model.features().size()][latents];
        for (int row = 0; row < rows.length; row++) {
            for (int feature = 0; feature < gain.length; feature++) {
                for (int latent = 0; latent < latents && truth[row][feature] > 0; latent++) {
                    if (activations[row][latent] > 0) {
                        gain[feature][latent] += truth[row][feature] * activations[row][latent] / largest[latent];
                    }
                }
            }
        }
        return Assignment.greatest(gain);
    }

    private List<ToyReport.Found> found(int[] latents, float[][] activations, List<List<Double>> cosines) {
        List<ToyModel.Feature> features = model.features();
        List<ToyReport.Found> found = new ArrayList<>();
        for (int feature = 0; feature < features.size(); feature++) {
            ToyModel.Feature known = features.get(feature);
            int latent = latents[feature];
            boolean[] on = rowsWith(feature);
            found.add(new ToyReport.Found(
                    known,
                    latent,
                    latent < 0 ? 0 : cosines.get(feature).get(latent),
                    recall(on, latent, activations),
                    precision(on, latent, activations),
                    recallWithChild(feature, latent, activations),
                    known.isChild() && latent >= 0 && latents[known.parent()] >= 0
                            ? OptionalDouble.of(directed(latents[known.parent()], latent, activations))
                            : OptionalDouble.empty()));
        }
        return found;
    }

    private boolean[] rowsWith(int feature) {
        boolean[] on = new boolean[truth.length];
        for (int row = 0; row < on.length; row++) {
            on[row] = truth[row][feature] > 0;
        }
        return on;
    }

    private OptionalDouble recallWithChild(int parent, int latent, float[][] activations) {
        boolean[] on = new boolean[truth.length];
        boolean any = false;
        List<ToyModel.Feature> features = model.features();
        for (int child = 0; child < features.size(); child++) {
            if (features.get(child).parent() == parent) {
                any = true;
                for (int row = 0; row < on.length; row++) {
                    on[row] |= truth[row][child] > 0;
                }
            }
        }
        return any ? OptionalDouble.of(recall(on, latent, activations)) : OptionalDouble.empty();
    }

    private static double recall(boolean[] on, int latent, float[][] activations) {
        int count = 0;
        int fires = 0;
        for (int row = 0; row < on.length; row++) {
            if (on[row]) {
                count++;
                fires += latent >= 0 && activations[row][latent] > 0 ? 1 : 0;
            }
        }
        return count == 0 ? Double.NaN : (double) fires / count;
    }

    private static double precision(boolean[] on, int latent, float[][] activations) {
        int fires = 0;
        int right = 0;
        for (int row = 0; row < on.length && latent >= 0; row++) {
            if (activations[row][latent] > 0) {
                fires++;
                right += on[row] ? 1 : 0;
            }
        }
        return fires == 0 ? Double.NaN : (double) right / fires;
    }

    /** {@code Σ_{b>0} a b / (√Σ_{b>0} a² √Σ_{b>0} b²) · max b / max a} of a parent's latent a and a child's b. */
    private static double directed(int parent, int child, float[][] activations) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        double maxA = 0;
        double maxB = 0;
        for (float[] row : activations) {
            double a = row[parent];
            double b = row[child];
            maxA = Math.max(maxA, a);
            maxB = Math.max(maxB, b);
            if (b > 0) {
                ab += a * b;
                aa += a * a;
                bb += b * b;
            }
        }
        return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) * maxB / maxA : 0;
    }

    private static double uniqueness(List<List<Double>> cosines, int latents) {
        boolean[] nearest = new boolean[cosines.size()];
        for (int latent = 0; latent < latents; latent++) {
            int best = 0;
            for (int feature = 1; feature < nearest.length; feature++) {
                if (Math.abs(cosines.get(feature).get(latent))
                        > Math.abs(cosines.get(best).get(latent))) {
                    best = feature;
                }
            }
            nearest[best] = true;
        }
        int different = 0;
        for (boolean is : nearest) {
            different += is ? 1 : 0;
        }
        return (double) different / latents;
    }
}
