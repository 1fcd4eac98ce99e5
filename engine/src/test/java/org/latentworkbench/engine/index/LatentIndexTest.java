package org.latentworkbench.engine.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.text.Context;
import org.latentworkbench.engine.text.TokenCorpus;

/** Everything an index answers, against the slow way over the dense activations. */
class LatentIndexTest {
    private static final int VOCABULARY = 17;

    @Property(tries = 12)
    void answersAsTheDenseActivationsDo(
            @ForAll @IntRange(min = 0, max = 1_000_000) int seed,
            @ForAll @IntRange(min = 2, max = 40) int latents,
            @ForAll @IntRange(min = 1, max = 20) int contextLength)
            throws IOException {
        Path folder = Files.createTempDirectory("index");
        try (TokenCorpus corpus = RandomCorpus.random(folder, seed, VOCABULARY, contextLength, 25, 60);
                Arena arena = Arena.ofConfined()) {
            var activations = new RandomActivations(corpus, latents, seed);
            FloatMatrix decoder = decoder(arena, latents, seed);
            var source = new IndexSource("sae", latents, prefixes(latents), Optional.of(decoder));
            Path dir = folder.resolve("index");
            IndexInfo info = IndexBuilder.build(dir, source, corpus, activations, JobContext.silent());
            try (LatentIndex index = LatentIndex.open(dir, corpus)) {
                assertThat(index.info()).usingRecursiveComparison().isEqualTo(info);
                index.verify(JobContext.silent());
                checkStore(index, activations);
                checkNeighbours(index, decoder);
                for (int latent = 0; latent < latents; latent++) {
                    var slow = new SlowLatent(corpus, activations, latent);
                    checkStatistics(index, slow);
                    checkContexts(index, slow, seed);
                    checkCoFiring(index, activations, slow);
                }
                checkTokens(index, corpus);
            }
        } finally {
            AtomicFile.deleteQuietly(folder);
        }
    }

    private static int[] prefixes(int latents) {
        return latents < 4 ? new int[] {latents} : new int[] {latents / 4, latents / 2, latents};
    }

    private static FloatMatrix decoder(Arena arena, int latents, long seed) {
        var random = new Random(seed);
        FloatMatrix decoder = FloatMatrix.allocate(arena, latents, 5);
        for (int l = 0; l < latents; l++) {
            for (int d = 0; d < 5; d++) {
                decoder.set(l, d, (float) random.nextGaussian() * (l + 1));
            }
        }
        return decoder;
    }

    private static void checkStore(LatentIndex index, RandomActivations activations) {
        ActivationStore store = index.store();
        long entries = 0;
        for (long p = 0; p < store.tokens(); p++) {
            for (int latent = 0; latent < store.latents(); latent++) {
                assertThat(store.value(p, latent)).isEqualTo(activations.stored(p, latent));
            }
            entries += store.end(p) - store.begin(p);
        }
        assertThat(entries)
                .isEqualTo(store.activations())
                .isEqualTo(index.info().activations());
    }

    private static void checkStatistics(LatentIndex index, SlowLatent slow) {
        LatentStatistics statistics = index.statistics();
        int latent = slow.latent;
        assertThat(statistics.count(latent)).isEqualTo(slow.values.size());
        assertThat(statistics.density(latent)).isEqualTo((double) slow.values.size() / slow.corpus.tokenCount());
        double max = slow.values.stream().mapToDouble(v -> v).max().orElse(0);
        assertThat(statistics.max(latent)).isEqualTo(max);
        assertThat(statistics.mean(latent))
                .isCloseTo(slow.values.stream().mapToDouble(v -> v).average().orElse(0), within(1e-9 * (1 + max)));
        double squares = slow.values.stream().mapToDouble(v -> (double) v * v).sum();
        assertThat(statistics.norm(latent)).isCloseTo(Math.sqrt(squares), within(1e-9 * (1 + max)));
        assertThat(statistics.dead(latent)).isEqualTo(slow.values.isEmpty());
        int[] bins = new int[LatentStatistics.BINS];
        for (float value : slow.values) {
            bins[(int) Math.max(0, Math.min(49, Math.ceil(50.0 * value / max) - 1))]++;
        }
        assertThat(statistics.histogram(latent)).containsExactly(bins);
        int[] prefixes = index.info().prefixes();
        assertThat(statistics.level(latent))
                .isEqualTo(1
                        + (int) IntStream.of(prefixes).filter(p -> p <= latent).count());
        checkTopTokens(statistics, slow);
    }

