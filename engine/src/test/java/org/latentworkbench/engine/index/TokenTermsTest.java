package org.latentworkbench.engine.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;
import org.latentworkbench.engine.SharedData;
import org.latentworkbench.engine.text.Tokenizer;
import org.latentworkbench.engine.text.Vocabulary;

class TokenTermsTest {
    @Test
    void textIsItsOwnTermAndNothingElseIs() {
        var terms = new TokenTerms(Vocabulary.of(List.of(" said", "", "\0" + "3", "x".repeat(20_000), "said")));
        assertThat(terms.term(0)).isEqualTo(new BytesRef(" said"));
        assertThat(terms.term(4)).isEqualTo(new BytesRef("said"));
        assertThat(terms.term(1)).isEqualTo(new BytesRef("\0" + "1"));
        assertThat(terms.term(2)).as("no token can pass for another's id").isEqualTo(new BytesRef("\0" + "2"));
        assertThat(terms.term(3)).isEqualTo(new BytesRef("\0" + "3"));
    }

    @Test
    void allTokensOfGpt2HaveTermsOfTheirOwn() {
        Vocabulary vocabulary =
                Tokenizer.load(SharedData.path("golden/gpt2/tokenizer.json")).vocabulary();
        var terms = new TokenTerms(vocabulary);
        Set<BytesRef> distinct = new HashSet<>();
        for (int id = 0; id < vocabulary.size(); id++) {
            distinct.add(terms.term(id));
        }
        assertThat(distinct).hasSize(vocabulary.size());
    }
}
