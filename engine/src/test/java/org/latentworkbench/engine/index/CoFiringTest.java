package org.latentworkbench.engine.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.text.TokenCorpus;

class CoFiringTest {
    @TempDir
    Path folder;

    /** Six tokens on which the figures of both directions were worked out by hand. */
    @Test
    void agreesWithTheWorkedExample() {
        float[][] rows = {{4, 2}, {0, 0}, {2, 1}, {2, 0}, {0, 0}, {1, 3}};
        try (TokenCorpus corpus = RandomCorpus.of(folder, 4, 8, List.of(new int[] {0, 1, 2, 3, 0, 1}))) {
            Path dir = folder.resolve("index");
            IndexBuilder.build(
                    dir, IndexSource.flat("sae", 2), corpus, new RandomActivations(rows), JobContext.silent());
            try (LatentIndex index = LatentIndex.open(dir, corpus)) {
                CoFiringLatent b = index.coFiring(0, 5).getFirst();
                assertThat(b.latent()).isEqualTo(1);
                assertThat(b.joint()).isEqualTo(3);
                assertThat(b.otherShare()).isEqualTo(1);
                assertThat(b.share()).isEqualTo(0.75);
                assertThat(b.jaccard()).isEqualTo(0.75);
                assertThat(b.lift()).isEqualTo(1.5);
                assertThat(b.cosineAsParent()).isCloseTo(0.758175, within(1e-6));
                assertThat(b.cosineAsParent() * b.ratioAsParent()).isCloseTo(0.568631, within(1e-6));
                assertThat(b.cosineAsChild()).isCloseTo(0.694879, within(1e-6));
                assertThat(b.cosineAsChild() * b.ratioAsChild()).isCloseTo(0.926506, within(1e-6));
            }
        }
    }

    /** Whatever decides which pairs are looked at: what is kept is exact, and all of it if all tokens decide. */
    @Test
    void keepsTheStrongestPairsOfACountByBruteForce() throws IOException {
        try (TokenCorpus corpus = RandomCorpus.random(folder, 11, 60, 8, 40, 50);
                Arena arena = Arena.ofShared()) {
            var activations = new RandomActivations(corpus, 40, 9);
            Path dir = folder.resolve("index");
            IndexInfo info =
                    IndexBuilder.build(dir, IndexSource.flat("sae", 40), corpus, activations, JobContext.silent());
            var store = ActivationStore.open(dir, info.tokens(), 40, info.activations(), arena);
            LatentTotals totals = LatentTotals.of(store, JobContext.silent());
            LatentStatistics statistics = LatentStatistics.read(
                    dir, info.tokens(), info.prefixes(), corpus.vocabulary().size());
            for (long sample : new long[] {CoFiringBuilder.SAMPLE, info.tokens() / 3}) {
                Path made = Files.createDirectory(folder.resolve("of" + sample));
                CoFiringBuilder.write(made, store, totals, sample, 1, JobContext.silent());
                CoFiring coFiring = CoFiring.read(made, statistics);
                coFiring.verify(store, JobContext.silent());
                int kept = 0;
                for (int a = 0; a < 40; a++) {
                    Map<Integer, Long> counted = partners(activations, info.tokens(), a, statistics);
                    List<CoFiringLatent> found = coFiring.of(a, 100);
                    kept += found.size();
                    if (sample == CoFiringBuilder.SAMPLE) {
                        assertThat(found)
                                .extracting(CoFiringLatent::latent)
                                .containsExactlyElementsOf(
                                        counted.keySet().stream().limit(12).toList());
                    }
                    for (CoFiringLatent pair : found) {
                        assertThat(pair.joint()).isEqualTo(counted.get(pair.latent()));
                    }
                    assertThat(found)
                            .isSortedAccordingTo(Comparator.comparingDouble(CoFiringLatent::lift)
                                    .reversed());
                }
                assertThat(kept).isPositive();
            }
        }
    }

    /** Common tokens by partner, the largest lift first. */
    private static Map<Integer, Long> partners(
            RandomActivations activations, long tokens, int a, LatentStatistics statistics) {
        Map<Integer, Long> joint = new HashMap<>();
        for (int b = 0; b < 40; b++) {
            long count = 0;
            for (long p = 0; p < tokens; p++) {
                count += activations.stored(p, a) > 0 && activations.stored(p, b) > 0 ? 1 : 0;
            }
            if (b != a && count >= Math.max(2, Math.min(100, statistics.count(a) / 20))) {
                joint.put(b, count);
            }
        }
        Map<Integer, Long> sorted = new LinkedHashMap<>();
        joint.entrySet().stream()
                .sorted(Comparator.comparingDouble((Map.Entry<Integer, Long> e) -> -(double) e.getValue()
                                * tokens
                                / ((double) statistics.count(a) * statistics.count(e.getKey())))
                        .thenComparing(e -> -e.getValue())
                        .thenComparing(Map.Entry::getKey))
                .forEach(e -> sorted.put(e.getKey(), e.getValue()));
        return sorted;
    }
}
