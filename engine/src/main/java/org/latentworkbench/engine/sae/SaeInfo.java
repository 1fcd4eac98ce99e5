package org.latentworkbench.engine.sae;

import org.latentworkbench.engine.activation.InputScale;
import org.latentworkbench.engine.text.BosRule;

/**
 * What an autoencoder is and what it was trained on.
 *
 * @param name its name in the workspace
 * @param kind how active latents are chosen
 * @param inputWidth dimensions d of the activations it reads
 * @param latents number n of latents
 * @param model name of the language model; empty if unknown
 * @param corpus name of the training corpus; empty if unknown
 * @param hook hook point in the form of {@code "resid_post.2"}; empty if unknown
 * @param bos whether the model saw BOS before each context
 * @param contextLength tokens per context in training; 0 if unknown
 * @param scale the normalisation it was trained under; its stored weights already contain it
 */
public record SaeInfo(
        String name,
        SaeKind kind,
        int inputWidth,
        int latents,
        String model,
        String corpus,
        String hook,
        BosRule bos,
        int contextLength,
        InputScale scale) {}
