package org.latentworkbench.engine.workspace;

import java.util.Optional;
import java.util.SortedMap;

/** Labels, notes and stars of one autoencoder's latents, kept in the workspace's {@code labels.jsonl}. Thread-safe. */
public final class Labels {
    private final Workspace workspace;
    private final LabelFile file;
    private final String sae;

    Labels(Workspace workspace, LabelFile file, String sae) {
        this.workspace = workspace;
        this.file = file;
        this.sae = sae;
    }

    /** What is said about a latent. */
    public Optional<Label> label(int latent) {
        return Optional.ofNullable(file.labels(sae).get(latent));
    }

    /** All latents about which something is said, by id; a snapshot. */
    public SortedMap<Integer, Label> all() {
        return file.labels(sae);
    }

    /**
     * Says something about a latent; what was said before stays in the file's history.
     *
     * @throws org.latentworkbench.engine.error.ResourceException if the workspace is read-only or the disk full
     */
    public void put(int latent, String label, String note, boolean starred) {
        if (latent < 0) {
            throw new IllegalArgumentException("latent " + latent);
        }
        workspace.requireWritable();
        file.append(sae, latent, new Label(label, note, starred));
    }
}
