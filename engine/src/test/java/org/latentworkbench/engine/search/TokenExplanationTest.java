package org.latentworkbench.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.index.IndexBuilder;
import org.latentworkbench.engine.index.IndexSource;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.index.RandomActivations;
import org.latentworkbench.engine.index.RandomCorpus;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.text.TokenCorpus;

class TokenExplanationTest {
    private static final int LATENTS = 12;

    @TempDir
    private Path folder;

    @Test
    void whatIsToldIsWhatTheSearchOfItsScriptFinds() {
        try (TokenCorpus corpus = RandomCorpus.random(folder, 5, 17, 16, 80, 90)) {
            var activations = new RandomActivations(corpus, LATENTS, 5);
            IndexBuilder.build(
                    folder.resolve("index"),
                    new IndexSource("sae", LATENTS, new int[] {LATENTS}, Optional.empty()),
                    corpus,
                    activations,
                    JobContext.silent());
            try (LatentIndex index = LatentIndex.open(folder.resolve("index"), corpus)) {
                RegexEnvironment environment = RegexEnvironment.of(corpus.tokenizer());
                TokenSearch search = new TokenSearch(index, environment);
                int explained = 0;
                for (int latent = 0; latent < LATENTS; latent++) {
                    Optional<TokenExplanation> explanation =
                            TokenExplanation.of(index, environment, latent, JobContext.silent());
                    if (explanation.isEmpty()) {
                        assertThat(index.statistics().dead(latent)).isTrue();
                        continue;
                    }
                    explained++;
                    SearchResult result =
                            search.search(explanation.get().script(), SearchOptions.DEFAULT, JobContext.silent());
                    int wanted = latent;
                    RankedLatent ranked = result.latents().stream()
                            .filter(found -> found.latent() == wanted)
                            .findFirst()
                            .orElseThrow();
                    assertThat(result.matches()).isEqualTo(explanation.get().matches());
                    assertThat(ranked.precision()).isCloseTo(explanation.get().precision(), within(1e-12));
                    assertThat(ranked.recall()).isCloseTo(explanation.get().recall(), within(1e-12));
                }
                assertThat(explained).isPositive();
            }
        }
    }
}
