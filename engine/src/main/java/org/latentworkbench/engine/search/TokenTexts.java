package org.latentworkbench.engine.search;

import org.latentworkbench.engine.text.Vocabulary;

/** Which tokens pass a test on their text, remembered. */
final class TokenTexts {
    TokenTexts(Vocabulary vocabulary) {}
}
