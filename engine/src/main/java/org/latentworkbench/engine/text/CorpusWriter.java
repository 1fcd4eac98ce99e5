package org.latentworkbench.engine.text;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.job.JobContext;

/** Makes a corpus folder from documents: one pass, bounded memory, the manifest last. */
public final class CorpusWriter {
    private CorpusWriter() {}

    /**
     * Tokenises documents into a corpus folder; documents without a token are left out. The folder appears when it is
     * complete, and replaces one of that name.
     *
     * @param dir the corpus folder to make
     * @param name its name in the workspace
     * @param documents closed at the end
     * @param tokenizerJson {@code tokenizer.json} or the folder that holds it
     * @throws BadInputException if no document has a token, or the rule wants a begin-of-text token and there is none
     */
    public static CorpusInfo write(
            Path dir,
            String name,
            Stream<Document> documents,
            Path tokenizerJson,
            CorpusOptions options,
            JobContext job) {
        Stream<AnnotatedDocument> plain = documents.map(document -> new AnnotatedDocument(document, List.of()));
        return write(dir, name, plain, null, tokenizerJson, options, job);
    }

    /**
     * As {@link #write(Path, String, Stream, Path, CorpusOptions, JobContext)}, with the truth about the words, which
     * becomes the corpus's {@link ConceptTrack}.
     *
     * @param documents documents with their spans, closed at the end
     * @param concepts the hierarchy the spans' ids belong to
     */
    public static CorpusInfo writeAnnotated(
            Path dir,
            String name,
            Stream<AnnotatedDocument> documents,
            Concepts concepts,
            Path tokenizerJson,
            CorpusOptions options,
            JobContext job) {
        return write(dir, name, documents, concepts, tokenizerJson, options, job);
    }

    /**
     * As {@link #write(Path, String, Stream, Path, CorpusOptions, JobContext)} for text that is tokens already.
     *
     * @param documents token ids, without BOS
     * @param tokenizerJson the tokenizer that made them: {@code tokenizer.json} or its folder
     * @throws BadInputException if an id is none of the tokenizer's
     */
    public static CorpusInfo writeTokens(
            Path dir,
            String name,
            Iterator<int[]> documents,
            Path tokenizerJson,
            CorpusOptions options,
            JobContext job) {
        return write(dir, name, tokenizerJson, options, false, (folder, tokenizer) -> {
            int ids = tokenizer.vocabulary().size();
            try (TokenFileWriter tokens = new TokenFileWriter(folder, tokenBytes(ids), options.contextLength())) {
                while (documents.hasNext()) {
                    job.checkCancelled();
                    int[] document = documents.next();
                    check(document, ids, tokens.tokens());
                    tokens.document(document);
                }
                return tokens;
            }
        });
    }

    private static void check(int[] document, int ids, long before) {
        for (int i = 0; i < document.length; i++) {
            if (document[i] >= ids) {
                throw new BadInputException("Token " + (before + i) + " has id " + document[i]
                        + ", but the tokenizer has " + ids + " tokens; name the tokenizer that made these ids.");
            }
        }
    }

    /** Writes the files of a corpus but its manifest and its tokenizer. */
    @FunctionalInterface
    private interface Filler {
        /** @return what was written, closed */
        TokenFileWriter fill(Path folder, Tokenizer tokenizer) throws IOException;
    }

    private static CorpusInfo write(
            Path dir,
            String name,
            Stream<AnnotatedDocument> documents,
            @Nullable Concepts concepts,
            Path tokenizerJson,
            CorpusOptions options,
            JobContext job) {
        try (documents) {
            return write(
                    dir,
                    name,
                    tokenizerJson,
                    options,
                    concepts != null,
                    (folder, tokenizer) -> fill(folder, documents, concepts, tokenizer, options, job));
        }
    }

    private static CorpusInfo write(
            Path dir, String name, Path tokenizerJson, CorpusOptions options, boolean concepts, Filler filler) {
        TokenizerSource source = TokenizerFile.find(tokenizerJson);
        Tokenizer tokenizer = TokenizerFile.load(source);
        if (options.bos() == BosRule.EACH_CONTEXT && tokenizer.beginToken().isEmpty()) {
            throw new BadInputException(source.origin() + " names no begin-of-text token, but the rule "
                    + BosRule.EACH_CONTEXT + " needs one; use the rule " + BosRule.NONE + ".");
        }
        CorpusInfo[] written = new CorpusInfo[1];
        AtomicFile.directory(dir, folder -> {
            source.copyTo(folder);
            CorpusFiles.writeVocabulary(folder, tokenizer.vocabulary());
            TokenFileWriter tokens = filler.fill(folder, tokenizer);
            written[0] = manifest(folder, name, tokens, tokenizer, options, concepts);
        });
        return written[0];
    }

    private static int tokenBytes(int vocabularySize) {
        return vocabularySize <= CorpusFiles.MAX_U16 ? Short.BYTES : Integer.BYTES;
    }

    private static TokenFileWriter fill(
            Path folder,
            Stream<AnnotatedDocument> documents,
            @Nullable Concepts concepts,
            Tokenizer tokenizer,
            CorpusOptions options,
            JobContext job)
            throws IOException {
        TokenFileWriter tokens =
                new TokenFileWriter(folder, tokenBytes(tokenizer.vocabulary().size()), options.contextLength());
        try (tokens;
                OutputStream out = concepts == null
                        ? OutputStream.nullOutputStream()
                        : new BufferedOutputStream(
                                Files.newOutputStream(folder.resolve(CorpusFiles.CONCEPTS)), 1 << 16)) {
            ConceptSetWriter sets = concepts == null ? null : new ConceptSetWriter(concepts, out);
            new TokenisedBatches(documents.iterator(), tokenizer, sets != null, job).forEach((document, encoding) -> {
                if (encoding.length() > 0) {
                    tokens.document(encoding.ids());
                    if (sets != null) {
                        sets.document(encoding, document.concepts());
                    }
                }
                job.metric("tokens", (double) tokens.tokens());
            });
            if (sets != null) {
                sets.finish(folder);
            }
        }
        return tokens;
    }

    private static CorpusInfo manifest(
            Path folder,
            String name,
            TokenFileWriter tokens,
            Tokenizer tokenizer,
            CorpusOptions options,
            boolean concepts) {
        int vocabularySize = tokenizer.vocabulary().size();
        if (tokens.tokens() == 0) {
            throw new BadInputException("The documents of corpus \"" + name + "\" hold no token (source: "
                    + options.source() + "); there is nothing to make a corpus of.");
        }
        CorpusInfo info = new CorpusInfo(
                name,
                tokens.documents(),
                tokens.tokens(),
                options.contextLength(),
                tokens.contexts(),
                options.bos(),
                tokenizer.fingerprint(),
                vocabularySize,
                options.source(),
                tokens.sha256());
        Manifest.write(
                folder.resolve(CorpusFiles.MANIFEST),
                CorpusFiles.FORMAT,
                CorpusFiles.VERSION,
                new CorpusFiles.Head(info, tokenBytes(vocabularySize) == Short.BYTES ? "u16" : "u32", concepts));
        return info;
    }
}
