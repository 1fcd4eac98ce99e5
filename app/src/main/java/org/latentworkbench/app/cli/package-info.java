/**
 * The command line: one class per command, results on stdout, progress on stderr. Main types:
 * {@link org.latentworkbench.app.cli.Cli}, {@link org.latentworkbench.app.cli.Program}. Commands ask the engine's jobs and
 * print; they must not know the window, which is handed in as a {@link org.latentworkbench.app.cli.Window}.
 */
@NullMarked
package org.latentworkbench.app.cli;

import org.jspecify.annotations.NullMarked;
