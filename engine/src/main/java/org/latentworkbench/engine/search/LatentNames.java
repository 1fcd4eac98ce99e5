package org.latentworkbench.engine.search;

import java.util.List;

/** The latents a script may name: by id, or by words of their label. */
public interface LatentNames {
    /** Number of latents; ids run from 0. */
    int latents();

    /** The latents whose label contains all of some words, without regard to case, ascending; empty when none does. */
    int[] labelled(String words);

    /** The labels in use, for completion. */
    List<String> labels();
}
