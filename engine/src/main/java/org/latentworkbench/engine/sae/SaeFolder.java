package org.latentworkbench.engine.sae;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.latentworkbench.engine.activation.InputScale;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.ResourceException;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.tensor.FloatMatrix;

/**
 * An autoencoder's folder: {@code cfg.json} and {@code sae_weights.safetensors} in the layout of SAELens 6, already folded to
 * raw space so that other programs load it as it is, and {@code workbench.json} with what that layout has no place for.
 */
public final class SaeFolder {
    /** Format name in {@code workbench.json}. */
    static final String FORMAT = "latent-workbench/sae";

    static final int VERSION = 1;
    static final String SIDECAR = "workbench.json";

    private SaeFolder() {}

    /**
     * Writes a trained autoencoder; {@code workbench.json} comes last.
     *
     * @param directory the folder; made if absent, other files in it stay
     * @param info what it is; {@code info.scale()} is the normalisation the weights live under
     * @param normalised parameters in normalised space
     * @param threshold what a pre-activation must exceed at inference, in normalised units, with its rule; ignored for TopK
     * @param training settings of the run, kept as they are
     */
    public static void write(
            Path directory,
            SaeInfo info,
            SaeWeights normalised,
            InferenceThreshold threshold,
            Map<String, Object> training) {
        try (Arena arena = Arena.ofConfined()) {
            Files.createDirectories(directory);
            SaeWeights raw = fold(normalised, info.scale(), info.kind().subtractsDecoderBias(), arena);
            SaeLensFiles.write(directory, info, raw, thresholds(info.kind(), raw, threshold));
            Manifest.write(directory.resolve(SIDECAR), FORMAT, VERSION, SaeSidecar.of(info, threshold, training));
        } catch (IOException e) {
            throw new ResourceException(
                    "Cannot write to " + directory + " (" + e.getMessage() + "). Check that the folder is writable.",
                    e);
        }
    }

    /** Reads a folder; the weights live as long as {@code arena}. */
    static SaeModel read(Path directory, Arena arena) {
        if (!Files.isDirectory(directory)) {
            throw new BadInputException("There is no autoencoder folder " + directory + ".");
        }
        SaeModel model = SaeLensFiles.read(directory, arena);
        Path sidecar = directory.resolve(SIDECAR);
        if (!Files.exists(sidecar)) {
            return model;
        }
        SaeInfo info = Manifest.read(sidecar, FORMAT, VERSION, SaeSidecar.class)
                .info(sidecar, model.info().kind().subtractsDecoderBias());
        if (info.latents() != model.info().latents()
                || info.inputWidth() != model.info().inputWidth()) {
            throw new BadInputException(sidecar + " describes " + info.latents() + " latents of width "
                    + info.inputWidth() + ", but the weights beside it are "
                    + model.info().latents() + " of width " + model.info().inputWidth()
                    + ". The files do not belong together.");
        }
        return new SaeModel(info, model.weights(), model.thresholds());
    }

    /** What a folder written from these would be read as, without the folder. */
    static SaeModel trained(SaeInfo info, SaeWeights normalised, InferenceThreshold threshold, Arena arena) {
        SaeWeights raw = fold(normalised, info.scale(), info.kind().subtractsDecoderBias(), arena);
        return SaeModel.of(info, raw, thresholds(info.kind(), raw, threshold), arena);
    }

    private static float[] thresholds(SaeKind kind, SaeWeights weights, InferenceThreshold threshold) {
        if (kind instanceof SaeKind.JumpRelu && weights.further().rows() > 0) {
            return weights.further().row(SaeWeights.THRESHOLD);
        }
        float[] thresholds = new float[weights.latents()];
        Arrays.fill(thresholds, SaeLensFiles.hasThreshold(kind) ? (float) threshold.value() : 0);
        return thresholds;
    }

    /**
     * Fold A: W_enc s, W_dec / s, b_dec / s + μ; thresholds stay, and so does b_enc if b_dec, which takes the shift along, is
     * subtracted; else the shift goes into it, b_enc - s μ W_enc (sae-methods: normalisation).
     */
    static SaeWeights fold(SaeWeights weights, InputScale scale, boolean subtractsDecoderBias, Arena arena) {
        int width = weights.width();
        int latents = weights.latents();
        SaeWeights raw = new SaeWeights(
                FloatMatrix.allocate(arena, latents, width),
                FloatMatrix.allocate(arena, 1, latents),
                FloatMatrix.allocate(arena, latents, width),
                FloatMatrix.allocate(arena, 1, width),
                FloatMatrix.allocate(arena, weights.further().rows(), latents));
        raw.further().data().copyFrom(weights.further().data());
        double s = scale.scale();
        for (int latent = 0; latent < latents; latent++) {
            raw.encoder().setRow(latent, times(weights.encoder().row(latent), s));
            raw.decoder().setRow(latent, times(weights.decoder().row(latent), 1 / s));
        }
        raw.encoderBias().data().copyFrom(weights.encoderBias().data());
        if (!subtractsDecoderBias) {
            shiftEncoderBias(raw, scale.shift());
        }
        FloatMatrix bias = weights.decoderBias();
        for (int i = 0; i < width; i++) {
            raw.decoderBias().set(0, i, (float) (bias.get(0, i) / s + scale.shift()[i]));
        }
        return raw;
    }

    private static void shiftEncoderBias(SaeWeights raw, float[] shift) {
        for (int latent = 0; latent < raw.latents(); latent++) {
            double sum = raw.encoderBias().get(0, latent);
            for (int i = 0; i < shift.length; i++) {
                sum -= (double) shift[i] * raw.encoder().get(latent, i);
            }
            raw.encoderBias().set(0, latent, (float) sum);
        }
    }

    private static float[] times(float[] row, double factor) {
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) (row[i] * factor);
        }
        return row;
    }
}
