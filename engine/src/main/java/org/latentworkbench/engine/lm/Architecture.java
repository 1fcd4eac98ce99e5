package org.latentworkbench.engine.lm;

/** A model as its config describes it, before its weights are there. */
interface Architecture {
    /** Its sizes. */
    ModelConfig config();

    /** Puts the parts together, asking for every parameter once. */
    Transformer build(ParameterSource parameters);

    /** Whether a tensor in the file carries nothing: a buffer, or a copy of a tied one. */
    boolean ignores(String tensor);

    /** Standard deviation of a matrix's initial values when the model is trained from scratch. */
    double initialDeviation(String parameter);
}