    private static void checkTopTokens(LatentStatistics statistics, SlowLatent slow) {
        int[] tokens = statistics.topTokens(slow.latent);
        float[] means = statistics.topTokenValues(slow.latent);
        double[] sums = new double[VOCABULARY];
        int[] counts = new int[VOCABULARY];
        for (long p = 0; p < slow.corpus.tokenCount(); p++) {
            sums[slow.corpus.token(p)] += slow.activations.stored(p, slow.latent);
            counts[slow.corpus.token(p)]++;
        }
        List<Integer> expected = new ArrayList<>(IntStream.range(0, VOCABULARY)
                .filter(token -> sums[token] > 0)
                .boxed()
                .toList());
        expected.sort(Comparator.comparingDouble(token -> -(float) (sums[token] / Math.sqrt(counts[token]))));
        assertThat(tokens).containsExactly(expected.stream().mapToInt(i -> i).toArray());
        for (int i = 0; i < tokens.length; i++) {
            assertThat((double) means[i])
                    .isCloseTo(sums[tokens[i]] / counts[tokens[i]], within(1e-4 * sums[tokens[i]]));
        }
    }

    private static void checkContexts(LatentIndex index, SlowLatent slow, long seed) {
        int latent = slow.latent;
        List<ContextHit> all = slow.hits();
        assertThat(index.topContexts(latent, 7)).isEqualTo(all.subList(0, Math.min(7, all.size())));
        assertThat(index.topContexts(latent, Integer.MAX_VALUE)).isEqualTo(all);
        assertThat(index.firingContexts(latent)).isEqualTo(all.size());
        assertThat(index.randomContexts(latent, 5, seed))
                .hasSize(Math.min(5, all.size()))
                .doesNotHaveDuplicates()
                .isSubsetOf(all)
                .isEqualTo(index.randomContexts(latent, 5, seed));
        float low = 0.5f;
        float high = all.isEmpty() ? 1 : all.get(all.size() / 3).max();
        assertThat(index.contextsBetween(latent, low, high, 10_000, seed))
                .isEqualTo(all.stream()
                        .filter(hit -> hit.max() >= low && hit.max() <= high)
                        .toList());
        assertThat(index.contextsBetween(latent, low, high, 4, seed))
                .hasSizeLessThanOrEqualTo(4)
                .isSubsetOf(all);
        assertThat(index.tokensBetween(latent, low, high))
                .isEqualTo(
                        slow.values.stream().filter(v -> v >= low && v <= high).count());
        checkQuantiles(index, all, latent);
        List<Long> firing = new ArrayList<>();
        index.forEachFiring(latent, (position, value) -> {
            assertThat(value).isEqualTo(slow.activations.stored(position, latent));
            firing.add(position);
        });
        assertThat(firing).hasSize(slow.values.size()).isSorted();
        Set<Integer> top = new HashSet<>();
        Arrays.stream(index.statistics().topTokens(latent)).forEach(top::add);
        for (ContextHit miss : index.nearMisses(latent, 6, seed)) {
            assertThat(index.store().value(miss.peak(), latent)).isZero();
            assertThat(top).contains(slow.corpus.token(miss.peak()));
            assertThat(miss.peak())
                    .isBetween(miss.context().start(), miss.context().end() - 1);
        }
    }

    private static void checkQuantiles(LatentIndex index, List<ContextHit> all, int latent) {
        List<QuantileGroup> groups = index.quantiles(latent, 4, 3);
        assertThat(groups.stream().mapToInt(QuantileGroup::contexts).sum()).isEqualTo(all.size());
        int from = 0;
        for (QuantileGroup group : groups) {
            List<ContextHit> members = all.subList(from, from + group.contexts());
            assertThat(group.high()).isEqualTo(members.getFirst().max());
            assertThat(group.low()).isEqualTo(members.getLast().max());
            int size = Math.min(3, members.size());
            for (int i = 0; i < size; i++) {
                assertThat(group.sample().get(i)).isEqualTo(members.get(members.size() * (2 * i + 1) / (2 * size)));
            }
            assertThat(group.sample()).hasSize(size);
            from += group.contexts();
        }
    }

    private static void checkCoFiring(LatentIndex index, RandomActivations activations, SlowLatent slow) {
        long tokens = slow.corpus.tokenCount();
        for (CoFiringLatent pair : index.coFiring(slow.latent, 100)) {
            long joint = 0;
            long other = 0;
            double product = 0;
            double ownMasked = 0;
            double otherMasked = 0;
            double own = 0;
            double others = 0;
            for (long p = 0; p < tokens; p++) {
                double a = activations.stored(p, slow.latent);
                double b = activations.stored(p, pair.latent());
                other += b > 0 ? 1 : 0;
                joint += a > 0 && b > 0 ? 1 : 0;
                product += a * b;
                ownMasked += b > 0 ? a * a : 0;
                otherMasked += a > 0 ? b * b : 0;
                own += a * a;
                others += b * b;
            }
            int count = slow.values.size();
            assertThat(pair.joint()).isEqualTo(joint);
            assertThat(pair.lift()).isCloseTo((double) tokens * joint / ((double) count * other), within(1e-9));
            assertThat(pair.share()).isCloseTo((double) joint / count, within(1e-12));
            assertThat(pair.otherShare()).isCloseTo((double) joint / other, within(1e-12));
            assertThat(pair.jaccard()).isCloseTo((double) joint / (count + other - joint), within(1e-12));
            assertThat(pair.cosineAsParent()).isCloseTo(product / Math.sqrt(ownMasked * others), within(1e-6));
            assertThat(pair.cosineAsChild()).isCloseTo(product / Math.sqrt(otherMasked * own), within(1e-6));
        }
    }

