package org.latentworkbench.engine.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.latentworkbench.engine.activation.CorpusFit;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.evaluation.SplicedLoss;
import org.latentworkbench.engine.evaluation.SplicedLossMeter;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.lm.LanguageModel;
import org.latentworkbench.engine.lm.Precision;
import org.latentworkbench.engine.sae.Sae;
import org.latentworkbench.engine.sae.SaeInfo;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.text.Context;
import org.latentworkbench.engine.text.TokenCorpus;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;

/**
 * What an autoencoder costs its model on a corpus. On the corpus it was trained on, the held-out end is read.
 *
 * @param workspace where everything lies
 * @param sae name of the autoencoder
 * @param corpus name of the corpus, tokenised for the autoencoder's model
 * @param tokens so many tokens at most, from contexts spread evenly
 * @param device where the model runs
 * @param precision of its dense products
 */
public record EvaluateLoss(
        Workspace workspace, String sae, String corpus, long tokens, ComputeDevice device, Precision precision)
        implements Job<EvaluateLoss.Result> {
    /**
     * The losses and what they were measured on.
     *
     * @param model name of the model
     * @param hook where the reconstruction was put
     * @param heldOut whether only the end of the corpus was read, which training left out
     */
    public record Result(SplicedLoss loss, String model, String hook, boolean heldOut) {}

    /** Checks the number of tokens. */
    public EvaluateLoss {
        if (tokens < 1) {
            throw new BadInputException("An evaluation on " + tokens + " tokens says nothing; give at least 1.");
        }
    }

    @Override
    public Result run(JobContext job) {
        try (Sae loaded = Sae.load(workspace.require(Section.SAES, sae));
                TokenCorpus texts = TokenCorpus.open(workspace.require(Section.CORPORA, corpus))) {
            SaeInfo info = loaded.info();
            if (info.model().isEmpty() || info.hook().isEmpty()) {
                throw new BadInputException("The autoencoder \"" + sae
                        + "\" does not say which model and hook point it reads, so it cannot be put into a model.");
            }
            HookPoint hook = HookPoint.parse(info.hook());
            int first = info.corpus().equals(corpus) ? (int) HeldOutSplit.cut(texts.contextCount()) : 0;
            boolean heldOut = first > 0 && first < texts.contextCount();
            int[][] contexts = contexts(texts, heldOut ? first : 0);
            job.message("loading " + info.model());
            try (LanguageModel model =
                    LanguageModel.load(workspace.require(Section.MODELS, info.model()), device, precision)) {
                CorpusFit.check(model, texts);
                var meter =
                        new SplicedLossMeter(model, loaded, hook, texts.info().bos());
                return new Result(meter.measure(contexts, contexts, job), info.model(), info.hook(), heldOut);
            }
        }
    }

    private int[][] contexts(TokenCorpus texts, int first) {
        long available =
                texts.tokenCount() - (first == 0 ? 0 : texts.context(first).start());
        long step = Math.max(1, Math.ceilDiv(available, tokens));
        List<int[]> contexts = new ArrayList<>();
        for (long c = first; c < texts.contextCount(); c += step) {
            Context context = texts.context((int) c);
            contexts.add(texts.tokens(context));
        }
        return contexts.toArray(int[][]::new);
    }
}
