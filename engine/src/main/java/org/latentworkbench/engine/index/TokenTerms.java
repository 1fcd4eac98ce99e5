package org.latentworkbench.engine.index;

import org.apache.lucene.util.BytesRef;
import org.latentworkbench.engine.text.Vocabulary;

/**
 * The term of each token in the {@code token} field. A token that is text is its own term. One that is not (a special
 * token, bytes that are no UTF-8 by themselves, an empty or very long text, or one that begins with NUL) is NUL
 * followed by its id: no other token can have that term.
 */
final class TokenTerms {
    private static final char MARK = '\0';

    /** Characters; Lucene refuses terms above 32,766 bytes. */
    private static final int LONGEST = 8_000;

    private final BytesRef[] terms;

    TokenTerms(Vocabulary vocabulary) {
        terms = new BytesRef[vocabulary.size()];
        for (int id = 0; id < terms.length; id++) {
            terms[id] = new BytesRef(isText(vocabulary, id) ? vocabulary.text(id) : MARK + Integer.toString(id));
        }
    }

    BytesRef term(int token) {
        return terms[token];
    }

    /** The term of a text; text that cannot be a token's term finds nothing. */
    static BytesRef term(String text) {
        return new BytesRef(text);
    }

    private static boolean isText(Vocabulary vocabulary, int id) {
        String text = vocabulary.text(id);
        return vocabulary.isText(id)
                && !vocabulary.isSpecial(id)
                && !text.isEmpty()
                && text.charAt(0) != MARK
                && text.length() <= LONGEST;
    }
}
