package org.latentworkbench.engine.pipeline;

import java.util.List;
import java.util.Optional;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.search.RegexEnvironment;
import org.latentworkbench.engine.search.TokenSearch;
import org.latentworkbench.engine.search.mining.MinedRegexes;
import org.latentworkbench.engine.text.ConceptTrack;
import org.latentworkbench.engine.text.TokenCorpus;
import org.latentworkbench.engine.workspace.Labels;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.WordLists;
import org.latentworkbench.engine.workspace.Workspace;

/** An autoencoder's index with its corpus and labels, open for questions. */
public final class OpenedIndex implements AutoCloseable {
    private final TokenCorpus corpus;
    private final LatentIndex index;
    private final Labels labels;
    private final WordLists words;

    private OpenedIndex(TokenCorpus corpus, LatentIndex index, Labels labels, WordLists words) {
        this.corpus = corpus;
        this.index = index;
        this.labels = labels;
        this.words = words;
    }

    /**
     * Opens the index of an autoencoder.
     *
     * @param sae its name
     * @param corpus name of the indexed corpus; the only one if not given
     * @throws BadInputException if there is no such index, or several and none is named
     */
    public static OpenedIndex open(Workspace workspace, String sae, Optional<String> corpus) {
        workspace.require(Section.SAES, sae);
        String corpusName = corpus.orElseGet(() -> onlyCorpus(workspace, sae));
        var indexFolder = workspace.require(Section.INDEXES, sae + "--" + corpusName);
        TokenCorpus tokens = TokenCorpus.open(workspace.require(Section.CORPORA, corpusName));
        try {
            return new OpenedIndex(
                    tokens, LatentIndex.open(indexFolder, tokens), workspace.labels(sae), workspace.wordLists());
        } catch (RuntimeException e) {
            tokens.close();
            throw e;
        }
    }

    private static String onlyCorpus(Workspace workspace, String sae) {
        List<String> corpora = workspace.corporaIndexedFor(sae);
        return switch (corpora.size()) {
            case 1 -> corpora.getFirst();
            case 0 ->
                throw new BadInputException("The autoencoder \"" + sae + "\" has no index yet; \"workbench index --sae "
                        + sae + " --corpus NAME\" builds one.");
            default ->
                throw new BadInputException("The autoencoder \"" + sae + "\" has indexes of several corpora ("
                        + String.join(", ", corpora) + "); choose one with --corpus.");
        };
    }

    /** The index. */
    public LatentIndex index() {
        return index;
    }

    /** The corpus it is of. */
    public TokenCorpus corpus() {
        return corpus;
    }

    /** What the person says about the latents. */
    public Labels labels() {
        return labels;
    }

    /** What scripts are resolved against: the corpus's tokens and concepts, the latents, their labels, and word lists. */
    public RegexEnvironment environment() {
        return RegexEnvironment.of(corpus.tokenizer())
                .withLiterals(words.all())
                .withLatents(new LabelledLatents(index.info().latents(), labels))
                .withConcepts(corpus.concepts().map(ConceptTrack::concepts).orElse(List.of()));
    }

    /** The scripts that explain its latents, as many as were found so far. */
    public Optional<MinedRegexes> explanations() {
        return MinedRegexes.read(index);
    }

    /** A search over the index. */
    public TokenSearch search() {
        return new TokenSearch(index, environment());
    }

    /** The strongest tokens of a latent, as text. */
    public List<String> topTokens(int latent, int limit) {
        int[] ids = index.statistics().topTokens(latent);
        return java.util.Arrays.stream(ids)
                .limit(limit)
                .mapToObj(corpus.vocabulary()::text)
                .toList();
    }

    @Override
    public void close() {
        index.close();
        corpus.close();
    }
}
