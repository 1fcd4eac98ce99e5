package org.latentworkbench.engine.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
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
}
