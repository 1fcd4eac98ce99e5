package org.latentworkbench.engine.training;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.activation.InputScale;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.tensor.Blas;
import org.latentworkbench.engine.tensor.ComputePool;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.ProductTiles;
import org.latentworkbench.engine.tensor.SparseCodes;

/**
 * Training steps on the CPU as a few fused passes: one dense product, whose tiles are scanned while they are in cache; then
 * everything else touches only active latents, and one pass over parameters and moments applies the update. While a kind with
 * a penalty still has many active latents, its gradients are made by dense products instead.
 *
 * <p>Deterministic: sums run over blocks whose size depends on the shapes alone, so two runs agree bit for bit whatever the
 * number of threads.
 */
final class CpuLane implements StepLane {
    /** Share of active latents from which dense products, each twenty times as fast per number, are the faster way. */
    private static final double DENSE_FROM = 0.05;

    private final Arena arena = Arena.ofShared();
    private final TrainingConfig config;
    private final TrainingState state;
    private final Blas blas;
    private final ComputePool pool;
    private final ProductTiles tiles;
    private final InputRows input;
    private final MemorySegment subtracted;
    private final LatentChoice choice;
    private final Entries entries;
    private final DeadLatents deadLatents;
    private final LatentSums sums;
    private final OutputGradients outputs;
    private final Reconstruction reconstruction;
    private final @Nullable OutputGradients gateOutputs;
    private final @Nullable Reconstruction gates;
    private final @Nullable AuxiliaryLoss auxiliary;
    private final DecoderRows decoder;
    private final Contributions contributions;
    private final SparseGradients sparse;
    private final GradientClip clip;
    private final LatentUpdate update;
    private @Nullable DensePass densePass;
    private LatentGradients current;
    private boolean knowsDecoderNorms;

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
        this.blas = blas;
        this.pool = pool;
        int batch = config.batch();
        int width = state.width();
        int latents = state.latents();
        boolean subtracts = config.kind().subtractsDecoderBias();
        boolean gated = config.kind() instanceof SaeKind.Gated;
        this.tiles = new ProductTiles(arena, blas, pool, batch);
        this.input = new InputRows(arena, pool, scale, batch, width);
        this.subtracted = subtracts
                ? state.weights().decoderBias().data()
                : FloatMatrix.allocate(arena, 1, width).data();
        this.choice = LatentChoice.of(config, state.weights(), tiles, pool);
        this.entries = new Entries(pool, gated);
        this.deadLatents = new DeadLatents(state.silentTokens(), deadWindow);
        this.sums = new LatentSums(latents, StepLoss.next(config, state).rule().channels());
        this.outputs = OutputGradients.allocate(arena, batch, StepLoss.levelCount(config), width);
        this.reconstruction = new Reconstruction(pool, state.weights(), subtracts, outputs);
        this.gateOutputs = gated ? OutputGradients.allocate(arena, batch, 1, width) : null;
        this.gates = gateOutputs == null ? null : new Reconstruction(pool, state.weights(), subtracts, gateOutputs);
        this.auxiliary = auxiliary(config.auxiliary());
        this.decoder =
                new DecoderRows(state.weights().decoder(), config.objective().keepsUnitDecoder());
        this.contributions = new Contributions(latents);
        int further = (int) state.weights().further().rows();
        this.sparse = new SparseGradients(sums, contributions, outputs, input.centred(), decoder, further, auxiliary);
        this.current = sparse;
        this.clip = new GradientClip(pool, config.optimiser().clipNorm(), latents, width);
        this.update = new LatentUpdate(pool, state, config.kind(), decoder);
    }

    private @Nullable AuxiliaryLoss auxiliary(TrainingConfig.Auxiliary settings) {
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
        update.run(current, adam, factor);
        MemorySegment bias = state.weights().decoderBias().data();
        adam.update(
                bias,
                state.firstMoments().decoderBias().data(),
                state.secondMoments().decoderBias().data(),
                0,
                toFloats(gradients.decoderBias()),
                factor);
        deadLatents.advance(sums, config.batch());
        state.advance(config, sums, choice.smallestKept());
        knowsDecoderNorms = true;
        return gradients.report();
    }

    /** Everything up to the gradients; changes no parameter. The latents' rows come from {@link #latentGradients()}. */
    StepGradients gradients(FloatMatrix raw, long firstRow) {
        input.read(raw, subtracted, firstRow);
        if (!knowsDecoderNorms) {
            state.measureDecoder(decoder);
        }
        StepLoss loss = StepLoss.next(config, state);
        reconstruction.begin(loss.levels(), state.lossScale());
        if (gates != null) {
            gates.begin(Levels.one(state.latents()), 1);
        }
        int[] dead = deadLatents.now();
        double auxiliaryLoss = isDense() ? dense(loss) : sparse(loss, dead);
        double penalty = sums.finish(config.batch());
        double[] biasGradient = reconstruction.biasGradient();
        if (config.kind().subtractsDecoderBias()) {
            double[] throughEncoder = update.throughEncoder(sums);
            for (int i = 0; i < biasGradient.length; i++) {
                biasGradient[i] -= throughEncoder[i];
            }
        }
        double total = reconstruction.loss() + (gates == null ? 0 : gates.loss()) + penalty + auxiliaryLoss;
        StepReport report = new StepReport(
                config.batch(),
                total,
                auxiliaryLoss,
                reconstruction.loggedErrors(),
                input.variance(),
                sums.activeEntries(),
                dead.length);
        return new StepGradients(report, biasGradient);
    }

    /** Where the last batch was dense, the next one will be; before the first, most latents of such kinds are active. */
    private boolean isDense() {
        double active = state.control().meanActive();
        return choice instanceof LatentChoice.Above && !(active < DENSE_FROM * state.latents());
    }

    private double sparse(StepLoss loss, int[] dead) {
        MemorySegment encoderBias = state.weights().encoderBias().data();
        choice.reset(loss.rule());
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
        entries.fill(codes, loss.rule(), choice.isFromLower());
        reconstruction.run(input.centred(), codes, entries.activations(), entries.slopes());
        if (gates != null) {
            gates.run(input.centred(), codes, entries.preActivations(), entries.gateSlopes());
        }
        double auxiliaryLoss = auxiliary == null ? 0 : auxiliary.run(input.centred(), reconstruction);
        sums.reset(loss.rule());
        contributions.fill(codes, entries, loss.levels(), outputs, sums);
        current = sparse;
        return auxiliaryLoss;
    }

    private double dense(StepLoss loss) {
        DensePass pass = densePass;
        if (pass == null) {
            pass = new DensePass(blas, pool, state.weights(), outputs, gateOutputs, sums, decoder);
            densePass = pass;
        }
        pass.run(input.centred(), loss, reconstruction, gates);
        current = pass.gradients();
        return 0;
    }

    /** The gradients of the latents after {@link #gradients}. */
    LatentGradients latentGradients() {
        return current;
    }

    /** The factor that clips the gradients of this step. */
    float clipFactor(StepGradients gradients) {
        return clip.factor(current, input, gradients.decoderBias());
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
        if (densePass != null) {
            densePass.close();
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
