package org.latentworkbench.engine.training;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.activation.InputScale;
import org.latentworkbench.engine.tensor.Blas;
import org.latentworkbench.engine.tensor.ComputePool;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.ProductTiles;
import org.latentworkbench.engine.tensor.SparseCodes;

/**
 * Training steps on the CPU as a few fused passes: one dense product, whose tiles are scanned while they are in cache; then
 * everything else touches only active latents, and one pass over parameters and moments applies the update.
 *
 * <p>Deterministic: sums run over blocks whose size depends on the shapes alone, so two runs agree bit for bit whatever the
 * number of threads.
 */
final class CpuLane implements StepLane {
    private final Arena arena = Arena.ofShared();
    private final TrainingConfig config;
    private final TrainingState state;
    private final ProductTiles tiles;
    private final InputRows input;
    private final LatentChoice choice;
    private final DeadLatents deadLatents;
    private final Reconstruction reconstruction;
    private final @Nullable AuxiliaryLoss auxiliary;
    private final Contributions contributions;
    private final LatentGradients latentGradients;
    private final GradientClip clip;
    private final LatentUpdate update;
    private final int[] prefixes;
    private final OutputGradients outputs;

    /**
     * @param config every setting
     * @param state what is trained; stays the caller's
     * @param scale normalisation of the input
     * @param deadWindow tokens of silence after which a latent is dead
     */
    CpuLane(
            TrainingConfig config,
            TrainingState state,
            InputScale scale,
            long deadWindow,
            Blas blas,
            ComputePool pool) {
        this.config = config;
        this.state = state;
        int batch = config.batch();
        int width = state.width();
        int latents = state.latents();
        this.prefixes = config.kind().prefixWidths(latents);
        this.tiles = new ProductTiles(arena, blas, pool, batch);
        this.input = new InputRows(arena, pool, scale, batch, width);
        this.choice = LatentChoice.of(config.kind(), batch, latents, tiles, pool);
        this.deadLatents = new DeadLatents(state.silentTokens(), deadWindow);
        this.outputs = OutputGradients.allocate(arena, batch, prefixes.length, width);
        this.reconstruction = new Reconstruction(pool, state.weights(), prefixes, outputs);
        this.auxiliary = auxiliary(config.auxiliary(), blas, pool);
        this.contributions = new Contributions(latents);
        this.latentGradients = new LatentGradients(
                contributions, outputs, input.centred(), state.weights().decoder(), auxiliary);
        this.clip = new GradientClip(pool, config.optimiser().clipNorm(), latents, width);
        this.update = new LatentUpdate(pool, state);
    }

    private @Nullable AuxiliaryLoss auxiliary(TrainingConfig.Auxiliary settings, Blas blas, ComputePool pool) {
        if (settings.alpha() == 0) {
            return null;
        }
        int most = settings.k() > 0 ? settings.k() : AuxiliaryLoss.defaultLatents(state.width());
        return new AuxiliaryLoss(blas, pool, state.weights(), config.batch(), settings.alpha(), most);
    }

    @Override
    public StepReport step(FloatMatrix raw, long firstRow, double learningRate) {
        StepGradients gradients = gradients(raw, firstRow);
        float factor = clipFactor(gradients);
        AdamStep adam = new AdamStep(config.optimiser(), state.step() + 1, learningRate);
        update.run(latentGradients, adam, factor);
        MemorySegment bias = state.weights().decoderBias().data();
        float[] biasGradient = toFloats(gradients.decoderBias());
        adam.update(
                bias,
                state.firstMoments().decoderBias().data(),
                state.secondMoments().decoderBias().data(),
                0,
                biasGradient,
                factor);
        deadLatents.advance(contributions, config.batch());
        state.threshold().add(choice.smallestKept());
        state.setStep(state.step() + 1);
        return gradients.report();
    }

    /** Everything up to the gradients; changes no parameter. The latents' rows come from {@link #latentGradients()}. */
    StepGradients gradients(FloatMatrix raw, long firstRow) {
        MemorySegment encoderBias = state.weights().encoderBias().data();
        input.read(raw, state.weights().decoderBias().data(), firstRow);
        int[] dead = deadLatents.now();
        choice.reset();
        if (auxiliary != null) {
            auxiliary.reset(dead);
        }
        tiles.forEach(input.centred(), state.weights().encoder(), tile -> {
            choice.scan(tile, encoderBias);
            if (auxiliary != null) {
                auxiliary.scan(tile, encoderBias);
            }
        });
        SparseCodes codes = choice.codes();
        double lossScale = state.lossScale();
        reconstruction.run(input.centred(), codes, lossScale);
        double[] errors = reconstruction.errors();
        double auxiliaryLoss = auxiliary == null ? 0 : auxiliary.run(input.centred(), reconstruction);
        contributions.fill(codes, reconstruction, prefixes, outputs);
        double[] biasGradient = reconstruction.biasGradient();
        double[] throughEncoder = update.throughEncoder(contributions);
        for (int i = 0; i < biasGradient.length; i++) {
            biasGradient[i] -= throughEncoder[i];
        }
        double loss = auxiliaryLoss;
        for (double error : errors) {
            loss += lossScale * error / prefixes.length / config.batch();
        }
        StepReport report = new StepReport(
                config.batch(), loss, auxiliaryLoss, errors, input.variance(), codes.count(), dead.length);
        return new StepGradients(report, biasGradient);
    }

    /** The gradients of the latents after {@link #gradients}. */
    LatentGradients latentGradients() {
        return latentGradients;
    }

    /** The factor that clips the gradients of this step. */
    float clipFactor(StepGradients gradients) {
        return clip.factor(latentGradients, input, gradients.decoderBias());
    }

    /** How often clipping needed the exact norm. */
    long exactNormSteps() {
        return clip.exactSteps();
    }

    private static float[] toFloats(double[] values) {
        float[] out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) values[i];
        }
        return out;
    }

    /** Works on the state itself. */
    @Override
    public void writeBack() {}

    @Override
    public void close() {
        if (auxiliary != null) {
            auxiliary.close();
        }
        arena.close();
    }

    /**
     * A step before its update. Owns its array.
     *
     * @param report what was measured
     * @param decoderBias gradient of b_dec, d values
     */
    record StepGradients(StepReport report, double[] decoderBias) {}
}
