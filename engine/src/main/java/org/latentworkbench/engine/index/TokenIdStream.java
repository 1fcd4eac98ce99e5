package org.latentworkbench.engine.index;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.BytesTermAttribute;

/** The tokens of one context as terms, one position each; reused from context to context. */
final class TokenIdStream extends TokenStream {
    private final TokenTerms terms;
    private final BytesTermAttribute term = addAttribute(BytesTermAttribute.class);
    private int[] tokens = {};
    private int length;
    private int next;

    TokenIdStream(TokenTerms terms) {
        this.terms = terms;
    }

    void set(int[] ids, int count) {
        tokens = ids;
        length = count;
    }

    @Override
    public void reset() {
        next = 0;
    }

    @Override
    public boolean incrementToken() {
        clearAttributes();
        if (next == length) {
            return false;
        }
        term.setBytesRef(terms.term(tokens[next++]));
        return true;
    }
}
