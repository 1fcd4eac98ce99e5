/**
 * The built-in corpus: small children's stories told by a grammar of our own, from a seed, at any length, with the truth
 * about every word (a hierarchy of concepts). Main types: {@link StoryGenerator}, {@link Story}. Must not know of
 * tokens or files.
 */
@NullMarked
package org.latentworkbench.engine.text.story;

import org.jspecify.annotations.NullMarked;
