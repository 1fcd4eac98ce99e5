package org.latentworkbench.engine.lm;

import java.nio.file.Path;
import java.util.Map;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.text.BosRule;
import org.latentworkbench.engine.text.Tokenizer;

/** A language model with its weights on a device. Safe for use by several threads until it is closed. */
public final class LanguageModel implements AutoCloseable {
    private LanguageModel() {}

    /** Loads a Hugging Face model folder: {@code config.json}, safetensors weights, {@code tokenizer.json}. */
    public static LanguageModel load(Path directory, ComputeDevice device) {
        throw new UnsupportedOperationException(directory + " " + device);
    }

    /** Its sizes. */
    public ModelConfig config() {
        throw new UnsupportedOperationException();
    }

    /** Its tokenizer. */
    public Tokenizer tokenizer() {
        throw new UnsupportedOperationException();
    }

    /** Where its weights are. */
    public ComputeDevice device() {
        throw new UnsupportedOperationException();
    }

    /** Number of weights. */
    public long parameters() {
        throw new UnsupportedOperationException();
    }

    /**
     * Runs contexts and writes their activations.
     *
     * @param into as many rows as the contexts have tokens together, in their order; BOS rows are dropped
     */
    public void activations(int[][] contexts, BosRule bos, HookPoint hook, FloatMatrix into) {
        throw new UnsupportedOperationException();
    }

    /** Logits at every position, [tokens][vocabulary]. */
    public float[][] logits(int[] ids) {
        throw new UnsupportedOperationException();
    }

    /** Logits of the token that follows, [vocabulary]. */
    public float[] nextTokenLogits(int[] ids) {
        throw new UnsupportedOperationException();
    }

    /** Continues a prompt; gives the new tokens alone. */
    public int[] generate(int[] prompt, GenerationOptions options) {
        throw new UnsupportedOperationException();
    }

    /** All intermediate values under the names of the golden files, each flattened row-major. */
    public Map<String, float[]> trace(int[][] ids) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
