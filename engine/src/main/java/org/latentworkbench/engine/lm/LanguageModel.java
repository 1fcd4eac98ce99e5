package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.NativeScope;
import org.latentworkbench.engine.text.BosRule;
import org.latentworkbench.engine.text.Tokenizer;

/**
 * A language model with its weights on a device, computing in float32. Every call frees the native memory it used before
 * it returns. Safe for use by several threads until it is closed.
 */
public final class LanguageModel implements AutoCloseable {
    private final Path directory;
    private final ComputeDevice device;
    private final ModelConfig config;
    private final InputRules rules;
    private final NativeScope weights;
    private final Transformer transformer;
    private final ParameterList parameters;
    private @Nullable Tokenizer tokenizer;

    /** @param weights owns the transformer's arrays; taken over */
    LanguageModel(
            Path directory,
            ComputeDevice device,
            ModelConfig config,
            NativeScope weights,
            Transformer transformer,
            ParameterList parameters) {
        this.directory = directory;
        this.device = device;
        this.config = config;
        this.rules = new InputRules(directory, config);
        this.weights = weights;
        this.transformer = transformer;
        this.parameters = parameters;
    }

    /**
     * Loads a Hugging Face model folder: {@code config.json} and safetensors weights. Its tokenizer is read when it is
     * asked for.
     *
     * @throws BadInputException if a file is missing or damaged, or the weights do not fit the config
     * @throws org.latentworkbench.engine.error.UnsupportedException if the model is of a family that cannot be run, or
     *     its weights are in a form that is not read
     */
    public static LanguageModel load(Path directory, ComputeDevice device) {
        return load(directory, device, Precision.FLOAT32);
    }

    /**
     * The same with a choice of how dense products are computed.
     *
     * @throws org.latentworkbench.engine.error.UnsupportedException also if the device cannot compute so
     */
    public static LanguageModel load(Path directory, ComputeDevice device, Precision precision) {
        return ModelLoader.load(directory, device, precision, precision.kernels(device));
    }

    /**
     * A model with random weights, to be timed.
     *
     * @param config what {@code config.json} would say
     * @param seed of the weights
     */
    public static LanguageModel random(Map<String, ?> config, ComputeDevice device, long seed) {
        return ModelLoader.random(config, device, seed);
    }

    /**
     * Number of weights of a model folder by its config alone; no weights are read.
     *
     * @throws BadInputException if {@code config.json} is missing or damaged
     * @throws org.latentworkbench.engine.error.UnsupportedException if the family is not supported
     */
    public static long parameters(Path directory) {
        return ParameterList.of(ModelFamilies.read(ConfigFile.read(directory))).count();
    }

    /** Its sizes. */
    public ModelConfig config() {
        return config;
    }

    /** The folder it was loaded from. */
    public Path directory() {
        return directory;
    }

    /** Where its weights are. */
    public ComputeDevice device() {
        return device;
    }

    /** Number of weights, a tied head counted once. */
    public long parameters() {
        return parameters.count();
    }

    /** The matrices of all blocks in their order: what a pass through the blocks multiplies every position by. */
    public List<MatrixShape> blockMatrices() {
        return parameters.blockMatrices();
    }

    /**
     * Its tokenizer.
     *
     * @throws BadInputException if there is none beside the model or it has more ids than the model
     */
    public synchronized Tokenizer tokenizer() {
        if (tokenizer == null) {
            Tokenizer loaded = Tokenizer.load(directory);
            if (loaded.vocabulary().size() > config.vocabulary()) {
                throw new BadInputException(directory + ": the tokenizer has "
                        + loaded.vocabulary().size() + " ids but config.json says vocab_size " + config.vocabulary()
                        + ". Use the tokenizer that came with the model.");
            }
            tokenizer = loaded;
        }
        return tokenizer;
    }

    /**
     * Runs contexts and writes their activations. Batches are made inside; the pass stops at the hook point.
     *
     * @param contexts token ids without BOS, each at most {@code maxPositions} long (BOS counted, if it is added)
     * @param bos whether the model sees BOS before each context; its row is dropped
     * @param hook where activations are taken
     * @param into [tokens of all contexts, width at the hook]; filled in the order of the contexts' tokens
     * @throws BadInputException if a context is too long, holds an id outside the vocabulary, or the hook is in no layer
     */
    public void activations(int[][] contexts, BosRule bos, HookPoint hook, FloatMatrix into) {
        activations(contexts, bos, hook, into, List.of());
    }

