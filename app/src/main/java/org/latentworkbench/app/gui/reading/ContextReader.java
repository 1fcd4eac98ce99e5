package org.latentworkbench.app.gui.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.latentworkbench.app.gui.control.StripContent;
import org.latentworkbench.engine.index.ContextHit;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.text.Context;
import org.latentworkbench.engine.text.TokenCorpus;
import org.latentworkbench.engine.text.Vocabulary;

/** Turns contexts of an index into token strips. Reads memory-mapped files: call it off the interface thread. */
public final class ContextReader {
    private final LatentIndex index;
    private final TokenCorpus corpus;
    private final Vocabulary vocabulary;

    /** Reads the corpus of an index. */
    public ContextReader(LatentIndex index) {
        this.index = index;
        this.corpus = index.corpus();
        this.vocabulary = corpus.vocabulary();
    }

    /** A context shaded by one latent, around the hit's peak, its maximum at the left. */
    public StripContent read(ContextHit hit, int latent) {
        return read(hit.context(), hit.peak(), latent).withLead(hit.max());
    }

    /** A context shaded by one latent, around a token given by its position in the corpus. */
    public StripContent read(Context context, long focus, int latent) {
        return StripContent.shaded(
                        texts(context),
                        index.store().activations(context, latent),
                        index.statistics().max(latent),
                        offset(context, focus))
                .at(context.document(), context.start() - corpus.documentStart(context.document()));
    }

    /** A context of plain text around a token. */
    public StripContent read(Context context, long focus) {
        List<String> texts = texts(context);
        return StripContent.shaded(texts, new float[texts.size()], 1, offset(context, focus))
                .at(context.document(), context.start() - corpus.documentStart(context.document()));
    }

    /** The same strip with a second latent under its tokens. */
    public StripContent withSecond(StripContent strip, Context context, int second) {
        return strip.withSecond(
                index.store().activations(context, second), index.statistics().max(second));
    }

    private static int offset(Context context, long position) {
        return (int) Math.clamp(position - context.start(), 0, context.length() - 1);
    }

    /** The tokens of a context as text; bytes of one character that are spread over tokens are put together on the first. */
    public List<String> texts(Context context) {
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
