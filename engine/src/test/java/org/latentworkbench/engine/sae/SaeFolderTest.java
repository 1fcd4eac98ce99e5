package org.latentworkbench.engine.sae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latentworkbench.engine.activation.InputScale;
import org.latentworkbench.engine.activation.ScaleRule;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.UnsupportedException;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.tensor.DType;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.SafetensorsFile;
import org.latentworkbench.engine.tensor.SafetensorsWriter;
import org.latentworkbench.engine.tensor.TensorData;
import org.latentworkbench.engine.tensor.TensorSource;
import org.latentworkbench.engine.text.BosRule;
import tools.jackson.databind.JsonNode;

/** What is written, read and computed under folding, against the definition in normalised space. */
class SaeFolderTest {
    private static final int WIDTH = 7;
    private static final int LATENTS = 20;
    private static final int ROWS = 50;
    private static final double THRESHOLD = 0.4;

    @TempDir
    Path folder;

    private final Arena arena = Arena.ofAuto();
    private final SplittableRandom random = new SplittableRandom(1);

    static Stream<SaeKind> kinds() {
        return Stream.of(
                new SaeKind.TopK(4),
                new SaeKind.BatchTopK(4),
                new SaeKind.Matryoshka(4, List.of(5, 20)),
                new SaeKind.Matryoshka(4, List.of(5, 20), List.of(1.0, 2.0), SaeKind.Matryoshka.Choice.PER_ROW),
                new SaeKind.MatryoshkaRandom(List.of(5, 20)),
                new SaeKind.Relu(),
                new SaeKind.Relu(false),
                new SaeKind.Gated(),
                new SaeKind.JumpRelu(false));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aFoldedAutoencoderComputesWhatTheTrainedOneDid(SaeKind kind) {
        SaeWeights trained = random(kind);
        InputScale scale = scale();
        SaeFolder.write(folder, info(kind, scale), trained, threshold(kind), Map.of("seed", 1));
        FloatMatrix raw = FloatMatrix.allocate(arena, ROWS, WIDTH);
        fill(raw, 3);
        try (Sae sae = Sae.load(folder)) {
            assertThat(sae.info().kind()).isEqualTo(kind);
            assertThat(sae.info().scale().scale()).isEqualTo(scale.scale());
            assertThat(sae.info().scale().shift()).isEqualTo(scale.shift());
            assertThat(sae.info().hook()).isEqualTo("resid_post.2");
            SparseRows codes = sae.encode(raw);
            FloatMatrix decoded = FloatMatrix.allocate(arena, ROWS, WIDTH);
            sae.decode(codes, decoded);
            for (int row = 0; row < ROWS; row++) {
                double[] f = activations(trained, scale, raw.row(row), kind);
                double[] expected = reconstruction(trained, scale, f);
                double[] shown = new double[LATENTS];
                for (int e = codes.offsets()[row]; e < codes.offsets()[row + 1]; e++) {
                    shown[codes.latents()[e]] = codes.values()[e];
                }
                for (int i = 0; i < LATENTS; i++) {
                    double norm = norm(trained.decoder().row(i));
                    assertThat(shown[i]).isCloseTo(f[i] * norm / scale.scale(), within(1e-3));
                }
                for (int i = 0; i < WIDTH; i++) {
                    assertThat((double) decoded.get(row, i)).isCloseTo(expected[i], within(1e-3));
                }
            }
        }
    }

    @Test
    void levelsFollowThePrefixes() {
        SaeKind kind = new SaeKind.Matryoshka(4, List.of(5, 12, 20));
        SaeFolder.write(folder, info(kind, scale()), random(), threshold(kind), Map.of());
        try (Sae sae = Sae.load(folder)) {
            assertThat(sae.prefixes()).containsExactly(5, 12, 20);
            assertThat(List.of(sae.level(0), sae.level(4), sae.level(5), sae.level(11), sae.level(12), sae.level(19)))
                    .containsExactly(1, 1, 2, 2, 3, 3);
        }
    }

    @Test
    void otherProgramsFindWhatTheyExpect() {
        SaeKind kind = new SaeKind.Matryoshka(4, List.of(5, 20));
        SaeFolder.write(folder, info(kind, scale()), random(), threshold(kind), Map.of());
        JsonNode cfg = Manifest.readTree(folder.resolve("cfg.json"));
        assertThat(cfg.path("architecture").asString()).isEqualTo("jumprelu");
        assertThat(cfg.path("normalize_activations").asString()).isEqualTo("none");
        assertThat(cfg.path("apply_b_dec_to_input").asBoolean()).isTrue();
        assertThat(cfg.path("metadata").path("sae_lens_version").asString()).isGreaterThanOrEqualTo("6.0.0");
        assertThat(cfg.path("metadata").path("hook_name").asString()).isEqualTo("blocks.2.hook_resid_post");
        assertThat(cfg.path("metadata").path("k").asInt()).isEqualTo(4);
        try (TensorSource tensors = SafetensorsFile.open(folder.resolve("sae_weights.safetensors"))) {
            assertThat(tensors.names()).containsExactlyInAnyOrder("W_enc", "b_enc", "W_dec", "b_dec", "threshold");
            assertThat(tensors.info("W_enc").shape()).containsExactly(WIDTH, LATENTS);
            assertThat(tensors.info("W_dec").shape()).containsExactly(LATENTS, WIDTH);
            assertThat(tensors.floats("threshold")).containsOnly((float) THRESHOLD);
        }
    }

    @Test
    void aGatedOneHasTheTensorsThatOtherProgramsLookFor() {
        SaeKind kind = new SaeKind.Gated();
        SaeFolder.write(folder, info(kind, scale()), random(kind), InferenceThreshold.NONE, Map.of());
        assertThat(Manifest.readTree(folder.resolve("cfg.json"))
                        .path("architecture")
                        .asString())
                .isEqualTo("gated");
        try (TensorSource tensors = SafetensorsFile.open(folder.resolve("sae_weights.safetensors"))) {
            assertThat(tensors.names())
                    .containsExactlyInAnyOrder("W_enc", "b_gate", "b_mag", "r_mag", "W_dec", "b_dec");
        }
    }

    @Test
    void withoutOurSidecarAThresholdAutoencoderIsAJumpRelu() throws Exception {
        SaeKind kind = new SaeKind.BatchTopK(4);
        SaeFolder.write(folder, info(kind, scale()), random(), threshold(kind), Map.of());
        FloatMatrix raw = FloatMatrix.allocate(arena, ROWS, WIDTH);
        fill(raw, 3);
        SparseRows with;
        try (Sae sae = Sae.load(folder)) {
            with = sae.encode(raw);
        }
        Files.delete(folder.resolve("workbench.json"));
        try (Sae sae = Sae.load(folder)) {
            assertThat(sae.info().kind()).isEqualTo(new SaeKind.JumpRelu());
            SparseRows without = sae.encode(raw);
            assertThat(without.latents()).isEqualTo(with.latents());
            assertThat(without.values()).isEqualTo(with.values());
        }
    }

    @Test
    void aTensorOfAnotherShapeIsNamedWithBothShapes() {
        write(new SaeKind.TopK(4));
        rewrite(tensor -> tensor.name().equals("b_enc")
                ? TensorData.ofFloats("b_enc", new float[LATENTS - 1], LATENTS - 1)
                : tensor);
        assertThatThrownBy(() -> Sae.load(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("b_enc")
                .hasMessageContaining("20");
    }

    @Test
    void aTensorThatTheArchitectureDoesNotKnowIsRefused() {
        write(new SaeKind.TopK(4));
        rewrite(tensor -> tensor.name().equals("b_enc")
                ? new TensorData("scaling_factor", tensor.dtype(), tensor.shape(), tensor.bytes())
                : tensor);
        assertThatThrownBy(() -> Sae.load(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no tensor `b_enc`");
    }

    @Test
    void aWeightThatIsNoNumberIsRefused() {
        write(new SaeKind.TopK(4));
        float[] broken = new float[LATENTS];
        broken[3] = Float.NaN;
        rewrite(tensor -> tensor.name().equals("b_enc") ? TensorData.ofFloats("b_enc", broken, LATENTS) : tensor);
        assertThatThrownBy(() -> Sae.load(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("`b_enc` holds NaN at element 3");
    }

    @Test
    void anArchitectureThatIsNotHandledIsNamed() throws Exception {
        write(new SaeKind.TopK(4));
        Path cfg = folder.resolve("cfg.json");
        Files.writeString(cfg, Files.readString(cfg).replace("\"topk\"", "\"transcoder\""));
        assertThatThrownBy(() -> Sae.load(folder))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("transcoder");
    }

    @Test
    void aMissingFolderAndATruncatedFileAreToldApart() throws Exception {
        assertThatThrownBy(() -> Sae.load(folder.resolve("absent")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("There is no autoencoder folder");
        write(new SaeKind.TopK(4));
        Path weights = folder.resolve("sae_weights.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        Files.write(weights, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> Sae.load(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("sae_weights.safetensors");
    }

    private void write(SaeKind kind) {
        SaeFolder.write(folder, info(kind, scale()), random(), threshold(kind), Map.of());
    }

    private void rewrite(java.util.function.UnaryOperator<TensorData> change) {
        Path file = folder.resolve("sae_weights.safetensors");
        List<TensorData> tensors = new ArrayList<>();
        try (TensorSource source = SafetensorsFile.open(file)) {
            for (String name : source.names()) {
                tensors.add(change.apply(TensorData.ofFloats(
                        name, source.floats(name), source.info(name).shape())));
            }
        }
        assertThat(tensors).allMatch(tensor -> tensor.dtype() == DType.F32);
        SafetensorsWriter.write(file, tensors, Map.of());
    }

    private static InferenceThreshold threshold(SaeKind kind) {
        return kind instanceof SaeKind.TopK ? InferenceThreshold.NONE : new InferenceThreshold(THRESHOLD, "test");
    }

    private static SaeInfo info(SaeKind kind, InputScale scale) {
        return new SaeInfo("s", kind, WIDTH, LATENTS, "m", "c", "resid_post.2", BosRule.EACH_CONTEXT, 128, scale);
    }

    private InputScale scale() {
        float[] shift = new float[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            shift[i] = (float) random.nextGaussian();
        }
        return new InputScale(0.37, shift, ScaleRule.UNIT_MS, 1000);
    }

    private SaeWeights random() {
        return random(new SaeKind.TopK(1));
    }

    private SaeWeights random(SaeKind kind) {
        SaeWeights weights = SaeWeights.allocate(arena, LATENTS, WIDTH, kind);
        fill(weights.further(), 0.4);
        fill(weights.encoder(), 1);
        fill(weights.encoderBias(), 0.1);
        fill(weights.decoder(), 0.5);
        fill(weights.decoderBias(), 0.3);
        return weights;
    }

    private void fill(FloatMatrix matrix, double size) {
        for (long row = 0; row < matrix.rows(); row++) {
            for (int i = 0; i < matrix.columns(); i++) {
                matrix.set(row, i, (float) (size * random.nextGaussian()));
            }
        }
    }

    private static double[] activations(SaeWeights w, InputScale scale, float[] raw, SaeKind kind) {
        double[] pre = new double[LATENTS];
        for (int i = 0; i < LATENTS; i++) {
            pre[i] = w.encoderBias().get(0, i);
            for (int j = 0; j < WIDTH; j++) {
                double xn = scale.scale() * (raw[j] - scale.shift()[j]);
                double bias = kind.subtractsDecoderBias() ? w.decoderBias().get(0, j) : 0;
                pre[i] += (xn - bias) * w.encoder().get(i, j);
            }
        }
        if (kind instanceof SaeKind.Gated) {
            return gated(w, pre);
        }
        double bound =
                switch (kind) {
                    case SaeKind.TopK(int k) -> largest(pre, k);
                    case SaeKind.Matryoshka fixed
                    when fixed.choice() == SaeKind.Matryoshka.Choice.PER_ROW -> largest(pre, fixed.k());
                    case SaeKind.Relu _, SaeKind.MatryoshkaRandom _, SaeKind.Gated _ -> 0;
                    case SaeKind.BatchTopK _, SaeKind.Matryoshka _, SaeKind.JumpRelu _ -> THRESHOLD;
                };
        for (int i = 0; i < LATENTS; i++) {
            double own =
                    kind instanceof SaeKind.JumpRelu ? Math.max(0, w.further().get(0, i)) : bound;
            pre[i] = pre[i] > own ? pre[i] : 0;
        }
        return pre;
    }

    private static double largest(double[] pre, int k) {
        double[] sorted = pre.clone();
        java.util.Arrays.sort(sorted);
        return Math.max(0, Math.nextDown(sorted[LATENTS - k]));
    }

    private static double[] gated(SaeWeights w, double[] gates) {
        double[] f = new double[LATENTS];
        for (int i = 0; i < LATENTS; i++) {
            double pi = gates[i] - w.encoderBias().get(0, i);
            double magnitude = Math.exp(w.further().get(SaeWeights.MAGNITUDE_LOG_SCALE, i)) * pi
                    + w.further().get(SaeWeights.MAGNITUDE_BIAS, i);
            f[i] = gates[i] > 0 ? Math.max(0, magnitude) : 0;
        }
        return f;
    }

    private static double[] reconstruction(SaeWeights w, InputScale scale, double[] f) {
        double[] out = new double[WIDTH];
        for (int j = 0; j < WIDTH; j++) {
            out[j] = w.decoderBias().get(0, j);
            for (int i = 0; i < LATENTS; i++) {
                out[j] += f[i] * w.decoder().get(i, j);
            }
            out[j] = out[j] / scale.scale() + scale.shift()[j];
        }
        return out;
    }

    private static double norm(float[] row) {
        double squares = 0;
        for (float value : row) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares);
    }
}
