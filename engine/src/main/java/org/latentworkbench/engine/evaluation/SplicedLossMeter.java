package org.latentworkbench.engine.evaluation;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.lm.Intervention;
import org.latentworkbench.engine.lm.LanguageModel;
import org.latentworkbench.engine.lm.Replacement;
import org.latentworkbench.engine.sae.Sae;
import org.latentworkbench.engine.sae.SaeReplacement;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.text.BosRule;

/**
 * Measures {@link SplicedLoss}. Activations are replaced at every position but that of BOS. Owns neither model nor autoencoder.
 *
 * @param hook where the autoencoder reads
 * @param bos whether the model sees BOS before each context
 */
public record SplicedLossMeter(LanguageModel model, Sae sae, HookPoint hook, BosRule bos) {
    private static final int BATCH = 32;
    private static final int PASSES = 5;

    /**
     * Runs the contexts as they are and with each replacement.
     *
     * @param contexts token ids without BOS
     * @param meanOver contexts whose mean activation is the one of the mean ablation
     * @throws BadInputException if the autoencoder does not fit the model, or there is nothing to predict
     */
    public SplicedLoss measure(int[][] contexts, int[][] meanOver, JobContext job) {
        int width = model.config().width(hook);
        if (sae.inputWidth() != width) {
            throw new BadInputException("The autoencoder reads activations of width " + sae.inputWidth() + "; those at "
                    + hook + " have " + width + ".");
        }
        float[] mean = mean(meanOver, width, job.part("mean activation", 1.0 / PASSES));
        Loss plain = loss(contexts, List.of(), job.part("model", 1.0 / PASSES));
        if (plain.tokens() == 0) {
            throw new BadInputException("The contexts hold no token that follows another. Give longer texts.");
        }
        return new SplicedLoss(
                plain.tokens(),
                plain.mean(),
                loss(contexts, replaced(SaeReplacement.reconstruction(sae)), job.part("spliced", 1.0 / PASSES))
                        .mean(),
                loss(contexts, replaced(Replacement.Constant.zero(width)), job.part("zero ablated", 1.0 / PASSES))
                        .mean(),
                loss(contexts, replaced(new Replacement.Constant(mean)), job.part("mean ablated", 1.0 / PASSES))
                        .mean());
    }

    private List<Intervention> replaced(Replacement replacement) {
        return List.of(
                bos == BosRule.EACH_CONTEXT
                        ? Intervention.behindFirst(hook, replacement)
                        : Intervention.everywhere(hook, replacement));
    }

    private record Loss(double sum, long tokens) {
        double mean() {
            return sum / tokens;
        }
    }

    private Loss loss(int[][] contexts, List<Intervention> interventions, JobContext job) {
        double sum = 0;
        long tokens = 0;
        for (int from = 0; from < contexts.length; from += BATCH) {
            job.checkCancelled();
            job.progress(from, contexts.length);
            for (float loss : model.losses(part(contexts, from), bos, interventions)) {
                sum += loss;
                tokens++;
            }
        }
        job.progress(contexts.length, contexts.length);
        return new Loss(sum, tokens);
    }

    private float[] mean(int[][] contexts, int width, JobContext job) {
        double[] sum = new double[width];
        long rows = 0;
        for (int from = 0; from < contexts.length; from += BATCH) {
            job.checkCancelled();
            job.progress(from, contexts.length);
            int[][] part = part(contexts, from);
            int count = Arrays.stream(part).mapToInt(ids -> ids.length).sum();
            try (Arena arena = Arena.ofConfined()) {
                FloatMatrix values = FloatMatrix.allocate(arena, count, width);
                model.activations(part, bos, hook, values);
                for (int row = 0; row < count; row++) {
                    for (int i = 0; i < width; i++) {
                        sum[i] += values.get(row, i);
                    }
                }
            }
            rows += count;
        }
        float[] mean = new float[width];
        for (int i = 0; i < width; i++) {
            mean[i] = (float) (sum[i] / Math.max(1, rows));
        }
        return mean;
    }

    private static int[][] part(int[][] contexts, int from) {
        return Arrays.copyOfRange(contexts, from, Math.min(contexts.length, from + BATCH));
    }
}
