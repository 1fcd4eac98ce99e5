/**
 * Finds latents by what they should fire on: compiles a token-regex script, marks the last token of every match, and ranks
 * all latents by the cosine between that mask and their activations. Main types: {@link
 * org.latentworkbench.engine.search.TokenRegex} (match token lists), {@link org.latentworkbench.engine.search.TokenSearch}
 * (search an index), {@link org.latentworkbench.engine.search.DocumentMatcher} (match without an index). The language itself
 * is read in {@code search.syntax}. Must not know how autoencoders are trained nor how results are shown.
 */
@NullMarked
package org.latentworkbench.engine.search;

import org.jspecify.annotations.NullMarked;
