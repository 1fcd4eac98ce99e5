package org.latentworkbench.engine.activation;

import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.lm.LanguageModel;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.text.TokenCorpus;

/**
 * Activations computed when asked for: a block is some consecutive contexts of a corpus. Owns neither the model nor the
 * corpus.
 */
final class ModelBlocks implements BlockSource {
    private static final int BLOCK_CONTEXTS = 32;

    private final LanguageModel model;
    private final TokenCorpus corpus;
    private final HookPoint hook;
    private final int firstContext;
    private final int endContext;
    private final long base;

    ModelBlocks(LanguageModel model, TokenCorpus corpus, HookPoint hook, int firstContext, int endContext) {
        this.model = model;
        this.corpus = corpus;
        this.hook = hook;
        this.firstContext = firstContext;
        this.endContext = endContext;
        this.base = corpus.context(firstContext).start();
    }

    @Override
    public int width() {
        return model.config().width(hook);
    }

    @Override
    public int blocks() {
        return Math.ceilDiv(endContext - firstContext, BLOCK_CONTEXTS);
    }

    /** The context that begins a block. */
    private int context(int block) {
        return (int) Math.min((long) firstContext + (long) block * BLOCK_CONTEXTS, endContext);
    }

    @Override
    public long firstRow(int block) {
        return start(context(block)) - base;
    }

    private long start(int context) {
        return context == corpus.contextCount()
                ? corpus.tokenCount()
                : corpus.context(context).start();
    }

    /** Rows of consecutive contexts. */
    long rowsOf(int first, int end) {
        return start(end) - start(first);
    }

    @Override
    public void read(int block, FloatMatrix into) {
        contexts(context(block), context(block + 1), into);
    }

    /** Fills a matrix with the activations of consecutive contexts. */
    void contexts(int first, int end, FloatMatrix into) {
        int[][] ids = new int[end - first][];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = corpus.tokens(corpus.context(first + i));
        }
        model.activations(ids, corpus.info().bos(), hook, into);
        long start = corpus.context(first).start();
        FiniteRows.check(
                into,
                Float.MAX_VALUE,
                row -> model.directory() + ": the activation at " + hook + " of corpus position " + (start + row),
                "which is not a finite number; the model's weights are damaged or too large");
    }
}
