package org.latentworkbench.app.gui.train;

import org.latentworkbench.engine.pipeline.ActivationSource;
import org.latentworkbench.engine.training.TrainingConfig;

/**
 * A run that can start.
 *
 * @param name of the autoencoder
 * @param source of the activations
 * @param corpus the corpus they are of, which is indexed afterwards
 * @param config every setting
 */
record TrainingPlan(String name, ActivationSource source, String corpus, TrainingConfig config) {}
