package org.latentworkbench.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.latentworkbench.engine.SharedData;
import org.latentworkbench.engine.activation.ActivationStream;
import org.latentworkbench.engine.activation.InputScale;
import org.latentworkbench.engine.activation.ScaleEstimator;
import org.latentworkbench.engine.activation.ScaleRule;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.lm.Intervention;
import org.latentworkbench.engine.lm.LanguageModel;
import org.latentworkbench.engine.sae.Sae;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.sae.SaeReplacement;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.tensor.ComputePool;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.text.BosRule;

/**
 * A short training on the activations of a real model, measured against an autoencoder of the same width that another program
 * trained for far longer, on the same unseen positions.
 */
class StoriesTrainingTest {
    private static final HookPoint HOOK = HookPoint.parse("resid_post.2");
    private static final int CONTEXT = 255;
    private static final int TRAINED = 280;
    private static final int UNSEEN = 32;
    private static final int BATCH = 1024;
    private static final int STEPS = 1200;
    private static final int WIDTH = 512;
    private static final int K = 8;

    /**
     * On unseen positions.
     *
     * @param explained share of the variance
     * @param lossAdded nats that splicing in the reconstruction costs per token
     */
    private record Quality(double explained, double l0, double lossAdded) {}

    @Test
    void aShortTrainingComesNearToAReferenceAndMatryoshkaCostsLittle() throws IOException {
        Path reference = SharedData.path("sae/trained-stories260K/topk");
        try (LanguageModel model = LanguageModel.load(SharedData.path("models/stories260K/hf"), ComputeDevice.CPU);
                Arena arena = Arena.ofShared()) {
            int[][] contexts = contexts(model);
            float[][] rows = rows(model, Arrays.copyOf(contexts, TRAINED), arena);
            Measure measure = new Measure(model, Arrays.copyOfRange(contexts, TRAINED, TRAINED + UNSEEN), arena);
            Quality golden = measure.of(Sae.load(reference));
            Quality topK = measure.of(train(rows, new SaeKind.TopK(K)));
            Quality batchTopK = measure.of(train(rows, new SaeKind.BatchTopK(K)));
            Quality matryoshka = measure.of(train(rows, new SaeKind.Matryoshka(K, List.of(32, 128, WIDTH))));
            System.out.printf(
                    "reference %s%ntopk %s%nbatchtopk %s%nmatryoshka %s%n", golden, topK, batchTopK, matryoshka);

            assertThat(golden.l0()).isEqualTo(K);
            assertThat(topK.l0()).isBetween(0.99 * K, 1.0 * K);
            assertThat(topK.explained()).isGreaterThan(golden.explained() - 0.02);
            assertThat(topK.lossAdded()).isLessThan(1.3 * golden.lossAdded());
            assertThat(batchTopK.l0()).isBetween(0.9 * K, 1.1 * K);
            assertThat(batchTopK.explained()).isGreaterThan(topK.explained());
            assertThat(matryoshka.l0()).isBetween(0.9 * K, 1.1 * K);
            assertThat(matryoshka.explained()).isGreaterThan(batchTopK.explained() - 0.06);
        }
    }

    /** The first whole contexts of a corpus of stories. */
    private static int[][] contexts(LanguageModel model) throws IOException {
        List<int[]> contexts = new ArrayList<>();
        char[] text = new char[1 << 20];
        try (Reader reader = Files.newBufferedReader(SharedData.path("corpora/tinystories_combined.txt"))) {
            int length = reader.read(text);
            for (String story : new String(text, 0, length).split("<\\|endoftext\\|>")) {
                int[] ids = model.tokenizer().encode(story.strip());
                for (int from = 0;
                        from + CONTEXT <= ids.length && contexts.size() < TRAINED + UNSEEN;
                        from += CONTEXT) {
                    contexts.add(Arrays.copyOfRange(ids, from, from + CONTEXT));
                }
            }
        }
        assertThat(contexts).hasSize(TRAINED + UNSEEN);
        return contexts.toArray(int[][]::new);
    }

    private static FloatMatrix activations(LanguageModel model, int[][] contexts, Arena arena) {
        FloatMatrix into = FloatMatrix.allocate(
                arena, contexts.length * CONTEXT, model.config().width());
        model.activations(contexts, BosRule.EACH_CONTEXT, HOOK, into);
        return into;
    }

    private static float[][] rows(LanguageModel model, int[][] contexts, Arena arena) {
        FloatMatrix activations = activations(model, contexts, arena);
        float[][] rows = new float[(int) activations.rows()][];
        Arrays.setAll(rows, activations::row);
        return rows;
    }

    /** Trains at a higher rate than usual: the training is short. */
    private static Sae train(float[][] rows, SaeKind kind) {
        TrainingConfig config =
                TrainingConfig.defaults(kind, WIDTH, BATCH, STEPS, 1).withLearningRate(4e-3);
        TrainingSource source = new TrainingSource("stories", "", "", "", BosRule.NONE, 1, Map.of(), Optional.empty());
        try (ActivationStream stream = new RowsStream(rows, 1);
                ComputePool pool = new ComputePool(2);
                Arena arena = Arena.ofShared()) {
            InputScale scale = ScaleEstimator.estimate(stream, ScaleRule.UNIT_MS, false, JobContext.silent());
            try (TrainingSession session = new TrainingSession(config, scale, rows.length, pool)) {
                FloatMatrix batch = FloatMatrix.allocate(arena, BATCH, rows[0].length);
                for (int step = 0; step < STEPS; step++) {
                    stream.next(batch);
                    session.step(batch, 0);
                }
                return session.autoencoder(source);
            }
        }
    }

    /** Measures on the same contexts. */
    private static final class Measure {
        private final LanguageModel model;
        private final int[][] contexts;
        private final FloatMatrix x;
        private final FloatMatrix reconstructed;
        private final double loss;

        Measure(LanguageModel model, int[][] contexts, Arena arena) {
            this.model = model;
            this.contexts = contexts;
            this.x = activations(model, contexts, arena);
            this.reconstructed = FloatMatrix.allocate(arena, x.rows(), x.columns());
            this.loss = mean(model.losses(contexts, BosRule.EACH_CONTEXT));
        }

        private static double mean(float[] losses) {
            double sum = 0;
            for (float one : losses) {
                sum += one;
            }
            return sum / losses.length;
        }

        Quality of(Sae opened) {
            try (Sae sae = opened) {
                var codes = sae.encode(x);
                sae.decode(codes, reconstructed);
                double[] mean = GeometricMedian.mean(x);
                double error = 0;
                double variance = 0;
                for (long row = 0; row < x.rows(); row++) {
                    for (int i = 0; i < mean.length; i++) {
                        error += Math.pow(x.get(row, i) - reconstructed.get(row, i), 2);
                        variance += Math.pow(x.get(row, i) - mean[i], 2);
                    }
                }
                Intervention splice = Intervention.behindFirst(HOOK, SaeReplacement.reconstruction(sae));
                double spliced = mean(model.losses(contexts, BosRule.EACH_CONTEXT, List.of(splice)));
                return new Quality(1 - error / variance, codes.meanActive(), spliced - loss);
            }
        }
    }
}
