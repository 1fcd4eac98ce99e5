package org.latentworkbench.engine.pipeline;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.lm.GenerationOptions;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.lm.Intervention;
import org.latentworkbench.engine.lm.LanguageModel;
import org.latentworkbench.engine.lm.Replacement;
import org.latentworkbench.engine.sae.LatentChange;
import org.latentworkbench.engine.sae.Sae;
import org.latentworkbench.engine.sae.SaeInfo;
import org.latentworkbench.engine.sae.SaeReplacement;
import org.latentworkbench.engine.sae.SparseRows;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.text.BosRule;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;

/**
 * A model and its autoencoder on a person's own text: which latents fire, what comes next, and how both change when latents
 * are held at other activations. Safe for several threads, which wait for each other.
 */
public final class Playground implements AutoCloseable {
    private final LanguageModel model;
    private final Sae sae;
    private final HookPoint hook;
    private final BosRule bos;

    private Playground(LanguageModel model, Sae sae, HookPoint hook) {
        this.model = model;
        this.sae = sae;
        this.hook = hook;
        boolean begins = model.config().beginToken().isPresent();
        this.bos = begins ? sae.info().bos() : BosRule.NONE;
    }

    /**
     * Loads an autoencoder and the model it reads.
     *
     * @throws BadInputException if it does not say which, or the model is not in the workspace
     */
    public static Playground open(Workspace workspace, String name, ComputeDevice device) {
        Sae sae = Sae.load(workspace.require(Section.SAES, name));
        boolean opened = false;
        try {
            SaeInfo info = sae.info();
            if (info.model().isEmpty() || info.hook().isEmpty()) {
                throw new BadInputException("The autoencoder \"" + name
                        + "\" does not say which model and hook point it reads, so it cannot be run on text.");
            }
            HookPoint hook = HookPoint.parse(info.hook());
            LanguageModel model = LanguageModel.load(workspace.require(Section.MODELS, info.model()), device);
            Playground playground = new Playground(model, sae, hook);
            opened = true;
            return playground;
        } finally {
            if (!opened) {
                sae.close();
            }
        }
    }

    /**
     * A text as the autoencoder sees it.
     *
     * @param ids its tokens, without BOS
     * @param texts the tokens as people see them
     * @param latents activations of each token, as they are shown
     * @param unexplained per token, the share of the squared norm of its activation that the reconstruction misses
     */
    public record Reading(int[] ids, List<String> texts, SparseRows latents, double[] unexplained) {
        /** Activation of a latent on every token. */
        public float[] activations(int latent) {
            float[] values = new float[ids.length];
            for (int token = 0; token < ids.length; token++) {
                values[token] = latents.value(token, latent);
            }
            return values;
        }
    }

    /**
     * A token that may come next.
     *
     * @param probability by the model as it is
     * @param changed with the changes; the same without any
     */
    public record NextToken(int id, String text, double probability, double changed) {}

    /**
     * What may come next.
     *
     * @param tokens the likeliest, by the larger of both probabilities
     * @param divergence of the changed prediction from the original, KL(original, changed) in nats
     */
    public record Prediction(List<NextToken> tokens, double divergence) {}

    /** Two continuations of one prompt with the same random numbers. */
    public record Continuations(Reading original, Reading changed) {}

    /** Longest text that can be read, in tokens. */
    public int longest() {
        return model.config().maxPositions() - (bos == BosRule.EACH_CONTEXT ? 1 : 0);
    }

    /** Number of latents. */
    public int latents() {
        return sae.latents();
    }

    /** The tokens of a text, without BOS. */
    public int[] encode(String text) {
        return model.tokenizer().encode(text);
    }

    /**
     * Reads a text.
     *
     * @throws BadInputException if it is longer than the model's context
     */
    public Reading read(String text) {
        return read(encode(text));
    }

    /** As {@link #read(String)} of tokens. */
    public synchronized Reading read(int[] ids) {
        if (ids.length > longest()) {
            throw new BadInputException("The text has " + ids.length + " tokens, more than the " + longest()
                    + " the model reads at once. Shorten it.");
        }
        List<String> texts = Arrays.stream(ids)
                .mapToObj(model.tokenizer().vocabulary()::shown)
                .toList();
        if (ids.length == 0) {
            return new Reading(ids, texts, new SparseRows(0, new int[1], new int[0], new float[0]), new double[0]);
        }
        try (Arena arena = Arena.ofShared()) {
            FloatMatrix raw = FloatMatrix.allocate(arena, ids.length, sae.inputWidth());
            FloatMatrix again = FloatMatrix.allocate(arena, ids.length, sae.inputWidth());
            model.activations(new int[][] {ids}, bos, hook, raw);
            SparseRows latents = sae.encode(raw);
            sae.decode(latents, again);
            double[] unexplained = new double[ids.length];
            for (int token = 0; token < ids.length; token++) {
                unexplained[token] = missed(raw, again, token);
            }
            return new Reading(ids, texts, latents, unexplained);
        }
    }