    /** The same in a pass that is interfered with; what is written is what the pass goes on with. */
    public void activations(
            int[][] contexts, BosRule bos, HookPoint hook, FloatMatrix into, List<Intervention> interventions) {
        rules.check(hook);
        rules.check(interventions);
        OptionalInt begin = rules.beginToken(bos);
        long rows = 0;
        for (int[] context : contexts) {
            rules.check(context, begin);
            rows += context.length;
        }
        int width = config.width(hook);
        if (rows != into.rows() || width != into.columns()) {
            throw new IllegalArgumentException("activations are [" + rows + ", " + width + "], the matrix ["
                    + into.rows() + ", " + into.columns() + "]");
        }
        long row = 0;
        for (Batch batch : Batch.split(
                contexts, begin, config.heads(), transformer.rotary().dependsOnLength())) {
            row = run(batch, hook, begin.isPresent() ? 1 : 0, into, row, interventions);
        }
    }

    private long run(
            Batch batch, HookPoint hook, int skip, FloatMatrix into, long firstRow, List<Intervention> interventions) {
        try (NativeScope scope = weights.child()) {
            Capture capture = new Capture(hook, scope);
            Hooks hooks = InterventionHooks.of(interventions, scope, batch.lengths(), 0, capture);
            transformer.hidden(scope, batch.ids(), batch.size(), batch.length(), hooks);
            ByteBuffer bytes = capture.value().toByteBuffer();
            MemorySegment values = MemorySegment.ofBuffer(bytes);
            long rowBytes = (long) into.columns() * Float.BYTES;
            long row = firstRow;
            for (int context = 0; context < batch.size(); context++) {
                int count = batch.lengths()[context] - skip;
                long from = ((long) context * batch.length() + skip) * rowBytes;
                MemorySegment.copy(values, from, into.data(), row * rowBytes, count * rowBytes);
                row += count;
            }
            return row;
        }
    }

    /**
     * Logits at every position.
     *
     * @param ids a whole context, BOS included if the model wants one
     * @return [tokens][vocabulary]; row t predicts token t + 1
     */
    public float[][] logits(int[] ids) {
        return logits(ids, List.of());
    }

    /** The same in a pass that is interfered with. */
    public float[][] logits(int[] ids, List<Intervention> interventions) {
        rules.check(interventions);
        rules.check(ids, OptionalInt.empty());
        float[][] rows = new float[ids.length][config.vocabulary()];
        if (ids.length == 0) {
            return rows;
        }
        try (NativeScope scope = weights.child()) {
            NDArray hidden = hidden(scope, ids, interventions);
            MemorySegment values =
                    MemorySegment.ofBuffer(transformer.logits(hidden).toByteBuffer());
            for (int t = 0; t < rows.length; t++) {
                long from = (long) t * config.vocabulary() * Float.BYTES;
                MemorySegment.copy(values, ValueLayout.JAVA_FLOAT_UNALIGNED, from, rows[t], 0, rows[t].length);
            }
            return rows;
        }
    }

    /**
     * Logits of the token that follows a text.
     *
     * @param ids at least one token
     * @return [vocabulary]
     */
    public float[] nextTokenLogits(int[] ids) {
        return nextTokenLogits(ids, List.of());
    }

    /** The same in a pass that is interfered with. */
    public float[] nextTokenLogits(int[] ids, List<Intervention> interventions) {
        if (ids.length == 0) {
            throw new BadInputException("There is nothing to continue: give at least one token.");
        }
        rules.check(interventions);
        rules.check(ids, OptionalInt.empty());
        try (NativeScope scope = weights.child()) {
            NDArray last = hidden(scope, ids, interventions).get(new NDIndex(":, -1"));
            return NativeScope.download(transformer.logits(last));
        }
    }

    /**
     * The likeliest tokens after a text.
     *
     * @param ids at least one token, BOS included if the model wants one
     * @param count so many at most
     * @return with their probabilities, the likeliest first
     */
    public List<TokenScore> nextTokens(int[] ids, int count, List<Intervention> interventions) {
        return TokenLoss.likeliest(nextTokenLogits(ids, interventions), count);
    }

    /**
     * Loss of every token that the model can predict.
     *
     * @param contexts token ids without BOS
     * @param bos with BOS every token is predicted, without it all but the first of a context
     * @return nats per predicted token, in the order of the contexts' tokens
     */
    public float[] losses(int[][] contexts, BosRule bos) {
        return losses(contexts, bos, List.of());
    }

