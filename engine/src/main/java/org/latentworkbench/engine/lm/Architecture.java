package org.latentworkbench.engine.lm;

/** A model as its config describes it, before its weights are there. */
interface Architecture {
    /** Its sizes. */
    ModelConfig config();

    /** Puts the parts together, asking for every parameter once and doing nothing with it. */
    Transformer build(ParameterSource parameters);

    /** What stands before the names of all tensors but the head's; a model saved without its head leaves it out. */
    String prefix();

    /** Whether a tensor in the file carries nothing: a buffer, or a copy of a tied one. */
    boolean ignores(String tensor);

    /** Standard deviation of a matrix's initial values when the model is trained from scratch. */
    default double initialDeviation(String parameter) {
        return 0.02; // as in GPT-2 and most after it
    }
}
