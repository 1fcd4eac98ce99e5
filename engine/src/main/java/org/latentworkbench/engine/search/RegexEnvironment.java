package org.latentworkbench.engine.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.latentworkbench.engine.text.Concept;
import org.latentworkbench.engine.text.Tokenizer;
import org.latentworkbench.engine.text.Vocabulary;

/**
 * What a script's names and literals are resolved against. Keep one for as long as the vocabulary is in use: it remembers
 * which tokens pass each test, so that typing on in a query does not evaluate its regular expressions again. Safe for use by
 * several threads.
 */
public final class RegexEnvironment {
    private final Vocabulary vocabulary;
    private final Function<String, int[]> tokenize;
    private final OptionalInt beginToken;
    private final Map<String, List<String>> literals;
    private final Optional<LatentNames> latents;
    private final List<Concept> concepts;
    private final TokenTexts texts;

    /** Tokenises each text once: variants of bound words come again and again. */
    private record Remembered(Function<String, int[]> tokenize, Map<String, int[]> known)
            implements Function<String, int[]> {
        private static final int MOST = 20_000;

        @Override
        public int[] apply(String text) {
            if (known.size() > MOST) {
                known.clear();
            }
            return known.computeIfAbsent(text, tokenize).clone();
        }
    }

    private RegexEnvironment(
            Vocabulary vocabulary,
            Function<String, int[]> tokenize,
            OptionalInt beginToken,
            Map<String, List<String>> literals,
            Optional<LatentNames> latents,
            List<Concept> concepts,
            TokenTexts texts) {
        this.vocabulary = vocabulary;
        this.tokenize = tokenize;
        this.beginToken = beginToken;
        this.literals = Map.copyOf(literals);
        this.latents = latents;
        this.concepts = List.copyOf(concepts);
        this.texts = texts;
    }

    /** Texts only: no word lists, latents or concepts. */
    public static RegexEnvironment of(Tokenizer tokenizer) {
        return of(tokenizer.vocabulary(), tokenizer::encode, tokenizer.beginToken());
    }

    /**
     * Texts only: no word lists, latents or concepts.
     *
     * @param vocabulary all tokens by id
     * @param tokenize the tokens of a literal, without special tokens; safe for use by several threads
     * @param beginToken the token that {@code [BEGIN]} matches, if there is one
     */
    public static RegexEnvironment of(Vocabulary vocabulary, Function<String, int[]> tokenize, OptionalInt beginToken) {
        return new RegexEnvironment(
                vocabulary,
                new Remembered(tokenize, new ConcurrentHashMap<>()),
                beginToken,
                Map.of(),
                Optional.empty(),
                List.of(),
                new TokenTexts(vocabulary));
    }

    /** The same with the word lists that {@code [literals `name`]} may name. */
    public RegexEnvironment withLiterals(Map<String, List<String>> lists) {
        return new RegexEnvironment(vocabulary, tokenize, beginToken, lists, latents, concepts, texts);
    }

    /** The same with the latents that {@code [123]} and {@code [label:"…"]} may name. */
    public RegexEnvironment withLatents(LatentNames names) {
        return new RegexEnvironment(vocabulary, tokenize, beginToken, literals, Optional.of(names), concepts, texts);
    }

    /** The same with the ground-truth concepts that {@code [concept:NAME]} may name. */
    public RegexEnvironment withConcepts(List<Concept> known) {
        return new RegexEnvironment(vocabulary, tokenize, beginToken, literals, latents, known, texts);
    }

    /** All tokens by id. */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** The tokens of a text by itself. */
    public int[] tokenize(String text) {
        return tokenize.apply(text);
    }

    /** The token that {@code [BEGIN]} matches. */
    public OptionalInt beginToken() {
        return beginToken;
    }

    /** Word lists by name. */
    public Map<String, List<String>> literals() {
        return literals;
    }

    /** The latents that can be named, if any. */
    public Optional<LatentNames> latents() {
        return latents;
    }

    /** The concepts that can be named; empty when the corpus knows none. */
    public List<Concept> concepts() {
        return concepts;
    }

    TokenTexts texts() {
        return texts;
    }
}
