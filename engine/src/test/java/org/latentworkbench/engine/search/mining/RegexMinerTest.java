package org.latentworkbench.engine.search.mining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.index.IndexBuilder;
import org.latentworkbench.engine.index.IndexSource;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.index.RandomActivations;
import org.latentworkbench.engine.index.RandomCorpus;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.search.DocumentMatcher;
import org.latentworkbench.engine.search.RegexEnvironment;
import org.latentworkbench.engine.search.TokenRegex;
import org.latentworkbench.engine.text.TokenCorpus;

/** Latents that fire where a known script matches: the miner must find as good a one. */
class RegexMinerTest {
    private static final int VOCABULARY = 40;
    private static final MiningOptions OPTIONS = new MiningOptions(1 << 16);

    /** The truth about each latent; the last but one is noise, the last is dead. */
    private static final List<String> SCRIPTS = List.of(
            " w3",
            "( w3| w5| w11)",
            "( w2)( w1)",
            "(?<! w2)( w1| w4)",
            "[doc_start].{0,2}.",
            "[a=( w6| w7)].*[a]",
            "( w9).{0,3}( w0| w1)",
            "(( w2)( w1)| w8)",
            "( w20).*( w4)",
            ".");

    @TempDir
    static Path folder;

    private static TokenCorpus corpus;
    private static LatentIndex index;
    private static RegexEnvironment environment;
    private static RegexMiner miner;

