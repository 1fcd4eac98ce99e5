package org.latentworkbench.engine.sae;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.activation.InputScale;
import org.latentworkbench.engine.activation.ScaleRule;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.text.BosRule;

/**
 * Content of {@code workbench.json}: what the layout of SAELens has no place for.
 *
 * @param name name in the workspace
 * @param kind name of the kind
 * @param k active latents per row; 0 if the kind has none
 * @param prefixes nested widths; empty if the kind has none
 * @param prefixWeights weight of each prefix in the loss
 * @param choice how a Matryoshka of fixed prefixes chooses; null for other kinds
 * @param inputScale s of {@code xn = s (x - shift)}; the weights beside this file already contain it
 * @param thresholdRule how the inference threshold was found
 * @param formulas versions of the formulas behind the numbers
 * @param training settings of the run
 */
record SaeSidecar(
        String name,
        String kind,
        int k,
        List<Integer> prefixes,
        List<Double> prefixWeights,
        @Nullable String choice,
        int inputWidth,
        int latents,
        String model,
        String corpus,
        String hook,
        String bos,
        int contextLength,
        String scaleRule,
        double inputScale,
        float @Nullable [] inputShift,
        long scaleRows,
        String perTokenNorm,
        double threshold,
        String thresholdRule,
        Map<String, String> formulas,
        Map<String, Object> training) {

    static SaeSidecar of(SaeInfo info, InferenceThreshold threshold, Map<String, Object> training) {
        int[] widths = info.kind().prefixWidths(info.latents());
        return new SaeSidecar(
                info.name(),
                info.kind().name(),
                info.kind().activeLatents().orElse(0),
                isNested(info.kind()) ? Arrays.stream(widths).boxed().toList() : List.of(),
                info.kind() instanceof SaeKind.Matryoshka fixed ? fixed.weights() : List.of(),
                info.kind() instanceof SaeKind.Matryoshka fixed
                        ? fixed.choice().name().toLowerCase(Locale.ROOT)
                        : null,
                info.inputWidth(),
                info.latents(),
                info.model(),
                info.corpus(),
                info.hook(),
                info.bos().name().toLowerCase(Locale.ROOT),
                info.contextLength(),
                info.scale().rule().name().toLowerCase(Locale.ROOT),
                info.scale().scale(),
                info.scale().shift(),
                info.scale().rows(),
                "none",
                threshold.value(),
                threshold.rule(),
                Map.of("activation", "f * |W_dec| / s, version 1", "fold", "A"),
                training);
    }

    private static boolean isNested(SaeKind kind) {
        return kind instanceof SaeKind.Matryoshka || kind instanceof SaeKind.MatryoshkaRandom;
    }

    /** @param subtractsDecoderBias as the configuration beside this file says */
    SaeInfo info(Path file, boolean subtractsDecoderBias) {
        float[] shift = inputShift == null ? new float[inputWidth] : inputShift;
        if (shift.length != inputWidth) {
            throw new BadInputException(
                    file + ": field \"inputShift\" has " + shift.length + " values for width " + inputWidth + ".");
        }
        return new SaeInfo(
                name,
                kindOf(file, subtractsDecoderBias),
                inputWidth,
                latents,
                model,
                corpus,
                hook,
                constant(BosRule.class, bos, file, "bos"),
                contextLength,
                new InputScale(inputScale, shift, constant(ScaleRule.class, scaleRule, file, "scaleRule"), scaleRows));
    }

    private SaeKind kindOf(Path file, boolean subtractsDecoderBias) {
        return switch (kind) {
            case "topk" -> new SaeKind.TopK(k);
            case "batchtopk" -> new SaeKind.BatchTopK(k);
            case "matryoshka" ->
                new SaeKind.Matryoshka(
                        k,
                        prefixes,
                        prefixWeights,
                        choice == null
                                ? SaeKind.Matryoshka.Choice.PER_BATCH
                                : constant(SaeKind.Matryoshka.Choice.class, choice, file, "choice"));
            case "matryoshka-random" -> new SaeKind.MatryoshkaRandom(prefixes);
            case "relu" -> new SaeKind.Relu(subtractsDecoderBias);
            case "gated" -> new SaeKind.Gated();
            case "jumprelu" -> new SaeKind.JumpRelu(subtractsDecoderBias);
            default ->
                throw new BadInputException(file + ": field \"kind\" is \"" + kind
                        + "\"; known are topk, batchtopk, matryoshka, matryoshka-random, relu, gated, jumprelu.");
        };
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String text, Path file, String field) {
        for (E value : type.getEnumConstants()) {
            if (value.name().equalsIgnoreCase(text)) {
                return value;
            }
        }
        throw new BadInputException(file + ": field \"" + field + "\" is \"" + text + "\"; known are "
                + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT) + ".");
    }
}
