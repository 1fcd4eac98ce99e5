/**
 * The token-regex language as text: parser with exact places, syntax tree, errors with a mended form, highlighting,
 * completion and the reference of all constructs. Main types: {@link
 * org.latentworkbench.engine.search.syntax.ScriptParser}, {@link org.latentworkbench.engine.search.syntax.Pattern}, {@link
 * org.latentworkbench.engine.search.syntax.TokenRegexException}. Must not know of tokens, vocabularies or indexes.
 */
@NullMarked
package org.latentworkbench.engine.search.syntax;

import org.jspecify.annotations.NullMarked;
