package org.latentworkbench.engine.search;

import java.util.Optional;
import org.latentworkbench.engine.index.ContextRows;
import org.latentworkbench.engine.text.ConceptTrack;

/**
 * What is known of a document of a corpus.
 *
 * @param start position of its first token
 * @param rows what activations are read with, if there is an index; for one thread
 * @param concepts ground truth, if the corpus has it
 */
record CorpusFacts(long start, Optional<ContextRows> rows, Optional<ConceptTrack> concepts) implements TokenFacts {
    /** Up to so many latents are looked for one by one in all rows. */
    private static final int FEW = 4;

    /** Tokens whose rows are copied at a time. */
    private static final int BLOCK = 256;

    @Override
    public void activations(int[] latents, int length, float[][] into) {
        rows.ifPresent(copied -> {
            if (latents.length <= FEW) {
                for (int i = 0; i < latents.length; i++) {
                    copied.activations(start, length, latents[i], into[i]);
                }
                return;
            }
            for (int from = 0; from < length; from += BLOCK) {
                copied.load(start + from, Math.min(BLOCK, length - from));
                for (int row = 0; row < copied.rows(); row++) {
                    merge(copied, row, latents, from + row, into);
                }
            }
        });
    }

    /** Walks a token's row and the wanted latents together; both ascend. */
    private static void merge(ContextRows copied, int row, int[] latents, int t, float[][] into) {
        int end = copied.end(row);
        int i = 0;
        for (int entry = copied.begin(row); entry < end && i < latents.length; entry++) {
            int latent = copied.latent(entry);
            while (i < latents.length && latents[i] < latent) {
                i++;
            }
            if (i < latents.length && latents[i] == latent) {
                into[i][t] = copied.value(entry);
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
