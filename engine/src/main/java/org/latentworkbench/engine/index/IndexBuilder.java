package org.latentworkbench.engine.index;

import java.nio.file.Path;
import java.util.List;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.text.TokenCorpus;

/** Builds indexes: one streaming pass over the corpus in bounded memory, in one piece or in shards merged later. */
public final class IndexBuilder {
    private IndexBuilder() {}

    /**
     * Builds an index of a whole corpus; the folder appears when it is complete and replaces one of that name.
     *
     * @throws org.latentworkbench.engine.error.BadInputException if the encoder gives invalid activations
     */
    public static IndexInfo build(
            Path dir, IndexSource source, TokenCorpus corpus, ContextEncoder encoder, JobContext job) {
        throw new UnsupportedOperationException();
    }

    /** Builds the part of an index that covers contexts {@code [first, end)}. */
    public static void buildShard(
            Path dir,
            IndexSource source,
            TokenCorpus corpus,
            ContextEncoder encoder,
            int first,
            int end,
            JobContext job) {
        throw new UnsupportedOperationException();
    }

    /** Joins shards that cover a corpus without gaps; the result is the same as that of {@link #build}. */
    public static IndexInfo merge(Path dir, IndexSource source, TokenCorpus corpus, List<Path> shards, JobContext job) {
        throw new UnsupportedOperationException();
    }
}
