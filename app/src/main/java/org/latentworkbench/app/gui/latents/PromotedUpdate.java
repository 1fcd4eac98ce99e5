package org.latentworkbench.app.gui.latents;

import java.util.List;
import org.latentworkbench.app.gui.OpenAutoencoder;
import org.latentworkbench.app.gui.control.TopTokens;
import org.latentworkbench.engine.error.WorkbenchException;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.lm.LogitLens;
import org.latentworkbench.engine.lm.TokenScore;
import org.latentworkbench.engine.pipeline.LatentLogits;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;

/** Computes which tokens a latent promotes and suppresses, off the interface thread: it loads the end of the model. */
record PromotedUpdate(Workspace workspace, OpenAutoencoder opened, LatentIndex index, int latent)
        implements Job<PromotedTokens> {
    private static final int SHOWN = 5;

    @Override
    public PromotedTokens run(JobContext job) {
        String model = opened.info().model();
        if (model.isEmpty() || !workspace.has(Section.MODELS, model)) {
            return PromotedTokens.none("Its model is not in the workspace.");
        }
        try {
            LogitLens lens =
                    LatentLogits.of(workspace, opened.name(), new int[] {latent}, SHOWN, ComputeDevice.parse("auto"));
            job.checkCancelled();
            return new PromotedTokens(effects(lens.promoted()), effects(lens.suppressed()), "");
        } catch (WorkbenchException e) {
            return PromotedTokens.none(String.valueOf(e.getMessage()));
        }
    }

    private List<PromotedTokens.Effect> effects(List<List<TokenScore>> scores) {
        return scores.stream()
                .flatMap(List::stream)
                .map(score -> new PromotedTokens.Effect(
                        TopTokens.visible(index.corpus().vocabulary().text(score.id())), score.score()))
                .toList();
    }
}