    /** The same in a pass that is interfered with. */
    public float[] losses(int[][] contexts, BosRule bos, List<Intervention> interventions) {
        rules.check(interventions);
        OptionalInt begin = rules.beginToken(bos);
        int count = 0;
        for (int[] context : contexts) {
            rules.check(context, begin);
            count += Math.max(0, context.length - (begin.isPresent() ? 0 : 1));
        }
        float[] losses = new float[count];
        int at = 0;
        for (Batch batch : Batch.split(
                contexts, begin, config.heads(), transformer.rotary().dependsOnLength())) {
            try (NativeScope scope = weights.child()) {
                Hooks hooks = InterventionHooks.of(interventions, scope, batch.lengths(), 0, Hooks.NONE);
                float[] all = LossFunction.perToken(transformer, scope, batch, hooks);
                for (int context = 0; context < batch.size(); context++) {
                    int predicted = batch.lengths()[context] - 1;
                    System.arraycopy(all, context * batch.length(), losses, at, predicted);
                    at += predicted;
                }
            }
        }
        return losses;
    }

    /**
     * Continues a prompt until the end token, the wished length or the model's longest context.
     *
     * @param prompt at least one token, BOS included if the model wants one
     * @return the new tokens alone, without the end token
     * @throws BadInputException if the prompt leaves no room
     */
    public int[] generate(int[] prompt, GenerationOptions options) {
        return generate(prompt, options, List.of());
    }

    /** The same in passes that are interfered with; what an intervention did to earlier tokens stays with them. */
    public int[] generate(int[] prompt, GenerationOptions options, List<Intervention> interventions) {
        if (prompt.length == 0) {
            throw new BadInputException("There is nothing to continue: give at least one token.");
        }
        rules.check(interventions);
        rules.check(prompt, OptionalInt.empty());
        rules.checkLength(prompt.length + 1);
        Sampler sampler = new Sampler(options);
        int room = Math.min(options.maxNewTokens(), config.maxPositions() - prompt.length);
        int[] ids = new int[room];
        int count = 0;
        try (Generator generator = new Generator(transformer, weights, interventions)) {
            int[] added = prompt;
            while (count < room) {
                int next = sampler.next(generator.append(added));
                if (config.endToken().isPresent() && config.endToken().getAsInt() == next) {
                    break;
                }
                ids[count++] = next;
                added = new int[] {next};
            }
        }
        return Arrays.copyOf(ids, count);
    }

    /**
     * All intermediate values, for comparison with another implementation: {@code embeddings}, {@code attn_probs.L},
     * {@code attn_out.L}, {@code resid_mid.L}, {@code mlp_act.L}, {@code mlp_out.L}, {@code resid_post.L},
     * {@code final_norm}, {@code logits}, {@code next_token_logprob}, {@code mean_loss}.
     *
     * @param ids contexts of one length
     * @return flattened row-major, batch outermost
     */
    public Map<String, float[]> trace(int[][] ids) {
        if (ids.length == 0 || Arrays.stream(ids).anyMatch(row -> row.length == 0 || row.length != ids[0].length)) {
            throw new BadInputException("A trace needs at least one context, all of one length.");
        }
        for (int[] row : ids) {
            rules.check(row, OptionalInt.empty());
        }
        Batch batch = Batch.of(List.of(ids), OptionalInt.empty());
        try (NativeScope scope = weights.child()) {
            Trace trace = new Trace();
            NDArray hidden = transformer.hidden(scope, batch.ids(), batch.size(), batch.length(), trace);
            return trace.finish(ids, NativeScope.download(transformer.logits(hidden)), config.vocabulary());
        }
    }

    /** Frees the weights. */
    @Override
    public void close() {
        transformer.kernels().close();
        weights.close();
    }

    /** Native arrays the model holds between calls: its weights and nothing else. */
    int nativeArrays() {
        return weights.arrays();
    }

    private NDArray hidden(NativeScope scope, int[] ids, List<Intervention> interventions) {
        long[] wide = Arrays.stream(ids).asLongStream().toArray();
        int[] lengths = {ids.length};
        Hooks hooks = InterventionHooks.of(interventions, scope, lengths, 0, Hooks.NONE);
        return transformer.hidden(scope, wide, 1, ids.length, hooks);
    }
}