    @BeforeAll
    static void indexLatentsThatFollowScripts() {
        var random = new Random(5);
        List<int[]> documents = new ArrayList<>();
        for (int d = 0; d < 800; d++) {
            int[] ids = new int[10 + random.nextInt(40)];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = Math.min(random.nextInt(VOCABULARY), random.nextInt(VOCABULARY));
            }
            documents.add(ids);
        }
        corpus = RandomCorpus.of(folder, VOCABULARY, 64, documents);
        environment = RegexEnvironment.of(corpus.tokenizer());
        float[][] rows = new float[(int) corpus.tokenCount()][SCRIPTS.size() + 2];
        for (int latent = 0; latent < SCRIPTS.size(); latent++) {
            for (int[] match : DocumentMatcher.over(corpus)
                    .match(SCRIPTS.get(latent), environment, JobContext.silent())
                    .positions()) {
                rows[(int) corpus.documentStart(match[0]) + match[1]][latent] = 1 + random.nextFloat();
            }
        }
        for (float[] row : rows) {
            row[SCRIPTS.size()] = random.nextInt(20) == 0 ? 1 : 0;
        }
        IndexBuilder.build(
                folder.resolve("index"),
                IndexSource.flat("sae", SCRIPTS.size() + 2),
                corpus,
                new RandomActivations(rows),
                JobContext.silent());
        index = LatentIndex.open(folder.resolve("index"), corpus);
        miner = new RegexMiner(index, environment, OPTIONS, JobContext.silent());
    }

    @AfterAll
    static void close() {
        index.close();
        corpus.close();
    }

    @Test
    void whatScriptsMadeScriptsFind() {
        for (int latent = 0; latent < SCRIPTS.size(); latent++) {
            MinedRegex mined = miner.mine(latent, JobContext.silent()).orElseThrow();
            assertThat(mined.f1())
                    .as("%s, found %s", SCRIPTS.get(latent), mined.script())
                    .isGreaterThan(0.93);
            assertThat(mined.firings()).isPositive();
        }
        assertThat(miner.mine(0, JobContext.silent()).orElseThrow().script()).isEqualTo("( w3)");
        assertThat(miner.mine(1, JobContext.silent()).orElseThrow().precision()).isEqualTo(1);
        assertThat(miner.mine(2, JobContext.silent()).orElseThrow().script()).isEqualTo("( w2)( w1)");
    }

    @Test
    void noiseIsNotExplainedAndADeadLatentHasNothing() {
        assertThat(miner.mine(SCRIPTS.size(), JobContext.silent())
                        .map(MinedRegex::f1)
                        .orElse(0.0))
                .isLessThan(0.3);
        assertThat(miner.mine(SCRIPTS.size() + 1, JobContext.silent())).isEmpty();
    }

    /** The figures, counted again by the matcher and the store. */
    @Test
    void figuresAreThoseOfHeldOutDocuments() {
        MiningSample sample = MiningSample.of(corpus, OPTIONS.tokens(), JobContext.silent());
        for (int latent : new int[] {2, 3, 6, SCRIPTS.size()}) {
            Optional<MinedRegex> mined = miner.mine(latent, JobContext.silent());
            if (mined.isEmpty()) {
                continue;
            }
            double[] learnt = count(sample.training(), mined.get());
            assertThat(2 * learnt[0] / (learnt[1] + learnt[2]))
                    .as("what bits say of %s the matcher says", mined.get().script())
                    .isCloseTo(mined.get().trainingF1(), within(1e-12));
            double[] judged = count(sample.heldOut(), mined.get());
            assertThat(mined.get().matches()).isEqualTo((long) judged[1]);
            assertThat(mined.get().firings()).isEqualTo((long) judged[2]);
            assertThat(mined.get().precision()).isEqualTo(judged[0] / judged[1]);
            assertThat(mined.get().recall()).isEqualTo(judged[0] / judged[2]);
            double onMatches = learnt[3] / learnt[1];
            double elsewhere = (learnt[4] - learnt[3]) / (sample.training().size() - learnt[1]);
            assertThat(mined.get().rSquared())
                    .isCloseTo(rSquared(sample.heldOut(), mined.get(), onMatches, elsewhere), within(1e-9));
        }
    }

    /** hits, matches, firings, sum on matches, sum. */
    private static double[] count(MiningSample.Half half, MinedRegex mined) {
        double[] sums = new double[5];
        var matcher = TokenRegex.compile(mined.script(), environment).matcher();
        for (int d = 0; d < half.documents(); d++) {
            int[] tokens = Arrays.copyOfRange(half.tokens(), half.starts()[d], half.starts()[d + 1]);
            var mask = matcher.match(tokens, tokens.length);
            for (int t = 0; t < tokens.length; t++) {
                float value = index.store().value(half.positions()[d] + t, mined.latent());
                sums[0] += mask.get(t) && value > 0 ? 1 : 0;
                sums[1] += mask.get(t) ? 1 : 0;
                sums[2] += value > 0 ? 1 : 0;
                sums[3] += mask.get(t) ? value : 0;
                sums[4] += value;
            }
        }
        return sums;
    }

    private static double rSquared(MiningSample.Half half, MinedRegex mined, double onMatches, double elsewhere) {
        double mean = count(half, mined)[4] / half.size();
        double wrong = 0;
        double total = 0;
        var matcher = TokenRegex.compile(mined.script(), environment).matcher();
        for (int d = 0; d < half.documents(); d++) {
            int[] tokens = Arrays.copyOfRange(half.tokens(), half.starts()[d], half.starts()[d + 1]);
            var mask = matcher.match(tokens, tokens.length);
            for (int t = 0; t < tokens.length; t++) {
                float value = index.store().value(half.positions()[d] + t, mined.latent());
                wrong += Math.pow(value - (mask.get(t) ? onMatches : elsewhere), 2);
                total += Math.pow(value - mean, 2);
            }
        }
        return 1 - wrong / total;
    }

    @Test
    void aloneAndTogetherTheSameIsFound() {
        List<MinedRegex> together = miner.mine(0, SCRIPTS.size() + 2, JobContext.silent());
        var again = new RegexMiner(index, environment, OPTIONS, JobContext.silent());
        List<MinedRegex> alone = new ArrayList<>();
        for (int latent = 0; latent < SCRIPTS.size() + 2; latent++) {
            again.mine(latent, JobContext.silent()).ifPresent(alone::add);
        }
        assertThat(together).isEqualTo(alone);
    }

    @Test
    void whatWasFoundIsKeptBesideTheIndexAndFoundByItsWords() {
        assertThat(MinedRegexes.read(index)).isEmpty();
        List<MinedRegex> found = miner.mine(0, 2, JobContext.silent());
        MinedRegexes.none(OPTIONS).with(found, 2).write(index);
        MinedRegexes read = MinedRegexes.read(index).orElseThrow();
        assertThat(read.done()).isEqualTo(2);
        assertThat(read.madeWith(OPTIONS)).isTrue();
        assertThat(read.madeWith(new MiningOptions(7))).isFalse();
        assertThat(read.all()).containsExactlyElementsOf(found);
        assertThat(read.latent(5)).isEmpty();
        index.putNotes(List.of(new org.latentworkbench.engine.index.LatentNote(7, "kept", "")));
        index.putPatterns(java.util.Map.of(7, "( curious| w5)"));
        assertThat(index.latentsMatching("curious")).containsExactly(7);
        assertThat(index.latentsMatching("kept")).containsExactly(7);
        index.putNotes(List.of(new org.latentworkbench.engine.index.LatentNote(7, "other", "")));
        assertThat(index.latentsMatching("curious other")).containsExactly(7);
    }

    @Test
    void tokensNearByAreThoseOfAWalkThroughEveryDocument() {
        MiningSample.Half half =
                MiningSample.of(corpus, OPTIONS.tokens(), JobContext.silent()).training();
        var features = new Features(half, new TokenGroups(environment), environment, JobContext.silent());
        for (int token : new int[] {0, 9, 30}) {
            for (int window : new int[] {1, 4, Integer.MAX_VALUE}) {
                long[] expected = Bits.none(half.size());
                for (int d = 0; d < half.documents(); d++) {
                    for (int p = half.starts()[d]; p < half.starts()[d + 1]; p++) {
                        for (int q = half.starts()[d]; q < p; q++) {
                            if (half.tokens()[q] == token && p - q <= window) {
                                Bits.set(expected, p);
                            }
                        }
                    }
                }
                assertThat(features.within(token, window)).isEqualTo(expected);
            }
        }
    }
}
