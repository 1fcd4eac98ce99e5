package org.latentworkbench.engine.lm;

import java.nio.file.Path;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.tensor.ComputeDevice;

/** Trains a small model of the Llama family from scratch and saves it as a Hugging Face folder. */
public final class LanguageModelTrainer {
    private LanguageModelTrainer() {}

    /**
     * What came out.
     *
     * @param heldOutLoss mean loss in nats per token on stories that were not trained on
     */
    public record Result(long steps, long tokens, double trainingLoss, double heldOutLoss, double seconds) {}

    /** Makes stories, trains a tokenizer on them, trains the model and writes its folder when it is complete. */
    public static Result train(LanguageModelTraining training, ComputeDevice device, Path folder, JobContext job) {
        throw new UnsupportedOperationException("" + training + device + folder + job);
    }
}
