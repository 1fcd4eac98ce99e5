/**
 * Text as a language model sees it: documents read from files, Hugging Face tokenizers, and the token corpus on disk with
 * its contexts and, where they are known, its ground-truth concepts. Main types: {@link Documents}, {@link Tokenizer},
 * {@link TokenCorpus}. Must not know of models, activations or autoencoders.
 */
@NullMarked
package org.latentworkbench.engine.text;

import org.jspecify.annotations.NullMarked;
