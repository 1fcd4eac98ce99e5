/**
 * The way back: for a latent the short token regex that says best on which tokens it fires. Scripts grow on one half of a sample
 * of documents by fast operations on bit sets and are judged on the other half by the matcher itself. Main types: {@link
 * org.latentworkbench.engine.search.mining.RegexMiner}, {@link org.latentworkbench.engine.search.mining.MinedRegex}, {@link
 * org.latentworkbench.engine.search.mining.MinedRegexes} (what is kept beside an index). Uses nothing but the index and the
 * language; must not know models, autoencoders or how results are shown.
 */
@NullMarked
package org.latentworkbench.engine.search.mining;

import org.jspecify.annotations.NullMarked;
