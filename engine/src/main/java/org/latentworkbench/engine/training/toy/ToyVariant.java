package org.latentworkbench.engine.training.toy;

import org.latentworkbench.engine.activation.ScaleRule;
import org.latentworkbench.engine.training.TrainingConfig;

/**
 * An autoencoder to be trained on a toy model.
 *
 * @param name short
 * @param config every setting
 * @param rule how its input is scaled
 */
public record ToyVariant(String name, TrainingConfig config, ScaleRule rule) {}
