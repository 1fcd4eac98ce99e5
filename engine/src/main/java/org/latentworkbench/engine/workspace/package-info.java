/**
 * The folder of a person's work: what lies where, who may write, labels and notes, and the settings of this user. Main
 * types: {@link Workspace}, {@link Labels}, {@link RecentWorkspaces}. Knows names, paths and manifests, never how a
 * model, an autoencoder or an index works inside.
 */
@NullMarked
package org.latentworkbench.engine.workspace;

import org.jspecify.annotations.NullMarked;
