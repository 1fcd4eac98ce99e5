package org.latentworkbench.app.gui;

import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.workspace.Labels;

/**
 * The autoencoder in view with everything known about its latents. The session opens and closes it; views only ask.
 *
 * @param autoencoder its name in the workspace
 * @param index its latents on a corpus
 * @param labels what a person said about them
 */
public record OpenIndex(String autoencoder, LatentIndex index, Labels labels) {
    /** The words a person gave a latent, or an empty text. */
    public String label(int latent) {
        return labels.label(latent).map(label -> label.label()).orElse("");
    }
}
