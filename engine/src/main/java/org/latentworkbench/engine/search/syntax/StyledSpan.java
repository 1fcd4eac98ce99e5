package org.latentworkbench.engine.search.syntax;

/**
 * A stretch of a script and how it is shown.
 *
 * @param span where
 * @param style how
 */
public record StyledSpan(Span span, TextStyle style) {}
