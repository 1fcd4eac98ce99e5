package org.latentworkbench.engine.pipeline;

import org.latentworkbench.engine.lm.HookPoint;

/** Where the activations of a training run come from. */
public sealed interface ActivationSource {
    /**
     * A cache on disk.
     *
     * @param name its name in the workspace
     */
    record Cache(String name) implements ActivationSource {}

    /**
     * Straight from the model, nothing stored.
     *
     * @param model name of the model
     * @param corpus name of the corpus
     * @param hook where in the model
     */
    record Streaming(String model, String corpus, HookPoint hook) implements ActivationSource {}
}
