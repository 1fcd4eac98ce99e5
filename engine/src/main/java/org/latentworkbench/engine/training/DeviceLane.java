package org.latentworkbench.engine.training;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.activation.InputScale;
import org.latentworkbench.engine.error.ResourceException;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.tensor.ComputePool;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.NativeScope;
import org.latentworkbench.engine.tensor.VectorKernels;

/**
 * Training steps through libtorch, for CUDA GPUs; it runs on the CPU too. Parameters, moments and counters stay on the device.
 * A step copies the batch there, which the stream has read ahead, with λ and the like, and at its end a dozen numbers back: L0
 * steers λ, the number of dead latents is the size of AuxK's arrays, and the loss tells whether the run has diverged, so that
 * the host must know them before the next step. Only when random Matryoshka latents are put in another order does the whole
 * state travel.
 *
 * <p>Products are dense and in single precision: 10 B n d operations for a TopK step, 14 for Gated. Gathering the decoder rows
 * of active latents would save two of TopK's five products, but those for the gradients of the weights would become sums in no
 * fixed order; so a step is the same every time as far as libtorch is. Memory: at most 48 n d bytes for parameters, moments,
 * gradient and scratch, and six to eight arrays over rows and latents, of {@value #MOST_ELEMENTS} numbers (268 MB) each at
 * most: a large batch is worked on some rows at a time.
 */
final class DeviceLane implements StepLane {
    /** Numbers in an array over rows and latents. */
    static final int MOST_ELEMENTS = 1 << 26;

    private static final int BLOCK = 64;

    private final TrainingConfig config;
    private final TrainingState state;
    private final long deadWindow;
    private final InputScale scale;
    private final ComputePool pool;
    private final int rowsAtOnce;
    private final double shiftNorm;
    private final NativeScope scope;
    private final DeviceNumbers numbers;
    private final NDArray shift;
    private final NDArray window;
    private final NDArray batchRows;
    private @Nullable DeviceState device;
    private int dead;
    private boolean isAhead;

    /**
     * @param config every setting
     * @param state what is trained; stays the caller's, and is up to date after {@link #writeBack}
     * @param scale normalisation of the input
     * @param deadWindow tokens of silence after which a latent is dead
     * @param on where to compute
     * @param pool threads that look at rows on the host
     */
    DeviceLane(
            TrainingConfig config,
            TrainingState state,
            InputScale scale,
            long deadWindow,
            ComputeDevice on,
            ComputePool pool) {
        this(config, state, scale, deadWindow, on, pool, Math.max(1, MOST_ELEMENTS / state.latents()));
    }

    /** @param rowsAtOnce rows worked on at a time */
    DeviceLane(
            TrainingConfig config,
            TrainingState state,
            InputScale scale,
            long deadWindow,
            ComputeDevice on,
            ComputePool pool,
            int rowsAtOnce) {
        this.config = config;
        this.state = state;
        this.scale = scale;
        this.deadWindow = deadWindow;
        this.pool = pool;
        this.rowsAtOnce = rowsAtOnce;
        double squares = 0;
        for (float value : scale.shift()) {
            squares += (double) value * value;
        }
        this.shiftNorm = Math.sqrt(squares);
        this.scope = NativeScope.open(on);
        this.numbers = new DeviceNumbers(scope);
        this.shift = scope.upload(MemorySegment.ofArray(scale.shift()), scale.shift().length);
        this.window = scope.upload(new long[] {deadWindow}, 1);
        this.batchRows = scope.upload(new long[] {config.batch()}, 1);
    }

    @Override
    public StepReport step(FloatMatrix raw, long firstRow, double learningRate) {
        check(raw, firstRow);
        try {
            DeviceState now = uploaded();
            StepReport report = step(now, raw, new AdamStep(config.optimiser(), state.step() + 1, learningRate));
            if (config.objective() instanceof Objective.RandomPrefixes random
                    && random.reorderEvery() > 0
                    && state.step() % random.reorderEvery() == 0) {
                reorder();
            }
            return report;
        } catch (EngineException e) {
            if (String.valueOf(e.getMessage()).contains("out of memory")) {
                throw new ResourceException(
                        "The GPU has not enough memory for " + state.latents() + " latents of " + state.width()
                                + " dimensions. Close what else uses it, train fewer latents, or choose the device cpu.",
                        e);
            }
            throw e;
        }
    }

    private void check(FloatMatrix raw, long firstRow) {
        InputRows.requireShape(raw, config.batch(), state.width());
        boolean[] refused = new boolean[config.batch()];
        pool.runRanges(refused.length, BLOCK, (from, to, _) -> {
            for (int row = from; row < to; row++) {
                double norm = VectorKernels.norm(raw.data(), (long) row * raw.columns(), raw.columns());
                double most = Math.abs(scale.scale()) * (norm + shiftNorm);
                refused[row] = !(most * most < Float.MAX_VALUE);
            }
        });
        for (int row = 0; row < refused.length; row++) {
            if (refused[row]) {
                throw InputRows.notFinite(raw, row, firstRow);
            }
        }
    }

    /** The state on the device; copied there before the first step, when whoever fills it has done so. */
    private DeviceState uploaded() {
        DeviceState now = device;
        if (now == null) {
            now = new DeviceState(scope, state);
            device = now;
            dead = new DeadLatents(state.silentTokens(), deadWindow).now().length;
        }
        return now;
    }

