package org.latentworkbench.engine.index;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.latentworkbench.engine.text.Context;

/** Writes the Lucene index {@code contexts}, contexts in corpus order. */
final class ContextIndexWriter implements AutoCloseable {
    private static final double BUFFER_MEGABYTES = 64;

    private final int segments;
    private final Directory directory;
    private final IndexWriter writer;
    private final TokenIdStream tokens;
    private final Field tokenField;
    private final TextField text = new TextField(ContextFields.TEXT, "", Field.Store.NO);
    private final NumericDocValuesField context = new NumericDocValuesField(ContextFields.CONTEXT, 0);
    private final NumericDocValuesField document = new NumericDocValuesField(ContextFields.DOCUMENT, 0);
    private final NumericDocValuesField start = new NumericDocValuesField(ContextFields.START, 0);

    /** @param segments how many segments there may be in the end; none are merged before there are more */
    ContextIndexWriter(Path path, TokenTerms terms, int segments) throws IOException {
        this.segments = segments;
        directory = FSDirectory.open(path);
        writer = new IndexWriter(directory, configuration(segments));
        tokens = new TokenIdStream(terms);
        tokenField = new Field(ContextFields.TOKEN, tokens, tokenType());
    }

    private static IndexWriterConfig configuration(int segments) {
        // Merging neighbours only keeps the documents in corpus order.
        var merges = new LogDocMergePolicy();
        merges.setMergeFactor(Math.max(merges.getMergeFactor(), segments + 1));
        // A segment of another kind than this asks for would be written twice.
        merges.setNoCFSRatio(1);
        return new IndexWriterConfig(new StandardAnalyzer())
                .setOpenMode(IndexWriterConfig.OpenMode.CREATE)
                .setRAMBufferSizeMB(BUFFER_MEGABYTES)
                .setUseCompoundFile(true)
                .setMergePolicy(merges);
    }

    private static FieldType tokenType() {
        var type = new FieldType();
        type.setTokenized(true);
        type.setOmitNorms(true);
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
        type.freeze();
        return type;
    }

    /**
     * Adds one context.
     *
     * @param ids its tokens; the first {@code place.length()} elements count
     * @param words its text
     */
    void add(Context place, int[] ids, String words) throws IOException {
        tokens.set(ids, place.length());
        text.setStringValue(words);
        context.setLongValue(place.index());
        document.setLongValue(place.document());
        start.setLongValue(place.start());
        var fields = new Document();
        fields.add(tokenField);
        fields.add(text);
        fields.add(context);
        fields.add(document);
        fields.add(start);
        writer.addDocument(fields);
    }

    /** Appends the contexts of another such index. */
    void append(Path other) throws IOException {
        try (Directory from = FSDirectory.open(other)) {
            writer.addIndexes(from);
        }
    }

    /** Merges what is more than the segments asked for, and commits. */
    void finish() throws IOException {
        writer.forceMerge(segments);
        writer.commit();
    }

    @Override
    public void close() throws IOException {
        try (directory) {
            writer.rollback();
        }
    }
}
