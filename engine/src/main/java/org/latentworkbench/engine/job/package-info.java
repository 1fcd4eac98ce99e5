/**
 * How long work reports and how it is stopped, without knowing who shows it. Main types: {@link Job},
 * {@link JobContext}. Must not know of threads' owners, the command line or the window.
 */
@NullMarked
package org.latentworkbench.engine.job;

import org.jspecify.annotations.NullMarked;
