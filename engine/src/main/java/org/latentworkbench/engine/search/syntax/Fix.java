package org.latentworkbench.engine.search.syntax;

/**
 * A mended form of a script that could not be read.
 *
 * @param written what to write at the place of the error, for example {@code ( cat)+}
 * @param script the whole script with that change made
 */
public record Fix(String written, String script) {}
