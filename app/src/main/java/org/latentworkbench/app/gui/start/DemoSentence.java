package org.latentworkbench.app.gui.start;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.latentworkbench.engine.index.ContextHit;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.index.LatentStatistics;
import org.latentworkbench.engine.text.TokenCorpus;
import org.latentworkbench.engine.text.Vocabulary;
import org.latentworkbench.engine.workspace.Section;

/** Finds a sentence of the demo that one of its latents paints well: several shades, on whole words. */
final class DemoSentence {
    private static final double LEAST_DENSITY = 0.004;
    private static final double MOST_DENSITY = 0.08;
    private static final int CANDIDATES = 40;
    private static final int CONTEXTS = 6;
    private static final int LEAST_TOKENS = 10;
    private static final int MOST_TOKENS = 26;
    private static final int TOP_WORDS = 3;
    private static final int LEAST_FIRED = 3;

    private final LatentIndex index;
    private final LatentStatistics statistics;
    private final Vocabulary vocabulary;
    private Optional<PaintedSentence> best = Optional.empty();
    private double bestScore;

    private DemoSentence(LatentIndex index) {
        this.index = index;
        this.statistics = index.statistics();
        this.vocabulary = index.corpus().vocabulary();
    }

    /**
     * Looks for one.
     *
     * @param workspace the folder of the demo's workspace
     * @param name an index in it, in the form {@code SAE--CORPUS}
     */
    static Optional<PaintedSentence> find(Path workspace, String name) {
        String corpusName = name.substring(name.indexOf("--") + 2);
        try (TokenCorpus corpus = TokenCorpus.open(
                        workspace.resolve(Section.CORPORA.folder()).resolve(corpusName));
                LatentIndex index = LatentIndex.open(
                        workspace.resolve(Section.INDEXES.folder()).resolve(name), corpus)) {
            return new DemoSentence(index).search();
        }
    }

    private Optional<PaintedSentence> search() {
        for (int latent : candidates()) {
            for (ContextHit hit : index.topContexts(latent, CONTEXTS)) {
                sentences(latent, hit);
            }
        }
        return best;
    }

    /** Latents that fire now and then on words that differ, most frequent first: those a person can name. */
    private List<Integer> candidates() {
        List<Integer> found = new ArrayList<>();
        for (int latent = 0; latent < statistics.latents(); latent++) {
            double density = statistics.density(latent);
            if (density >= LEAST_DENSITY
                    && density <= MOST_DENSITY
                    && words(latent).size() >= TOP_WORDS) {
                found.add(latent);
            }
        }
        found.sort((a, b) -> Integer.compare(capitals(b), capitals(a)));
        return found.subList(0, Math.min(CANDIDATES, found.size()));
    }

    private List<String> words(int latent) {
        List<String> words = new ArrayList<>();
        for (int token : statistics.topTokens(latent)) {
            String text = vocabulary.text(token).strip();
            if (text.length() > 1 && text.chars().allMatch(Character::isLetter) && !words.contains(text)) {
                words.add(text);
            }
        }
        return words;
    }

    private int capitals(int latent) {
        return (int) words(latent).stream()
                .filter(word -> Character.isUpperCase(word.charAt(0)))
                .count();
    }

    private void sentences(int latent, ContextHit hit) {
        float[] values = index.store().activations(hit.context(), latent);
        int[] ids = new int[hit.context().length()];
        index.corpus().copyTokens(hit.context().start(), ids.length, ids, 0);
        int from = 0;
        for (int at = 0; at < ids.length; at++) {
            String text = vocabulary.text(ids[at]);
            if (text.contains(".") || text.contains("\n")) {
                consider(latent, ids, values, from, text.contains("\n") ? at : at + 1);
                from = at + 1;
            }
        }
    }

    /** Strong tokens that are typical of the latent count for it, others against it; a third of a sentence is enough. */
    private double score(int latent, int[] ids, float[] painted, int from) {
        int[] typical = statistics.topTokens(latent);
        double max = statistics.max(latent);
        double score = 0;
        int fired = 0;
        for (int i = 0; i < painted.length; i++) {
            if (painted[i] > 0) {
                fired++;
                int id = ids[from + i];
                boolean known = java.util.Arrays.stream(typical).anyMatch(token -> token == id);
                score += (known ? 1 : -0.5) * (0.3 + painted[i] / max);
            }
        }
        return fired * 3 > painted.length ? score / 2 : score;
    }

    private void consider(int latent, int[] ids, float[] values, int from, int to) {
        int length = to - from;
        if (length < LEAST_TOKENS || length > MOST_TOKENS) {
            return;
        }
        List<String> tokens = new ArrayList<>();
        float[] painted = new float[length];
        int fired = 0;
        boolean quoted = false;
        for (int i = 0; i < length; i++) {
            tokens.add(vocabulary.text(ids[from + i]));
            painted[i] = values[from + i];
            fired += painted[i] > 0 ? 1 : 0;
            quoted |= tokens.get(i).indexOf('"') >= 0;
        }
        double score = quoted || fired < LEAST_FIRED ? 0 : score(latent, ids, painted, from);
        if (score > bestScore) {
            bestScore = score;
            tokens.set(0, tokens.getFirst().stripLeading());
            String words = String.join(", ", words(latent).subList(0, TOP_WORDS));
            best = Optional.of(new PaintedSentence(latent, words, tokens, painted, statistics.max(latent)));
        }
    }
}