    private static void checkNeighbours(LatentIndex index, FloatMatrix decoder) {
        int latents = index.info().latents();
        for (int latent = 0; latent < latents; latent++) {
            float[] row = decoder.row(latent);
            List<LatentScore> nearest = index.nearestByDecoder(latent, 8);
            assertThat(nearest).hasSize(Math.min(8, latents - 1));
            double[] cosines = IntStream.range(0, latents)
                    .mapToDouble(other -> cosine(row, decoder.row(other)))
                    .toArray();
            for (LatentScore score : nearest) {
                assertThat(score.score()).isCloseTo(cosines[score.latent()], within(1e-2));
                assertThat(index.decoderCosine(latent, score.latent()).orElseThrow())
                        .isCloseTo(score.score(), within(1e-5));
            }
            cosines[latent] = -2;
            double best = Arrays.stream(cosines).max().orElseThrow();
            assertThat(nearest.getFirst().score()).isCloseTo(best, within(1e-2));
        }
    }

    private static double cosine(float[] a, float[] b) {
        double product = 0;
        double squareA = 0;
        double squareB = 0;
        for (int i = 0; i < a.length; i++) {
            product += (double) a[i] * b[i];
            squareA += (double) a[i] * a[i];
            squareB += (double) b[i] * b[i];
        }
        return product / Math.sqrt(squareA * squareB);
    }

    private static void checkTokens(LatentIndex index, TokenCorpus corpus) {
        int[] wanted = {3, 16};
        int[] expected = IntStream.range(0, corpus.contextCount())
                .filter(c -> Arrays.stream(corpus.tokens(corpus.context(c))).anyMatch(t -> t == 3 || t == 16))
                .toArray();
        assertThat(index.contextsContaining(wanted)).containsExactly(expected);
        assertThat(index.contextsContaining(List.of(" w3", " w16", "w3"))).containsExactly(expected);
        assertThat(index.contextsContaining(List.of("w3")))
                .as("terms are whole tokens")
                .isEmpty();
        int[] pair = IntStream.range(0, corpus.contextCount())
                .filter(c -> holds(corpus.tokens(corpus.context(c)), 1, 2))
                .toArray();
        assertThat(index.contextsWithSequence(new int[] {1, 2})).containsExactly(pair);
        assertThat(Arrays.stream(index.contextsMatching("\"w1 w2\"", 10_000))
                        .sorted()
                        .toArray())
                .containsExactly(pair);
        int[] both = IntStream.range(0, corpus.contextCount())
                .filter(c -> {
                    Context context = corpus.context(c);
                    int[] tokens = corpus.tokens(context);
                    return Arrays.stream(tokens).anyMatch(t -> t == 1)
                            && Arrays.stream(tokens).anyMatch(t -> t == 2);
                })
                .toArray();
        assertThat(Arrays.stream(index.contextsMatching("W2 w1", 10_000))
                        .sorted()
                        .toArray())
                .containsExactly(both);
        assertThat(index.contextsMatching("", 10)).isEmpty();
    }

    private static boolean holds(int[] tokens, int first, int second) {
        return IntStream.range(1, tokens.length).anyMatch(i -> tokens[i - 1] == first && tokens[i] == second);
    }

    /** One latent by looking at every token. */
    private static final class SlowLatent {
        final TokenCorpus corpus;
        final RandomActivations activations;
        final int latent;
        final List<Float> values = new ArrayList<>();

        SlowLatent(TokenCorpus corpus, RandomActivations activations, int latent) {
            this.corpus = corpus;
            this.activations = activations;
            this.latent = latent;
            for (long p = 0; p < corpus.tokenCount(); p++) {
                if (activations.stored(p, latent) > 0) {
                    values.add(activations.stored(p, latent));
                }
            }
        }

        /** All firing contexts, strongest first. */
        List<ContextHit> hits() {
            List<ContextHit> hits = new ArrayList<>();
            for (int c = 0; c < corpus.contextCount(); c++) {
                Context context = corpus.context(c);
                long peak = context.start();
                for (long p = context.start(); p < context.end(); p++) {
                    peak = activations.stored(p, latent) > activations.stored(peak, latent) ? p : peak;
                }
                if (activations.stored(peak, latent) > 0) {
                    hits.add(new ContextHit(context, activations.stored(peak, latent), peak));
                }
            }
            hits.sort(Comparator.comparingDouble(hit -> -hit.max()));
            return hits;
        }
    }
}
