package org.latentworkbench.app.gui.reading;

import java.util.List;
import org.latentworkbench.app.gui.control.StripContent;
import org.latentworkbench.engine.index.ContextHit;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.text.Context;
import org.latentworkbench.engine.text.TokenCorpus;

/** Turns contexts of an index into token strips. Reads memory-mapped files: call it off the interface thread. */
public final class ContextReader {
    private final LatentIndex index;
    private final TokenCorpus corpus;
    private final ContextTexts texts;

    /** Reads the corpus of an index. */
    public ContextReader(LatentIndex index) {
        this.index = index;
        this.corpus = index.corpus();
        this.texts = new ContextTexts(corpus);
    }

    /** A context shaded by one latent, around the hit's peak, its maximum at the left. */
    public StripContent read(ContextHit hit, int latent) {
        return read(hit.context(), hit.peak(), latent).withLead(hit.max());
    }

    /** A context shaded by one latent, around a token given by its position in the corpus. */
    public StripContent read(Context context, long focus, int latent) {
        return StripContent.shaded(
                        texts.of(context),
                        index.store().activations(context, latent),
                        index.statistics().max(latent),
                        offset(context, focus))
                .at(context.document(), context.start() - corpus.documentStart(context.document()));
    }

    /** A context of plain text around a token. */
    public StripContent read(Context context, long focus) {
        List<String> tokens = texts.of(context);
        return StripContent.shaded(tokens, new float[tokens.size()], 1, offset(context, focus))
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

    /** The tokens of a context as text. */
    public List<String> texts(Context context) {
        return texts.of(context);
    }
}
