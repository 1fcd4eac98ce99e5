package org.latentworkbench.engine.search;

import java.util.Optional;
import org.latentworkbench.engine.index.ActivationStore;
import org.latentworkbench.engine.text.ConceptTrack;

/**
 * What is known of a document of a corpus.
 *
 * @param start position of its first token
 * @param store activations, if there is an index
 * @param concepts ground truth, if the corpus has it
 */
record CorpusFacts(long start, Optional<ActivationStore> store, Optional<ConceptTrack> concepts) implements TokenFacts {
    /** Up to so many latents are looked up one by one in a token's row. */
    private static final int FEW = 4;

    @Override
    public void activations(int[] latents, int length, float[][] into) {
        store.ifPresent(rows -> {
            for (int t = 0; t < length; t++) {
                if (latents.length <= FEW) {
                    for (int i = 0; i < latents.length; i++) {
                        into[i][t] = rows.value(start + t, latents[i]);
                    }
                } else {
                    merge(rows, latents, t, into);
                }
            }
        });
    }

    /** Walks a token's row and the wanted latents together; both ascend. */
    private void merge(ActivationStore rows, int[] latents, int t, float[][] into) {
        long end = rows.end(start + t);
        int i = 0;
        for (long entry = rows.begin(start + t); entry < end && i < latents.length; entry++) {
            int latent = rows.latent(entry);
            while (i < latents.length && latents[i] < latent) {
                i++;
            }
            if (i < latents.length && latents[i] == latent) {
                into[i][t] = rows.value(entry);
            }
        }
    }

    @Override
    public void concept(int concept, int length, boolean[] into) {
        concepts.ifPresent(track -> {
            for (int t = 0; t < length; t++) {
                into[t] = track.has(start + t, concept);
            }
        });
    }
}
