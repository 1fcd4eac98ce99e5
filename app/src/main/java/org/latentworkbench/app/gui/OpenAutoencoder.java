package org.latentworkbench.app.gui;

import java.util.Optional;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.sae.SaeInfo;
import org.latentworkbench.engine.workspace.Labels;
import org.latentworkbench.engine.workspace.WordLists;

/**
 * The autoencoder in view with everything about it that is open.
 *
 * @param name its name in the workspace
 * @param info what it is
 * @param index what its latents do on a corpus; empty until an index was built
 * @param labels what the person says about its latents
 * @param words the word lists that token regexes may name
 */
public record OpenAutoencoder(String name, SaeInfo info, Optional<LatentIndex> index, Labels labels, WordLists words) {
    /** Number of nested prefixes; 1 when it has none. */
    public int levels() {
        return info.kind().prefixWidths(info.latents()).length;
    }
}
