package org.latentworkbench.engine.text;

/** Whether the model sees its begin-of-text token before a context. BOS itself is never a token of a corpus. */
public enum BosRule {
    /** A context goes to the model as it is. */
    NONE,
    /** BOS stands before every context; its activation is dropped. */
    EACH_CONTEXT
}
