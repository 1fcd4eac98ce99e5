package org.latentworkbench.app.gui.train;

/** The fields of the form that can be right or wrong. */
enum Field {
    NAME,
    DATA,
    HOOK,
    KIND,
    WIDTH,
    K,
    PREFIXES,
    BATCH,
    STEPS,
    LEARNING_RATE,
    PENALTY,
    SEED
}
