package org.latentworkbench.engine.pipeline;

import java.lang.foreign.Arena;
import java.util.List;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.lm.LogitLens;
import org.latentworkbench.engine.lm.Unembedding;
import org.latentworkbench.engine.sae.Sae;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;

/** Which tokens the latents of an autoencoder promote and suppress directly. */
public final class LatentLogits {
    /** Of no latent. */
    public static final LogitLens NONE = new LogitLens(List.of(), List.of());

    private LatentLogits() {}

    /**
     * The logit lens of some latents: per unit of shown activation, by their direction in the residual stream.
     *
     * @param count tokens of each list
     * @throws BadInputException if the autoencoder or its model is not there, or it does not write to the residual stream
     */
    public static LogitLens of(Workspace workspace, String sae, int[] latents, int count, ComputeDevice device) {
        try (Sae loaded = Sae.load(workspace.require(Section.SAES, sae))) {
            if (loaded.info().model().isEmpty()) {
                throw new BadInputException(
                        "The autoencoder \"" + sae + "\" does not say which model it was trained on.");
            }
            try (Unembedding head = Unembedding.load(
                            workspace.require(Section.MODELS, loaded.info().model()), device);
                    Arena arena = Arena.ofConfined()) {
                FloatMatrix directions = FloatMatrix.allocate(arena, latents.length, loaded.inputWidth());
                for (int i = 0; i < latents.length; i++) {
                    directions.setRow(i, loaded.unitDirection(latents[i]));
                }
                return head.lens(directions, count);
            }
        }
    }
}
