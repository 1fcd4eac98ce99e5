package org.latentworkbench.app.gui.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.latentworkbench.engine.text.Context;
import org.latentworkbench.engine.text.TokenCorpus;
import org.latentworkbench.engine.text.Vocabulary;

/** The contexts of a corpus as tokens in text. Reads memory-mapped files: call it off the interface thread. */
public final class ContextTexts {
    private final TokenCorpus corpus;
    private final Vocabulary vocabulary;

    /** Reads an open corpus. */
    public ContextTexts(TokenCorpus corpus) {
        this.corpus = corpus;
        this.vocabulary = corpus.vocabulary();
    }

    /** The tokens of a context as text; bytes of one character that are spread over tokens are put together on the first. */
    public List<String> of(Context context) {
        int[] ids = new int[context.length()];
        corpus.copyTokens(context.start(), ids.length, ids, 0);
        List<String> texts = new ArrayList<>(ids.length);
        int i = 0;
        while (i < ids.length) {
            if (vocabulary.isText(ids[i])) {
                texts.add(vocabulary.text(ids[i++]));
                continue;
            }
            int end = i;
            while (end < ids.length && !vocabulary.isText(ids[end])) {
                end++;
            }
            texts.addAll(joined(Arrays.copyOfRange(ids, i, end)));
            i = end;
        }
        return texts;
    }

    private List<String> joined(int[] broken) {
        String together = corpus.tokenizer().decode(broken);
        List<String> texts = new ArrayList<>(broken.length);
        if (together.isEmpty() || together.indexOf('\ufffd') >= 0) {
            for (int id : broken) {
                texts.add(vocabulary.shown(id));
            }
            return texts;
        }
        texts.add(together);
        while (texts.size() < broken.length) {
            texts.add("");
        }
        return texts;
    }
}
