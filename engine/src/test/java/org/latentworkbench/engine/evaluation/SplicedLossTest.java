package org.latentworkbench.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latentworkbench.engine.SharedData;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.lm.LanguageModel;
import org.latentworkbench.engine.sae.Sae;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.text.BosRule;
import org.latentworkbench.engine.text.Tokenizer;
import tools.jackson.databind.JsonNode;

class SplicedLossTest {
    private static final double THREE_DIGITS = 5e-4;
    private static final HookPoint HOOK = HookPoint.parse("resid_post.2");

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
    @MethodSource("autoencoders")
    void theLossesAreThoseOfAnotherImplementation(String name) throws IOException {
        Path folder = SharedData.path("sae").resolve(name);
        try (LanguageModel model = LanguageModel.load(SharedData.path("models/stories260K/hf"), ComputeDevice.CPU);
                Sae sae = Sae.load(folder)) {
            int[][] heldOut = heldOut(model.tokenizer());
            assertThat(Arrays.stream(heldOut).mapToInt(ids -> ids.length).sum()).isEqualTo(118_016);
            SplicedLoss loss = loss(model, sae, heldOut);
            assertThat(loss.tokens()).isEqualTo(33_470);
            double explained = explained(model, sae, heldOut);
            System.out.printf(
                    "%s: explained variance %.4f, loss %.4f, spliced %.4f%n",
                    folder, explained, loss.model(), loss.spliced());
            Path metrics = folder.resolve("metrics.json");
            if (Files.exists(metrics)) {
                assertThatAllAre(Manifest.readTree(metrics), explained, loss);
            }
        }
    }

    private static void assertThatAllAre(JsonNode expected, double explained, SplicedLoss loss) {
        assertThat(explained).isCloseTo(expected.get("explained_variance").asDouble(), within(THREE_DIGITS));
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

    /** Measures autoencoders of one's own on the same stories: {@code -Dsaes=FOLDER,FOLDER}, trained without them. */
    static Stream<String> autoencoders() {
        Stream<String> others =
                Stream.of(System.getProperty("saes", "").split(",")).filter(folder -> !folder.isBlank());
        return Stream.concat(Stream.of("trained-stories260K/standard", "trained-stories260K/topk"), others);
    }

    private static SplicedLoss loss(LanguageModel model, Sae sae, int[][] heldOut) {
        return new SplicedLossMeter(model, sae, HOOK, BosRule.EACH_CONTEXT)
                .measure(Arrays.copyOf(heldOut, 100), heldOut, JobContext.silent());
    }

    private static double explained(LanguageModel model, Sae sae, int[][] contexts) {
        int width = sae.inputWidth();
        double[] sums = new double[width];
        double squares = 0;
        double errors = 0;
        long rows = 0;
        for (int[] context : contexts) {
            try (Arena arena = Arena.ofConfined()) {
                FloatMatrix x = FloatMatrix.allocate(arena, context.length, width);
                FloatMatrix reconstructed = FloatMatrix.allocate(arena, context.length, width);
                model.activations(new int[][] {context}, BosRule.EACH_CONTEXT, HOOK, x);
                sae.decode(sae.encode(x), reconstructed);
                for (int row = 0; row < context.length; row++) {
                    for (int i = 0; i < width; i++) {
                        double value = x.get(row, i);
                        sums[i] += value;
                        squares += value * value;
                        errors += Math.pow(value - reconstructed.get(row, i), 2);
                    }
                }
                rows += context.length;
            }
        }
        double count = rows;
        double ofMean = Arrays.stream(sums).map(sum -> sum * sum / count).sum();
        return 1 - errors / (squares - ofMean);
    }

    private static int[][] heldOut(Tokenizer tokenizer) throws IOException {
        List<String> stories = stories(SharedData.path("corpora/tinystories_combined.txt"));
        return contexts(tokenizer, stories, IntStream.range(0, 345).map(i -> 10 * i));
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
