package org.latentworkbench.engine.search;

import org.latentworkbench.engine.text.Context;

/**
 * One token to read.
 *
 * @param context the context it lies in
 * @param position the token, as a position of the corpus: the place to ring
 * @param matchStart first token of the longest match that ends there, as a position of the corpus (it may lie before the
 *     context, in the same document); equal to {@code position} when the match is one token long, -1 when no match ends there
 * @param activation the latent's activation there, 0 where it is silent
 */
public record ExceptionExample(Context context, long position, long matchStart, float activation) {}
