package org.latentworkbench.engine.index;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.text.TokenCorpus;

/**
 * An index of an autoencoder's latents over a corpus, open for questions. All methods may be called from several threads
 * until it is closed. It does not own the corpus.
 */
public final class LatentIndex implements AutoCloseable {
    private final Path directory;
    private final TokenCorpus corpus;

    private LatentIndex(Path directory, TokenCorpus corpus) {
        this.directory = directory;
        this.corpus = corpus;
    }

    /**
     * Opens an index folder: sizes of all files are checked, and the checksums of the small ones.
     *
     * @param dir the index folder
     * @param corpus the corpus it was built on
     * @throws org.latentworkbench.engine.error.BadInputException if it is incomplete, damaged or of another corpus
     */
    public static LatentIndex open(Path dir, TokenCorpus corpus) {
        return new LatentIndex(dir, corpus);
    }

    /** The folder it was opened from. */
    public Path directory() {
        return directory;
    }

    public IndexInfo info() {
        throw new UnsupportedOperationException();
    }

    public TokenCorpus corpus() {
        return corpus;
    }

    /** Which latents fire on each token. */
    public ActivationStore store() {
        throw new UnsupportedOperationException();
    }

    public LatentStatistics statistics() {
        throw new UnsupportedOperationException();
    }

    /** The contexts with the largest maxima, strongest first; ties by context. */
    public List<ContextHit> topContexts(int latent, int limit) {
        throw new UnsupportedOperationException();
    }

    /** A sample of the contexts whose maximum lies in {@code [low, high]}, strongest first. */
    public List<ContextHit> contextsBetween(int latent, float low, float high, int limit, long seed) {
        throw new UnsupportedOperationException();
    }

    /** Number of tokens whose activation lies in {@code [low, high]}, {@code low > 0}. */
    public long tokensBetween(int latent, float low, float high) {
        throw new UnsupportedOperationException();
    }

    /** A uniform sample of the contexts in which a latent fires, in corpus order. */
    public List<ContextHit> randomContexts(int latent, int limit, long seed) {
        throw new UnsupportedOperationException();
    }

    /** Groups of equally many firing contexts by maximum, strongest group first. */
    public List<QuantileGroup> quantiles(int latent, int groups, int perGroup) {
        throw new UnsupportedOperationException();
    }

    /** Contexts where the latent's top tokens occur but it is silent on them; silent throughout first. */
    public List<ContextHit> nearMisses(int latent, int limit, long seed) {
        throw new UnsupportedOperationException();
    }

    /** Latents whose label, note or top tokens hold the words, best first; the last word may be unfinished. */
    public int[] latentsMatching(String words) {
        throw new UnsupportedOperationException();
    }

    /** Contexts whose text holds all words (in quotation marks: as a phrase), best first. */
    public int[] contextsMatching(String words, int limit) {
        throw new UnsupportedOperationException();
    }

    /** Contexts that hold at least one of the tokens with these exact texts, ascending. */
    public int[] contextsContaining(List<String> tokenTexts) {
        throw new UnsupportedOperationException();
    }

    /** Contexts that hold at least one of these tokens, ascending. */
    public int[] contextsContaining(int[] tokenIds) {
        throw new UnsupportedOperationException();
    }

    /** Number of contexts in which a latent fires. */
    public int firingContexts(int latent) {
        throw new UnsupportedOperationException();
    }

    /** Visits every context in which a latent fires, in corpus order. */
    public void forEachFiringContext(int latent, FiringContextVisitor visitor) {
        throw new UnsupportedOperationException();
    }

    /** Visits every token on which a latent fires, in corpus order. */
    public void forEachFiring(int latent, FiringVisitor visitor) {
        throw new UnsupportedOperationException();
    }

    /** The latents with the most similar decoder rows (at most 8 are known); empty without decoder rows. */
    public List<LatentScore> nearestByDecoder(int latent, int limit) {
        throw new UnsupportedOperationException();
    }

    /** Cosine of two decoder rows, empty without decoder rows. */
    public OptionalDouble decoderCosine(int first, int second) {
        throw new UnsupportedOperationException();
    }

    /** The latents that fire together with this one more often than chance, by lift N·C/(n_i·n_j). */
    public List<LatentScore> coFiring(int latent, int limit) {
        throw new UnsupportedOperationException();
    }

    /** Makes labels and notes searchable; they replace what was known of the same latents. */
    public void putNotes(Collection<LatentNote> notes) {
        throw new UnsupportedOperationException();
    }

    /** Reads everything and compares all checksums. */
    public void verify(JobContext job) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
