package org.latentworkbench.engine.training;

/** Shapes of a learning-rate schedule. */
public enum Schedule {
    /** A linear rise, a plateau, and a linear fall to 0 at the end (SAEBench, dictionary_learning). */
    LINEAR,
    /** A linear rise, a plateau, and a linear fall to a tenth at the end (Nabeshima 2024). */
    WSD,
    /** A rise from a tenth along a cosine, a plateau, and a linear fall to 0 at the end if one is asked for (JumpReLU). */
    COSINE
}
