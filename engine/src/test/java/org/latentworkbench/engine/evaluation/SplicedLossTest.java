package org.latentworkbench.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latentworkbench.engine.SharedData;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.lm.LanguageModel;
import org.latentworkbench.engine.sae.Sae;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.text.BosRule;
import org.latentworkbench.engine.text.Tokenizer;
import tools.jackson.databind.JsonNode;

class SplicedLossTest {
    private static final double THREE_DIGITS = 5e-4;

    @Test
    void recoveredIsOneForNoLossAndZeroForTheAblation() {
        assertThat(new SplicedLoss(10, 2, 2, 10, 6).recoveredFromZero()).isEqualTo(1);
        assertThat(new SplicedLoss(10, 2, 10, 10, 6).recoveredFromZero()).isZero();
        SplicedLoss loss = new SplicedLoss(10, 2, 3, 10, 6);
        assertThat(loss.recoveredFromZero()).isEqualTo(7 / 8.0);
        assertThat(loss.recoveredFromMean()).isEqualTo(3 / 4.0);
        assertThat(loss.cost()).isEqualTo(1);
    }

    /**
     * Every tenth story is held out; of each its first 383 tokens behind BOS. Losses of the reference are those of the first
     * hundred held-out stories, on which the model's and the zero-ablated loss agree to five digits.
     */
    @ParameterizedTest
    @ValueSource(strings = {"standard", "topk"})
    void theLossesAreThoseOfAnotherImplementation(String name) throws IOException {
        Path folder = SharedData.path("sae/trained-stories260K/" + name);
        Path texts = SharedData.path("corpora/tinystories_combined.txt");
        JsonNode expected = Manifest.readTree(folder.resolve("metrics.json"));
        try (LanguageModel model = LanguageModel.load(SharedData.path("models/stories260K/hf"), ComputeDevice.CPU);
                Sae sae = Sae.load(folder)) {
            List<String> stories = stories(texts);
            int[][] heldOut =
                    contexts(model.tokenizer(), stories, IntStream.range(0, 345).map(i -> 10 * i));
            assertThat(Arrays.stream(heldOut).mapToInt(ids -> ids.length).sum())
                    .isEqualTo(expected.get("held_out_tokens").asInt());
            int[][] first = Arrays.copyOf(heldOut, 100);
            int[][] meanOver = heldOut;
            var meter = new SplicedLossMeter(model, sae, HookPoint.parse("resid_post.2"), BosRule.EACH_CONTEXT);
            SplicedLoss loss = meter.measure(first, meanOver, JobContext.silent());
            assertThat(loss.tokens()).isEqualTo(33_470);
            assertThat(loss.model()).isCloseTo(expected.get("ce_base").asDouble(), within(THREE_DIGITS));
            assertThat(loss.spliced()).isCloseTo(expected.get("ce_spliced").asDouble(), within(THREE_DIGITS));
            assertThat(loss.zeroAblated())
                    .isCloseTo(expected.get("ce_zero_ablation").asDouble(), within(THREE_DIGITS));
            assertThat(loss.meanAblated())
                    .isCloseTo(expected.get("ce_mean_ablation").asDouble(), within(5e-3));
            assertThat(loss.recoveredFromZero())
                    .isCloseTo(expected.get("ce_loss_recovered_vs_zero").asDouble(), within(THREE_DIGITS));
            assertThat(loss.recoveredFromMean())
                    .isCloseTo(expected.get("ce_loss_recovered_vs_mean").asDouble(), within(THREE_DIGITS));
        }
    }

    private static List<String> stories(Path file) throws IOException {
        return Stream.of(Files.readString(file, StandardCharsets.UTF_8).split("<\\|endoftext\\|>"))
                .map(String::strip)
                .filter(story -> !story.isEmpty())
                .toList();
    }

    private static int[][] contexts(Tokenizer tokenizer, List<String> stories, IntStream chosen) {
        return chosen.mapToObj(i -> tokenizer.encode(stories.get(i)))
                .map(ids -> Arrays.copyOf(ids, Math.min(ids.length, 383)))
                .toArray(int[][]::new);
    }
}
