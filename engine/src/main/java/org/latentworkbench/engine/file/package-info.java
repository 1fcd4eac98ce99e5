/**
 * Files that are whole or absent: atomic writes and JSON manifests with a format version. Main types:
 * {@link AtomicFile}, {@link Manifest}. Must not know what the files mean.
 */
@NullMarked
package org.latentworkbench.engine.file;

import org.jspecify.annotations.NullMarked;