    private StepReport step(DeviceState now, FloatMatrix raw, AdamStep adam) {
        try (NativeScope step = scope.child()) {
            NDArray rows = step.upload(raw.data(), raw.rows(), raw.columns());
            int most =
                    config.auxiliary().k() > 0 ? config.auxiliary().k() : AuxiliaryLoss.defaultLatents(state.width());
            NDList changing = DeviceNumbers.of(
                    step,
                    adam.rate(),
                    adam.inverseCorrection2(),
                    (float) (state.control().at(state.step()) / config.batch()),
                    (float) (config.auxiliary().alpha() * Math.min((double) dead / most, 1)));
            DeviceParameters parameters = now.weights(step);
            DeviceAuxiliary auxiliary = config.auxiliary().alpha() == 0 || dead == 0
                    ? null
                    : new DeviceAuxiliary(step, numbers, parameters, deadLatents(step, now), most, changing.get(3));
            DeviceLoss loss = DeviceLoss.next(config, state, step, numbers, parameters, changing.get(2), auxiliary);
            NDArray input = rows.subi(shift).muli(numbers.constant(scale.scale()));
            if (loss.subtractsDecoderBias()) {
                input.subi(parameters.decoderBias());
            }
            DevicePass pass = new DevicePass(step, numbers, parameters, now.sizes(), loss, rowsAtOnce);
            pass.run(input);
            NDArray auxiliaryLoss = pass.finishAuxiliary(config.batch());
            isAhead = true;
            new DeviceUpdate(numbers, config, now)
                    .run(step, parameters, pass.gradient(), changing.get(0), changing.get(1));
            NDArray deadNext = count(step, now, parameters, pass);
            return report(loss, pass.report(variance(input), auxiliaryLoss, deadNext));
        }
    }

    /** Numbers of the dead latents, [n_dead]. */
    private NDArray deadLatents(NativeScope step, DeviceState now) {
        return step.view(now.silentTokens()).gte(window).nonzero().flatten();
    }

    /** Sum over rows of the squared distance to the batch mean, float64. */
    private NDArray variance(NDArray input) {
        NDArray squares = input.square()
                .sum(new int[] {1})
                .toType(DataType.FLOAT64, false)
                .sum();
        NDArray sums = input.sum(new int[] {0}).toType(DataType.FLOAT64, false);
        return squares.reshape(1).sub(sums.square().sum().reshape(1).div(numbers.constant(config.batch())));
    }

    /** Moves the counters on; gives the number of latents that are dead now, float64. */
    private NDArray count(NativeScope step, DeviceState now, DeviceParameters parameters, DevicePass pass) {
        NDArray silent = pass.active().lte(numbers.constant(0)).toType(DataType.INT64, false);
        now.silentTokens().addi(batchRows).muli(silent);
        if (config.objective() instanceof Objective.RandomPrefixes random && random.reorderEvery() > 0) {
            double take = (1 - TrainingState.ENERGY_DECAY) / config.batch();
            NDArray norms = DeviceUpdate.norms(parameters.decoder()).flatten();
            NDArray energies = pass.squares().mul(norms).muli(norms).muli(numbers.constant(take));
            now.energies().muli(numbers.constant(TrainingState.ENERGY_DECAY)).addi(energies);
        }
        NDArray isDead = step.view(now.silentTokens()).gte(window);
        return isDead.toType(DataType.FLOAT64, false).sum().reshape(1);
    }

    private StepReport report(DeviceLoss loss, DeviceReport told) {
        Levels levels = loss.levels();
        int batch = config.batch();
        double meanActive = (double) told.active() / batch;
        double total = DeviceReconstruction.loss(levels, state.lossScale(), told.errors(), batch)
                + told.gateError() / batch
                + loss.rule().penalty(told.penalties(), meanActive)
                + told.auxiliaryLoss();
        StepReport report = new StepReport(
                batch,
                total,
                told.auxiliaryLoss(),
                Arrays.stream(levels.logged())
                        .mapToDouble(level -> told.errors()[level])
                        .toArray(),
                Math.max(0, told.variance()),
                told.active(),
                dead);
        boolean keptSome = loss.choice().looksAhead() && told.smallestKept() < Double.POSITIVE_INFINITY;
        state.count(meanActive, keptSome ? (float) told.smallestKept() : Float.NaN);
        dead = told.dead();
        return report;
    }

    private void reorder() {
        writeBack();
        state.measureDecoder(
                new DecoderRows(state.weights().decoder(), config.objective().keepsUnitDecoder()));
        LatentOrder.byEnergy(state);
        close(device);
        device = null;
    }

    @Override
    public void writeBack() {
        DeviceState now = device;
        if (now != null && isAhead) {
            now.writeBack(state);
            isAhead = false;
        }
    }

    /** Arrays that stay on the device between steps. */
    int arrays() {
        DeviceState now = device;
        return scope.arrays() + (now == null ? 0 : now.arrays());
    }

    private static void close(@Nullable DeviceState old) {
        if (old != null) {
            old.close();
        }
    }

    @Override
    public void close() {
        scope.close();
    }
}
