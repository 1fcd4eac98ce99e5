package org.latentworkbench.engine.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoubleDocValuesField;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.latentworkbench.engine.error.ResourceException;
import org.latentworkbench.engine.text.Vocabulary;

/** The Lucene index {@code latents}: one document per latent, found by words of its label, note, pattern and top tokens. */
final class LatentDocuments implements AutoCloseable {
    static final String DIRECTORY = "latents";

    private static final String ID = "id";
    private static final String LABEL = "label";
    private static final String NOTE = "note";
    private static final String TOKENS = "tokens";
    private static final String PATTERN = "pattern";
    private static final float LABEL_BOOST = 4;
    private static final float NOTE_BOOST = 2;

    private final Directory directory;
    private final SearcherManager searchers;
    private final LatentStatistics statistics;
    private final Vocabulary vocabulary;

    private LatentDocuments(Directory directory, LatentStatistics statistics, Vocabulary vocabulary)
            throws IOException {
        this.directory = directory;
        this.searchers = new SearcherManager(directory, null);
        this.statistics = statistics;
        this.vocabulary = vocabulary;
    }

    static LatentDocuments open(Path path, LatentStatistics statistics, Vocabulary vocabulary) throws IOException {
        Directory directory = FSDirectory.open(path);
        try {
            return new LatentDocuments(directory, statistics, vocabulary);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /** Writes documents without labels for all latents. */
    static void write(Path path, LatentStatistics statistics, Vocabulary vocabulary) throws IOException {
        try (Directory directory = FSDirectory.open(path);
                var writer = new IndexWriter(
                        directory,
                        new IndexWriterConfig(new StandardAnalyzer()).setOpenMode(IndexWriterConfig.OpenMode.CREATE))) {
            for (int latent = 0; latent < statistics.latents(); latent++) {
                writer.addDocument(document(new LatentNote(latent, "", ""), "", statistics, vocabulary));
            }
            writer.commit();
        }
    }

    private static Document document(
            LatentNote note, String pattern, LatentStatistics statistics, Vocabulary vocabulary) {
        int latent = note.latent();
        var document = new Document();
        document.add(new StringField(ID, Integer.toString(latent), Field.Store.YES));
        document.add(new TextField(LABEL, note.label(), Field.Store.YES));
        document.add(new TextField(NOTE, note.note(), Field.Store.YES));
        document.add(new TextField(PATTERN, pattern, Field.Store.YES));
        var tokens = new StringBuilder();
        for (int token : statistics.topTokens(latent)) {
            tokens.append(vocabulary.text(token)).append('\n');
        }
        document.add(new TextField(TOKENS, tokens.toString(), Field.Store.NO));
        document.add(new NumericDocValuesField("level", statistics.level(latent)));
        document.add(new NumericDocValuesField("count", statistics.count(latent)));
        document.add(new DoubleDocValuesField("density", statistics.density(latent)));
        document.add(new DoubleDocValuesField("mean", statistics.mean(latent)));
        document.add(new DoubleDocValuesField("max", statistics.max(latent)));
        return document;
    }

    /** Replaces labels and notes and makes them visible to searches; patterns stay. */
    void put(Collection<LatentNote> notes) throws IOException {
        Map<Integer, LatentNote> fresh = new TreeMap<>();
        notes.forEach(note -> fresh.put(note.latent(), note));
        replace(fresh.keySet(), (latent, before) -> {
            LatentNote note = Objects.requireNonNull(fresh.get(latent));
            return document(note, stored(before, PATTERN), statistics, vocabulary);
        });
    }

    /** Replaces patterns and makes them visible to searches; labels and notes stay. */
    void putPatterns(Map<Integer, String> patterns) throws IOException {
        replace(patterns.keySet(), (latent, before) -> {
            var note = new LatentNote(latent, stored(before, LABEL), stored(before, NOTE));
            return document(note, Objects.requireNonNull(patterns.get(latent)), statistics, vocabulary);
        });
    }

    private static String stored(Document document, String field) {
        return Objects.requireNonNullElse(document.get(field), "");
    }

    private void replace(Collection<Integer> latents, BiFunction<Integer, Document, Document> fresh)
            throws IOException {
        if (latents.isEmpty()) {
            return;
        }
        var configuration =
                new IndexWriterConfig(new StandardAnalyzer()).setOpenMode(IndexWriterConfig.OpenMode.APPEND);
        searchers.maybeRefreshBlocking();
        IndexSearcher searcher = searchers.acquire();
        try (var writer = new IndexWriter(directory, configuration)) {
            for (int latent : latents) {
                Objects.checkIndex(latent, statistics.latents());
                var id = new Term(ID, Integer.toString(latent));
                ScoreDoc[] known = searcher.search(new TermQuery(id), 1).scoreDocs;
                Document before = known.length == 0
                        ? new Document()
                        : searcher.storedFields().document(known[0].doc);
                writer.updateDocument(id, fresh.apply(latent, before));
            }
            writer.commit();
        } catch (LockObtainFailedException e) {
            throw new ResourceException(
                    "Another process is writing labels into " + directory + ". Close it or try again.", e);
        } finally {
            searchers.release(searcher);
        }
        searchers.maybeRefreshBlocking();
    }

    /** Latents whose label, note, pattern or top tokens hold all words, best first; the last word may be unfinished. */
    int[] matching(String words) throws IOException {
        List<String> terms = terms(words);
        OptionalInt number = number(words);
        if (terms.isEmpty()) {
            return new int[0];
        }
        var all = new BooleanQuery.Builder();
        for (int i = 0; i < terms.size(); i++) {
            all.add(word(terms.get(i), i == terms.size() - 1), Occur.MUST);
        }
        searchers.maybeRefresh();
        IndexSearcher searcher = searchers.acquire();
        try {
            ScoreDoc[] hits = searcher.search(all.build(), Math.max(1, statistics.latents())).scoreDocs;
            StoredFields stored = searcher.storedFields();
            List<Integer> found = new ArrayList<>();
            number.ifPresent(found::add);
            for (ScoreDoc hit : hits) {
                int latent = Integer.parseInt(
                        stored.document(hit.doc, java.util.Set.of(ID)).get(ID));
                if (number.isEmpty() || number.getAsInt() != latent) {
                    found.add(latent);
                }
            }
            return found.stream().mapToInt(Integer::intValue).toArray();
        } finally {
            searchers.release(searcher);
        }
    }

    private static Query word(String term, boolean unfinished) {
        var any = new BooleanQuery.Builder();
        addWord(any, LABEL, LABEL_BOOST, term, unfinished);
        addWord(any, NOTE, NOTE_BOOST, term, unfinished);
        addWord(any, PATTERN, 1, term, unfinished);
        addWord(any, TOKENS, 1, term, unfinished);
        return any.build();
    }

    private static void addWord(BooleanQuery.Builder any, String field, float boost, String term, boolean unfinished) {
        any.add(new BoostQuery(new TermQuery(new Term(field, term)), boost), Occur.SHOULD);
        if (unfinished) {
            any.add(new BoostQuery(new PrefixQuery(new Term(field, term)), boost / 2), Occur.SHOULD);
        }
    }

    private OptionalInt number(String words) {
        String text = words.strip();
        if (!text.matches("[0-9]{1,9}")) {
            return OptionalInt.empty();
        }
        int latent = Integer.parseInt(text);
        return latent < statistics.latents() ? OptionalInt.of(latent) : OptionalInt.empty();
    }

    private static List<String> terms(String words) throws IOException {
        List<String> terms = new ArrayList<>();
        try (Analyzer analyzer = new StandardAnalyzer();
                TokenStream stream = analyzer.tokenStream(LABEL, words)) {
            var term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                terms.add(term.toString());
            }
            stream.end();
        }
        return terms;
    }

    @Override
    public void close() throws IOException {
        try (directory) {
            searchers.close();
        }
    }
}
