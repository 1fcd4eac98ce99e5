package org.latentworkbench.engine.index;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntConsumer;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.ResourceException;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.text.TokenCorpus;

/**
 * An index of an autoencoder's latents over a corpus, open for questions. All methods may be called from several
 * threads until it is closed, and several processes may have it open. It does not own the corpus.
 *
 * <p>Every activation is the stored half float, so maxima, statistics and single values agree exactly. Methods that
 * read the disk throw {@link ResourceException} when that fails.
 */
public final class LatentIndex implements AutoCloseable {
    private final Path directory;
    private final TokenCorpus corpus;
    private final IndexInfo info;
    private final Arena arena;
    private final ActivationStore store;
    private final LatentStatistics statistics;
    private final Optional<DecoderGeometry> decoder;
    private final ContextPostings postings;
    private final ContextMaxima maxima;
    private final CoFiring coFiring;
    private final LatentDocuments documents;
    private final TokenTerms terms;
    private final ContextSamples samples;

    private LatentIndex(Path directory, TokenCorpus corpus, IndexInfo info, Arena arena) throws IOException {
        this.directory = directory;
        this.corpus = corpus;
        this.info = info;
        this.arena = arena;
        store = ActivationStore.open(directory, info.tokens(), info.latents(), info.activations(), arena);
        statistics = LatentStatistics.read(
                directory, info.tokens(), info.prefixes(), corpus.vocabulary().size());
        coFiring = CoFiring.read(directory, statistics);
        decoder = DecoderGeometry.open(directory, info.latents(), arena);
        maxima = ContextMaxima.open(directory, info.latents(), info.contexts(), arena);
        postings = ContextPostings.open(directory.resolve(ContextFields.DIRECTORY), info.contexts());
        try {
            documents =
                    LatentDocuments.open(directory.resolve(LatentDocuments.DIRECTORY), statistics, corpus.vocabulary());
        } catch (IOException | RuntimeException e) {
            postings.close();
            throw e;
        }
        terms = new TokenTerms(corpus.vocabulary());
        samples = new ContextSamples(corpus, store, postings, maxima, statistics, terms);
    }

