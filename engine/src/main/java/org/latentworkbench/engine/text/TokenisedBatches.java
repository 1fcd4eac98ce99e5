package org.latentworkbench.engine.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.latentworkbench.engine.job.JobContext;

/** Tokenises documents on all cores, a bounded number at a time, and hands them on in their order. */
final class TokenisedBatches {
    private static final int MAX_DOCUMENTS = 512;
    private static final int MAX_CHARACTERS = 1 << 20;

    private final Iterator<AnnotatedDocument> documents;
    private final Tokenizer tokenizer;
    private final boolean spans;
    private final JobContext job;

    /** What becomes of a tokenised document. */
    @FunctionalInterface
    interface Sink {
        void accept(AnnotatedDocument document, Encoding encoding) throws IOException;
    }

    TokenisedBatches(Iterator<AnnotatedDocument> documents, Tokenizer tokenizer, boolean spans, JobContext job) {
        this.documents = documents;
        this.tokenizer = tokenizer;
        this.spans = spans;
        this.job = job;
    }

    void forEach(Sink sink) throws IOException {
        job.message("tokenising");
        while (documents.hasNext()) {
            job.checkCancelled();
            List<AnnotatedDocument> batch = new ArrayList<>();
            int characters = 0;
            while (batch.size() < MAX_DOCUMENTS && characters < MAX_CHARACTERS && documents.hasNext()) {
                AnnotatedDocument document = documents.next();
                characters += document.document().text().length();
                batch.add(document);
            }
            List<Encoding> encodings = batch.parallelStream()
                    .map(document -> {
                        job.checkCancelled();
                        return encode(document.document().text());
                    })
                    .toList();
            for (int i = 0; i < batch.size(); i++) {
                sink.accept(batch.get(i), encodings.get(i));
            }
        }
    }

    private Encoding encode(String text) {
        if (spans) {
            return tokenizer.encodeWithSpans(text);
        }
        int[] ids = tokenizer.encode(text);
        return new Encoding(ids, ids, ids);
    }
}
