package org.latentworkbench.app.gui;

import java.util.Optional;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.sae.SaeInfo;
import org.latentworkbench.engine.workspace.Labels;

/**
 * The autoencoder in view with everything about it that is open.
 *
 * @param name its name in the workspace
 * @param info what it is
 * @param index what its latents do on a corpus; empty until an index was built
 * @param labels what the person says about its latents
 */
public record OpenAutoencoder(String name, SaeInfo info, Optional<LatentIndex> index, Labels labels) {
    /** Number of nested prefixes; 1 when it has none. */
    public int levels() {
        return info.kind().prefixWidths(info.latents()).length;
    }
}
