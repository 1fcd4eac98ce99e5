package org.latentworkbench.engine.sae;

import java.util.Map;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.lm.Replacement;
import org.latentworkbench.engine.tensor.FloatMatrix;

/**
 * Puts what an autoencoder says in the place of activations, with some latents changed. With the error kept,
 * {@code x' = x + Σ (a'_i − a_i) W_dec,i / |W_dec,i|} over the changed latents, so that nothing else changes; without,
 * {@code x'} is the reconstruction from the changed activations. Does not own the autoencoder.
 *
 * @param sae the autoencoder of the hook point
 * @param changes by latent; empty for the reconstruction as it is
 * @param keepError whether what the autoencoder does not reconstruct stays
 */
public record SaeReplacement(Sae sae, Map<Integer, LatentChange> changes, boolean keepError)
        implements Replacement.Computed {
    /** Checks the latents. */
    public SaeReplacement {
        changes = Map.copyOf(changes);
        for (int latent : changes.keySet()) {
            if (latent < 0 || latent >= sae.latents()) {
                throw new BadInputException("There is no latent " + latent + ": "
                        + sae.info().name() + " has " + sae.latents() + ", 0 to " + (sae.latents() - 1) + ".");
            }
        }
    }

    /** The reconstruction without its error: what is left of a model that knows only what the autoencoder says. */
    public static SaeReplacement reconstruction(Sae sae) {
        return new SaeReplacement(sae, Map.of(), false);
    }

    /** Latents changed, everything else as it is. */
    public static SaeReplacement changing(Sae sae, Map<Integer, LatentChange> changes) {
        return new SaeReplacement(sae, changes, true);
    }

    @Override
    public void apply(FloatMatrix rows) {
        if (rows.columns() != sae.inputWidth()) {
            throw new BadInputException("The autoencoder " + sae.info().name() + " reads activations of width "
                    + sae.inputWidth() + ", those here have " + rows.columns()
                    + ". It belongs to another model or hook point.");
        }
        if (keepError && changes.isEmpty()) {
            return;
        }
        SparseRows activations = sae.encode(rows);
        if (!keepError) {
            sae.decode(activations, rows);
        }
        changes.forEach((latent, change) -> change(rows, activations, latent, change));
    }

    /** The reconstruction is linear in the activations: a change of one adds its direction, whatever the others are. */
    private void change(FloatMatrix rows, SparseRows activations, int latent, LatentChange change) {
        float[] direction = sae.unitDirection(latent);
        for (int row = 0; row < activations.rows(); row++) {
            float before = activations.value(row, latent);
            float difference = change.of(before) - before;
            for (int i = 0; difference != 0 && i < direction.length; i++) {
                rows.set(row, i, rows.get(row, i) + difference * direction[i]);
            }
        }
    }
}