    private static double missed(FloatMatrix raw, FloatMatrix again, int row) {
        double all = 0;
        double missed = 0;
        for (int column = 0; column < raw.columns(); column++) {
            double value = raw.get(row, column);
            double rest = value - again.get(row, column);
            all += value * value;
            missed += rest * rest;
        }
        return all > 0 ? missed / all : 0;
    }

    /**
     * What may follow a text.
     *
     * @param ids its tokens, without BOS
     * @param limit tokens wanted
     */
    public synchronized Prediction next(int[] ids, List<PlaygroundChange> changes, int limit) {
        int[] context = withBegin(ids);
        if (context.length == 0) {
            return new Prediction(List.of(), 0);
        }
        double[] original = probabilities(model.nextTokenLogits(context));
        double[] changed = changes.isEmpty()
                ? original
                : probabilities(model.nextTokenLogits(context, List.of(steering(changes))));
        double divergence = 0;
        for (int id = 0; id < original.length; id++) {
            if (original[id] > 0) {
                divergence += original[id] * Math.log(original[id] / Math.max(changed[id], Double.MIN_NORMAL));
            }
        }
        List<NextToken> tokens = IntStream.range(0, original.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer id) -> -Math.max(original[id], changed[id])))
                .limit(limit)
                .map(id -> new NextToken(id, model.tokenizer().vocabulary().shown(id), original[id], changed[id]))
                .toList();
        return new Prediction(tokens, Math.max(0, divergence));
    }

    private static double[] probabilities(float[] logits) {
        double largest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            largest = Math.max(largest, logit);
        }
        double[] probabilities = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            probabilities[i] = Math.exp(logits[i] - largest);
            sum += probabilities[i];
        }
        for (int i = 0; i < logits.length; i++) {
            probabilities[i] /= sum;
        }
        return probabilities;
    }

    /**
     * Continues a text twice, as it is and changed.
     *
     * @param ids its tokens, without BOS
     * @param job progress in tokens
     */
    public Continuations generate(
            int[] ids, List<PlaygroundChange> changes, GenerationOptions options, JobContext job) {
        int[] original = continued(ids, List.of(), options, job.part("original", 0.5));
        int[] changed = changes.isEmpty() ? original : continued(ids, changes, options, job.part("changed", 0.5));
        return new Continuations(read(joined(ids, original)), read(joined(ids, changed)));
    }

    /**
     * Continues a text.
     *
     * @return the new tokens alone
     */
    public synchronized int[] continued(
            int[] ids, List<PlaygroundChange> changes, GenerationOptions options, JobContext job) {
        int[] context = withBegin(ids);
        if (context.length == 0) {
            throw new BadInputException("The prompt is empty and the model has no beginning token. Give a prompt.");
        }
        int[] done = {0};
        int all = Math.max(1, options.maxNewTokens());
        // Called in every pass, one of which makes a token: the place to report and to stop.
        Replacement.Computed watch = _ -> {
            job.checkCancelled();
            job.progress(Math.min(done[0]++, all), all);
        };
        List<Intervention> interventions = new ArrayList<>(List.of(Intervention.everywhere(hook, watch)));
        if (!changes.isEmpty()) {
            interventions.add(steering(changes));
        }
        return model.generate(context, options, interventions);
    }

    private static int[] joined(int[] ids, int[] more) {
        int[] all = Arrays.copyOf(ids, ids.length + more.length);
        System.arraycopy(more, 0, all, ids.length, more.length);
        return all;
    }

    private int[] withBegin(int[] ids) {
        OptionalInt begin = bos == BosRule.EACH_CONTEXT ? model.config().beginToken() : OptionalInt.empty();
        return IntStream.concat(begin.stream(), Arrays.stream(ids)).toArray();
    }

    /** Adds to each activation what the changes add to its reconstruction, so that what this misses is kept. */
    private Intervention steering(List<PlaygroundChange> changes) {
        Map<Integer, LatentChange> byLatent = new HashMap<>();
        changes.forEach(change -> byLatent.put(change.latent(), change.change()));
        SaeReplacement steering = SaeReplacement.changing(sae, byLatent);
        return bos == BosRule.EACH_CONTEXT
                ? Intervention.behindFirst(hook, steering)
                : Intervention.everywhere(hook, steering);
    }

    /** The model that is run. */
    public String modelName() {
        return sae.info().model();
    }

    @Override
    public synchronized void close() {
        model.close();
        sae.close();
    }
}
