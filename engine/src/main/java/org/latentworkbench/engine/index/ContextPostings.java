package org.latentworkbench.engine.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.QueryBuilder;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.JobContext;

/** Questions to the Lucene index {@code contexts}; answers are context numbers. */
final class ContextPostings implements AutoCloseable {
    private final Directory directory;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final int contexts;

    private ContextPostings(Directory directory, DirectoryReader reader, int contexts) {
        this.directory = directory;
        this.reader = reader;
        this.searcher = new IndexSearcher(reader);
        this.contexts = contexts;
    }

    static ContextPostings open(Path path, int contexts) throws IOException {
        Directory directory = FSDirectory.open(path);
        try {
            DirectoryReader reader = DirectoryReader.open(directory);
            if (reader.maxDoc() != contexts) {
                reader.close();
                throw new BadInputException(path + " holds " + reader.maxDoc() + " contexts, the index has " + contexts
                        + ". Build the index again.");
            }
            return new ContextPostings(directory, reader, contexts);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /** Contexts that hold at least one of some tokens. */
    FixedBitSet containing(Collection<BytesRef> terms) throws IOException {
        var found = new FixedBitSet(contexts);
        for (LeafReaderContext leaf : reader.leaves()) {
            for (BytesRef bytes : terms) {
                PostingsEnum postings = leaf.reader().postings(new Term(ContextFields.TOKEN, bytes), PostingsEnum.NONE);
                if (postings == null) {
                    continue;
                }
                NumericDocValues numbers = numbers(leaf);
                for (int doc = postings.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = postings.nextDoc()) {
                    found.set(number(numbers, doc));
                }
            }
        }
        return found;
    }

    /** At most how many contexts hold at least one of some tokens: those of each, added up. */
    long most(Collection<BytesRef> terms) throws IOException {
        long most = 0;
        for (BytesRef bytes : terms) {
            most += reader.docFreq(new Term(ContextFields.TOKEN, bytes));
        }
        return most;
    }

    /** Contexts that hold some tokens one after the other, in corpus order. */
    int[] sequence(BytesRef... terms) throws IOException {
        var phrase = new PhraseQuery(0, ContextFields.TOKEN, terms);
        ScoreDoc[] hits = searcher.search(phrase, contexts, Sort.INDEXORDER).scoreDocs;
        return contexts(hits);
    }

    /** Contexts whose text holds all words; parts in quotation marks count as phrases. Best first. */
    int[] matching(String words, int limit) throws IOException {
        var builder = new QueryBuilder(new StandardAnalyzer());
        var all = new BooleanQuery.Builder();
        String[] parts = words.split("\"", -1);
        for (int i = 0; i < parts.length; i++) {
            // Between a pair of quotation marks lies every odd part.
            Query query = i % 2 == 1
                    ? builder.createPhraseQuery(ContextFields.TEXT, parts[i])
                    : builder.createBooleanQuery(ContextFields.TEXT, parts[i], BooleanClause.Occur.MUST);
            if (query != null) {
                all.add(query, BooleanClause.Occur.MUST);
            }
        }
        BooleanQuery query = all.build();
        return query.clauses().isEmpty() || limit < 1
                ? new int[0]
                : contexts(searcher.search(query, Math.min(limit, contexts)).scoreDocs);
    }

    /** Compares the checksums of all segments, and the places of all contexts with the corpus. */
    void verify(ContextCheck check, JobContext job) throws IOException {
        check.places(reader, job);
        for (LeafReaderContext leaf : reader.leaves()) {
            leaf.reader().checkIntegrity();
        }
    }

    private int[] contexts(ScoreDoc[] hits) throws IOException {
        int[] found = new int[hits.length];
        for (int i = 0; i < hits.length; i++) {
            found[i] = context(hits[i].doc);
        }
        return found;
    }

    private int context(int doc) throws IOException {
        for (LeafReaderContext leaf : reader.leaves()) {
            int inside = doc - leaf.docBase;
            if (inside >= 0 && inside < leaf.reader().maxDoc()) {
                return number(numbers(leaf), inside);
            }
        }
        throw new IllegalArgumentException("no document " + doc);
    }

    private static NumericDocValues numbers(LeafReaderContext leaf) throws IOException {
        NumericDocValues values = leaf.reader().getNumericDocValues(ContextFields.CONTEXT);
        if (values == null) {
            throw new BadInputException("The context index has no context numbers. Build the index again.");
        }
        return values;
    }

    private static int number(NumericDocValues numbers, int doc) throws IOException {
        numbers.advanceExact(doc);
        return (int) numbers.longValue();
    }

    @Override
    public void close() throws IOException {
        try (directory) {
            reader.close();
        }
    }
}
