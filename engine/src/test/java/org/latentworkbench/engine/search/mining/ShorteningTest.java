package org.latentworkbench.engine.search.mining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.index.RandomCorpus;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.search.RegexEnvironment;
import org.latentworkbench.engine.search.TokenWriter;
import org.latentworkbench.engine.text.TokenCorpus;

/** What is worth little goes, what is worth much stays, and the figures are those of what is left. */
class ShorteningTest {
    private static final int VOCABULARY = 40;

    @TempDir
    static Path folder;

    private static TokenCorpus corpus;
    private static Features features;
    private static TokenWriter writer;

    @BeforeAll
    static void readDocuments() {
        var random = new Random(3);
        List<int[]> documents = new ArrayList<>();
        for (int d = 0; d < 400; d++) {
            documents.add(IntStream.range(0, 30)
                    .map(_ -> Math.min(random.nextInt(VOCABULARY), random.nextInt(VOCABULARY)))
                    .toArray());
        }
        corpus = RandomCorpus.of(folder, VOCABULARY, 64, documents);
        RegexEnvironment environment = RegexEnvironment.of(corpus.tokenizer());
        writer = new TokenWriter(environment);
        features = new Features(
                MiningSample.of(corpus, 1 << 16, JobContext.silent()).training(),
                new TokenGroups(environment),
                environment,
                JobContext.silent());
    }

    @AfterAll
    static void close() {
        corpus.close();
    }

    private static TokenSet tokens(int... ids) {
        return new TokenSet(-1, ids, new int[0]);
    }

    private static RuleSearch.Found shorten(List<Rule> rules, long[] firings) {
        RuleSearch.Found left = new Shortening(features, writer, firings).shorten(rules);
        long[] matched = Bits.none(features.size());
        for (Rule rule : left.rules()) {
            long[] standing = features.standing(rule.last().tokens(features.groups()));
            matched = Bits.either(matched, Bits.both(standing, features.met(rule.conditions())));
        }
        assertThat(left.bits()).isEqualTo(matched);
        assertThat(left.f1())
                .isCloseTo(
                        2.0 * Bits.countBoth(matched, firings) / (Bits.count(firings) + Bits.count(matched)),
                        within(1e-12));
        return left;
    }

    /** All firings of a token and one in so many of another. */
    private static long[] firings(int token, int rare, int oneIn) {
        long[] bits = features.standing(new int[] {token});
        int[] seen = {0};
        Bits.forEach(features.standing(new int[] {rare}), p -> {
            if (seen[0]++ % oneIn == 0) {
                Bits.set(bits, p);
            }
        });
        return bits;
    }

    @Test
    void tokensAndRulesThatAddNothingGo() {
        List<Rule> rules = List.of(new Rule(List.of(), tokens(1, 38)), new Rule(List.of(), tokens(39)));
        RuleSearch.Found left = shorten(rules, firings(1, 39, 1000));
        assertThat(left.rules()).hasSize(1);
        assertThat(left.rules().getFirst().last().added()).containsExactly(1);
    }

    @Test
    void whatIsWorthItsPlaceStays() {
        List<Rule> rules = List.of(new Rule(List.of(), tokens(1, 2)), new Rule(List.of(), tokens(3)));
        RuleSearch.Found left = shorten(rules, features.standing(new int[] {1, 2, 3}));
        assertThat(left.f1()).isEqualTo(1);
        assertThat(left.rules()).hasSize(2);
    }

    /** Of tokens at a distance those go that hardly ever stand there; the condition itself is needed. */
    @Test
    void conditionsBecomeShorter() {
        Condition before = features.earlier(new Condition.Earlier(tokens(2, 5, 36, 37, 38), 1), writer);
        Condition needed = features.earlier(new Condition.Earlier(tokens(2, 5), 1), writer);
        long[] firings = Bits.both(features.standing(new int[] {1}), needed.bits());
        RuleSearch.Found left = shorten(List.of(new Rule(List.of(before), tokens(1))), firings);
        assertThat(left.f1()).isGreaterThan(0.95);
        assertThat(left.rules().getFirst().script(features.groups(), writer, "a"))
                .isEqualTo("( w2| w5)( w1)");
    }

    /** With eighty characters it would tell about 0.71: it stays longer than that. */
    @Test
    void aScriptThatTellsWellRemainsOne() {
        int[] many = IntStream.range(10, 40).toArray();
        long[] firings = Bits.either(features.standing(many), features.standing(new int[] {0, 1, 2, 3, 4}));
        RuleSearch.Found left = shorten(List.of(new Rule(List.of(), tokens(many))), firings);
        assertThat(left.f1()).isBetween(0.745, 0.8);
        assertThat(left.rules().getFirst().last().added().length).isLessThan(many.length);
    }

    @Test
    void partsOfASetAreThoseThatCanBeTakenOut() {
        var set = new TokenSet(TokenGroups.ANY, new int[0], new int[] {4, 5});
        assertThat(set.parts()).containsExactly(new TokenSet.Part.Removed(4), new TokenSet.Part.Removed(5));
        assertThat(set.without(new TokenSet.Part.Removed(4)).orElseThrow().removed())
                .containsExactly(5);
        assertThat(set.without(new TokenSet.Part.Removed(6))).isEqualTo(Optional.empty());
        assertThat(tokens(3).without(new TokenSet.Part.Added(3))).isEmpty();
    }
}
