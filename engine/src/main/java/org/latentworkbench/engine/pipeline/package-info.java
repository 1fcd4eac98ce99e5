/**
 * All stations wired together over a workspace: each step from text to a searchable tree is one
 * {@link org.latentworkbench.engine.job.Job}, the same for the command line and the window. Main types:
 * {@link org.latentworkbench.engine.pipeline.Train}, {@link org.latentworkbench.engine.pipeline.BuildIndex},
 * {@link org.latentworkbench.engine.pipeline.Demo}, {@link org.latentworkbench.engine.pipeline.OpenedIndex}. Holds no
 * method of its own: what a step does is in its package.
 */
@NullMarked
package org.latentworkbench.engine.pipeline;

import org.jspecify.annotations.NullMarked;