    /**
     * Opens an index folder: sizes of all files are checked, and the checksums of those up to 64 MiB.
     *
     * @param dir the index folder
     * @param corpus the corpus it was built on
     * @throws BadInputException if it is incomplete, damaged or of another corpus
     */
    public static LatentIndex open(Path dir, TokenCorpus corpus) {
        IndexInfo info = IndexManifest.read(dir).index();
        if (!info.corpusSha256().equals(corpus.info().sha256())) {
            throw new BadInputException("The index " + dir + " was built on another corpus: on \"" + info.corpus()
                    + "\" with fingerprint " + info.corpusSha256() + ", not on \""
                    + corpus.info().name() + "\" with " + corpus.info().sha256() + ". Build it again.");
        }
        Arena arena = Arena.ofShared();
        try {
            return new LatentIndex(dir, corpus, info, arena);
        } catch (IndexNotFoundException | CorruptIndexException e) {
            arena.close();
            throw new BadInputException(
                    "The index " + dir + " is damaged (" + e.getMessage() + "). Build it again.", e);
        } catch (IOException e) {
            arena.close();
            throw unreadable(dir, e);
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /** What an index folder holds, without opening it. */
    public static IndexInfo info(Path dir) {
        return IndexManifest.read(dir).index();
    }

    /** The folder it was opened from. */
    public Path directory() {
        return directory;
    }

    /** What it is of and what it cost. */
    public IndexInfo info() {
        return info;
    }

    /** The corpus it was built on. */
    public TokenCorpus corpus() {
        return corpus;
    }

    /** Which latents fire on each token. */
    public ActivationStore store() {
        return store;
    }

    /** What each latent does over the whole corpus. */
    public LatentStatistics statistics() {
        return statistics;
    }

    /** The contexts with the largest maxima, strongest first; ties by context. */
    public List<ContextHit> topContexts(int latent, int limit) {
        return samples.top(latent, limit);
    }

    /** A uniform sample of the contexts whose maximum lies in {@code [low, high]}, strongest first. */
    public List<ContextHit> contextsBetween(int latent, float low, float high, int limit, long seed) {
        return samples.between(latent, low, high, limit, seed);
    }

    /** Number of tokens whose activation lies in {@code [low, high]}, {@code low > 0}. */
    public long tokensBetween(int latent, float low, float high) {
        long[] count = {0};
        forEachFiring(latent, (_, value) -> count[0] += value >= low && value <= high ? 1 : 0);
        return count[0];
    }

    /** A uniform sample of the contexts in which a latent fires, in corpus order. */
    public List<ContextHit> randomContexts(int latent, int limit, long seed) {
        return samples.random(latent, limit, seed);
    }

    /** Groups of (nearly) equally many firing contexts by maximum, strongest group first; empty groups are left out. */
    public List<QuantileGroup> quantiles(int latent, int groups, int perGroup) {
        return samples.quantiles(latent, groups, perGroup);
    }

    /** Contexts where one of the latent's top tokens stands and it is silent there; those silent throughout first. */
    public List<ContextHit> nearMisses(int latent, int limit, long seed) {
        return read(() -> samples.nearMisses(latent, limit, seed));
    }

    /**
     * Latents whose label, note, pattern or top tokens hold all the words, best first; the last word may be unfinished. A latent
     * whose id is asked for comes first.
     */
    public int[] latentsMatching(String words) {
        return read(() -> documents.matching(words));
    }

    /** Contexts whose text holds all words (in quotation marks: as a phrase), best first. */
    public int[] contextsMatching(String words, int limit) {
        return read(() -> postings.matching(words, limit));
    }

    /** Contexts that hold at least one token with one of these exact texts, ascending. */
    public int[] contextsContaining(List<String> tokenTexts) {
        return read(() -> numbers(
                postings.containing(tokenTexts.stream().map(TokenTerms::term).toList())));
    }

    /** Contexts that hold at least one of these tokens (or another token of the same text), ascending. */
    public int[] contextsContaining(int[] tokenIds) {
        return read(() -> numbers(postings.containing(terms(tokenIds))));
    }

    /** At most how many contexts {@link #contextsContaining(int[])} finds; known without finding them. */
    public long mostContextsContaining(int[] tokenIds) {
        return read(() -> postings.most(terms(tokenIds)));
    }

    /** Contexts that hold these tokens one directly after the other, ascending. */
    public int[] contextsWithSequence(int[] tokenIds) {
        return read(() -> postings.sequence(terms(tokenIds).toArray(BytesRef[]::new)));
    }

    /** Number of contexts in which a latent fires. */
    public int firingContexts(int latent) {
        return maxima.count(latent);
    }

    /** Visits every context in which a latent fires, in corpus order. */
    public void forEachFiringContext(int latent, IntConsumer visitor) {
        maxima.forEach(latent, visitor);
    }

    /** Visits every token on which a latent fires, in corpus order. */
    public void forEachFiring(int latent, FiringVisitor visitor) {
        var rows = new ContextRows(store);
        forEachFiringContext(latent, number -> {
            var context = corpus.context(number);
            rows.load(context);
            for (int row = 0; row < rows.rows(); row++) {
                float value = rows.value(row, latent);
                if (value > 0) {
                    visitor.accept(context.start() + row, value);
                }
            }
        });
    }

    /** The latents with the most similar decoder rows, at most 8; empty without decoder rows. */
    public List<LatentScore> nearestByDecoder(int latent, int limit) {
        return decoder.map(rows -> rows.nearest(latent, limit)).orElse(List.of());
    }

    /** Cosine of two decoder rows, empty without decoder rows. */
    public OptionalDouble decoderCosine(int first, int second) {
        return decoder.isPresent() ? OptionalDouble.of(decoder.get().cosine(first, second)) : OptionalDouble.empty();
    }

    /**
     * The latents that fire together with this one more often than chance, by lift N·C/(n_i·n_j), best first, at most 12.
     * Counted exactly; pairs with C below 100 (or 5 % of the latent's own tokens, if that is less) are left out.
     */
    public List<CoFiringLatent> coFiring(int latent, int limit) {
        return coFiring.of(latent, limit);
    }

    /**
     * Makes labels and notes searchable; they replace what was known of the same latents.
     *
     * @throws ResourceException if the folder cannot be written or another process is writing it
     */
    public void putNotes(Collection<LatentNote> notes) {
        read(() -> {
            documents.put(notes);
            return true;
        });
    }

    /**
     * Makes searchable, beside labels and notes, the pattern that explains each of some latents.
     *
     * @param patterns by latent
     * @throws ResourceException if the folder cannot be written or another process is writing it
     */
    public void putPatterns(Map<Integer, String> patterns) {
        read(() -> {
            documents.putPatterns(patterns);
            return true;
        });
    }

    /**
     * Reads everything: compares all checksums, checks every row of the store, counts the statistics and the maxima of contexts
     * again, and compares the contexts in Lucene with the corpus.
     *
     * @throws BadInputException if anything is damaged
     */
    public void verify(JobContext job) {
        store.verify(job);
        maxima.verify(job);
        coFiring.verify(store, job);
        decoder.ifPresent(rows -> rows.verify(job));
        var check = new ContextCheck(corpus, store);
        check.statistics(statistics, job);
        check.maxima(maxima, job);
        read(() -> {
            postings.verify(check, job);
            return true;
        });
    }

    @Override
    public void close() {
        try (postings;
                documents) {
            arena.close();
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    private List<BytesRef> terms(int[] tokenIds) {
        List<BytesRef> found = new ArrayList<>(tokenIds.length);
        for (int id : tokenIds) {
            found.add(terms.term(id));
        }
        return found;
    }

    private static int[] numbers(FixedBitSet contexts) {
        int[] found = new int[contexts.cardinality()];
        int next = 0;
        for (int i = 0; i < found.length; i++) {
            found[i] = contexts.nextSetBit(next);
            next = Math.min(found[i] + 1, contexts.length() - 1);
        }
        return found;
    }

    @FunctionalInterface
    private interface Reading<T> {
        T get() throws IOException;
    }

    private <T> T read(Reading<T> reading) {
        try {
            return reading.get();
        } catch (CorruptIndexException e) {
            throw new BadInputException(
                    "The index " + directory + " is damaged (" + e.getMessage() + "). Build it again.", e);
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    private static ResourceException unreadable(Path directory, IOException e) {
        return new ResourceException("Cannot read the index " + directory + " (" + e.getMessage() + ").", e);
    }
}
