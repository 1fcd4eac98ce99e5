package org.latentworkbench.engine.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.job.JobContext;

/** Makes a corpus longer: documents, tokens and contexts that were there keep their numbers. */
public final class CorpusAppender {
    private CorpusAppender() {}

    /**
     * Tokenises documents by the corpus's own tokenizer and puts them behind those it has. The longer corpus takes the place
     * of the shorter one when it is complete; who has that open keeps reading it.
     *
     * @param dir the corpus folder
     * @param documents closed at the end
     * @param source where they come from, for people
     * @throws BadInputException if none of them has a token, or the corpus knows its ground truth, which new text would lack
     */
    public static CorpusInfo append(Path dir, Stream<Document> documents, String source, JobContext job) {
        try (documents;
                TokenCorpus corpus = TokenCorpus.open(dir)) {
            if (corpus.concepts().isPresent()) {
                throw new BadInputException("The corpus \"" + corpus.info().name()
                        + "\" knows the concepts of its tokens; text without them cannot be appended. Make a longer"
                        + " one instead.");
            }
            var written = new CorpusInfo[1];
            AtomicFile.directory(dir, folder -> {
                copyOthers(dir, folder);
                written[0] = fill(folder, corpus, documents, source, job);
            });
            return written[0];
        }
    }

    /** The tokenizer and the vocabulary stay as they are. */
    private static void copyOthers(Path from, Path to) throws IOException {
        List<String> rewritten = List.of(CorpusFiles.MANIFEST, CorpusFiles.TOKENS, CorpusFiles.DOCUMENTS);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                String name = file.getFileName().toString();
                if (!rewritten.contains(name)) {
                    Files.copy(file, to.resolve(name));
                }
            }
        }
    }

    private static CorpusInfo fill(
            Path folder, TokenCorpus corpus, Stream<Document> documents, String source, JobContext job)
            throws IOException {
        CorpusInfo before = corpus.info();
        int tokenBytes = before.vocabularySize() <= CorpusFiles.MAX_U16 ? Short.BYTES : Integer.BYTES;
        var tokens = new TokenFileWriter(folder, tokenBytes, before.contextLength());
        try (tokens) {
            for (int d = 0; d < corpus.documentCount(); d++) {
                int[] ids = new int[Math.toIntExact(corpus.documentStart(d + 1) - corpus.documentStart(d))];
                corpus.copyTokens(corpus.documentStart(d), ids.length, ids, 0);
                tokens.document(ids);
            }
            var plain = documents
                    .map(document -> new AnnotatedDocument(document, List.of()))
                    .iterator();
            new TokenisedBatches(plain, corpus.tokenizer(), false, job).forEach((_, encoding) -> {
                if (encoding.length() > 0) {
                    tokens.document(encoding.ids());
                }
                job.metric("tokens", (double) tokens.tokens() - before.tokens());
            });
        }
        if (tokens.tokens() == before.tokens()) {
            throw new BadInputException("The new documents hold no token (source: " + source
                    + "); there is nothing to append to corpus \"" + before.name() + "\".");
        }
        var info = new CorpusInfo(
                before.name(),
                tokens.documents(),
                tokens.tokens(),
                before.contextLength(),
                tokens.contexts(),
                before.bos(),
                before.tokenizerFingerprint(),
                before.vocabularySize(),
                before.source() + ", " + source,
                tokens.sha256());
        Manifest.write(
                folder.resolve(CorpusFiles.MANIFEST),
                CorpusFiles.FORMAT,
                CorpusFiles.VERSION,
                new CorpusFiles.Head(info, tokenBytes == Short.BYTES ? "u16" : "u32", false));
        return info;
    }
}
