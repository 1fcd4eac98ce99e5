package org.latentworkbench.engine.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.text.TokenCorpus;

/** The quick ways to read rows of a store against the activations that went in; ids take two bytes or four. */
class RowsTest {
    private static final int WIDE = 70_000;

    @TempDir
    private Path folder;

    private interface Check {
        void of(LatentIndex index, RandomActivations activations);
    }

    private void check(int latents, Check check) {
        try (TokenCorpus corpus = RandomCorpus.random(folder, 3, 17, 16, 12, 40)) {
            float[][] rows = new float[(int) corpus.tokenCount()][latents];
            Random random = new Random(7);
            for (float[] row : rows) {
                int firing = random.nextInt(9) == 0 ? 0 : random.nextInt(90);
                for (int i = 0; i < firing; i++) {
                    row[random.nextInt(10) < 7 ? random.nextInt(30) : random.nextInt(latents)] =
                            random.nextFloat() + 0.1f;
                }
                row[latents - 1] = random.nextInt(5) == 0 ? 2 : 0;
            }
            RandomActivations activations = new RandomActivations(rows);
            IndexBuilder.build(
                    folder.resolve("index"),
                    new IndexSource("sae", latents, new int[] {latents}, Optional.empty()),
                    corpus,
                    activations,
                    JobContext.silent());
            try (LatentIndex index = LatentIndex.open(folder.resolve("index"), corpus)) {
                check.of(index, activations);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {40, WIDE})
    void aLatentIsFoundOnEveryTokenOnWhichItFires(int latents) {
        check(latents, (index, activations) -> {
            ContextRows rows = new ContextRows(index.store());
            int tokens = (int) index.corpus().tokenCount();
            for (int latent : new int[] {0, 5, 29, 35, latents - 1}) {
                for (int from = 0; from <= tokens; from += 13) {
                    int count = Math.min(from % 7 * 20, tokens - from);
                    float[] found = new float[count + 3];
                    rows.activations(from, count, latent, found);
                    for (int t = 0; t < found.length; t++) {
                        assertThat(found[t]).isEqualTo(t < count ? activations.stored(from + t, latent) : 0);
                    }
                }
            }
        });
    }

    @Test
    void anIdThatTwoBytesCannotHoldIsFoundNowhere() {
        check(40, (index, _) -> {
            float[] found = new float[20];
            new ContextRows(index.store()).activations(0, 20, 1 << 16, found);
            assertThat(found).containsOnly(0);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {40, WIDE})
    void entriesOfScatteredTokensAreReadInTheirOrder(int latents) {
        check(latents, (index, activations) -> {
            GatheredRows rows = new GatheredRows(index.store());
            Random random = new Random(1);
            for (int of : new int[] {1, 2, 9}) {
                long[] positions = random.longs(0, index.corpus().tokenCount())
                        .limit(index.corpus().tokenCount() / of)
                        .sorted()
                        .distinct()
                        .toArray();
                List<Integer> expected = new ArrayList<>();
                List<Float> values = new ArrayList<>();
                for (long position : positions) {
                    for (int latent = 0; latent < latents; latent++) {
                        if (activations.stored(position, latent) > 0) {
                            expected.add(latent);
                            values.add(activations.stored(position, latent));
                        }
                    }
                }
                assertThat(rows.read(positions, positions.length)).isEqualTo(expected.size());
                for (int entry = 0; entry < expected.size(); entry++) {
                    assertThat(rows.latents()[entry]).isEqualTo(expected.get(entry));
                    assertThat(rows.values()[entry]).isEqualTo(values.get(entry));
                }
                assertThat(rows.read(positions, 0)).isZero();
            }
        });
    }
}
