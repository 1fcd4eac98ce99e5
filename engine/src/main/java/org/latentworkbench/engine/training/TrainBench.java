package org.latentworkbench.engine.training;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.latentworkbench.engine.activation.InputScale;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.sae.SaeWeights;
import org.latentworkbench.engine.tensor.Blas;
import org.latentworkbench.engine.tensor.ComputePool;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.ProcessMemory;

/**
 * Times a training step against a dense step of the same mathematics and against the encoder product alone, alternately in
 * one run, so that ratios hold on a busy machine too.
 */
public final class TrainBench {
    private static final int LEAST_WARM_UPS = 4;
    /** Until then the JVM has compiled a step for good; small steps by number alone would be timed half compiled. */
    private static final double WARM_UP_SECONDS = 4;

    private static final int SAMPLE = 256;
    /** So small that the biases under which latents are sparse stay as they were set. */
    private static final double TINY_RATE = 1e-9;

    private final int threads;
    private final LaneChoice lane;

    /**
     * @param threads threads that compute on the processor, ≥ 1
     * @param lane whose steps are timed
     */
    public TrainBench(int threads, LaneChoice lane) {
        this.threads = threads;
        this.lane = lane;
    }

    /**
     * A size to measure.
     *
     * @param width dimensions d
     * @param latents latents n
     * @param batch rows B
     * @param kind what is trained
     * @param active active latents per row: the kind's k, or where it has none what its biases are set to before measuring
     */
    public record Shape(int width, int latents, int batch, SaeKind kind, int active) {
        /** A size for a kind with a k. */
        public Shape(int width, int latents, int batch, SaeKind kind) {
            this(width, latents, batch, kind, kind.activeLatents().orElseThrow());
        }
    }

    /**
     * Medians at one size.
     *
     * @param shape the size
     * @param lane what took the steps
     * @param stepSeconds our step
     * @param denseSeconds a dense TopK step with the same library for its products; NaN if it was left out, as it is on the
     *     lane of libtorch, whose own steps are dense
     * @param productSeconds the encoder product alone, on the same threads or device
     * @param l0 active latents per row in our last step
     * @param peakRssBytes largest resident memory of the process before the dense step's arrays were made; 0 if unknown
     */
    public record Measurement(
            Shape shape,
            LaneChoice lane,
            double stepSeconds,
            double denseSeconds,
            double productSeconds,
            double l0,
            long peakRssBytes) {
        /** Rows per second of our step. */
        public double tokensPerSecond() {
            return shape.batch() / stepSeconds;
        }

        /** As a JSON object with the documented keys. */
        public Map<String, Object> asJson() {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("d", shape.width());
            object.put("n", shape.latents());
            object.put("k", shape.active());
            object.put("l0", l0);
            object.put("batch", shape.batch());
            object.put("kind", shape.kind().name());
            object.put("lane", lane.lane().word());
            object.put("device", lane.device().describe());
            object.put("step_seconds", stepSeconds);
            object.put("dense_seconds", Double.isNaN(denseSeconds) ? null : denseSeconds);
            object.put("product_seconds", productSeconds);
            object.put("tokens_per_second", tokensPerSecond());
            object.put("peak_rss_bytes", peakRssBytes);
            object.put("step_to_product", stepSeconds / productSeconds);
            object.put("dense_to_step", Double.isNaN(denseSeconds) ? null : denseSeconds / stepSeconds);
            return object;
        }
    }

    /** The sizes that are compared from version to version. */
    public static List<Shape> standardShapes() {
        return List.of(
                new Shape(768, 16384, 4096, new SaeKind.TopK(32)),
                new Shape(768, 16384, 4096, new SaeKind.Matryoshka(32, List.of(1024, 2048, 4096, 8192, 16384))),
                new Shape(768, 16384, 4096, new SaeKind.Relu(), 32),
                new Shape(768, 16384, 4096, new SaeKind.Gated(), 32),
                new Shape(768, 16384, 4096, new SaeKind.JumpRelu(false), 32),
                new Shape(768, 16384, 4096, SaeKind.MatryoshkaRandom.usual(16384), 32),
                new Shape(64, 2048, 4096, new SaeKind.TopK(16)));
    }

    /**
     * Measures one size.
     *
     * @param rounds measured repetitions of each, ≥ 1
     * @param dense whether to run the dense step too; it takes several times as long and a gigabyte
     * @param context asked for cancellation between steps
     */
    public Measurement measure(Shape shape, int rounds, boolean dense, JobContext context) {
        Blas blas = Blas.load();
        TrainingConfig config = TrainingConfig.defaults(shape.kind(), shape.latents(), shape.batch(), 1_000_000, 1);
        InputScale scale = InputScale.none(shape.width());
        try (Arena arena = Arena.ofShared();
                ComputePool pool = new ComputePool(threads);
                TrainingState state = TrainingState.forRun(config, shape.width());
                StepLane steps = lane.open(config, state, scale, Long.MAX_VALUE, blas, pool)) {
            FloatMatrix batch = randomBatch(arena, shape);
            Initialisation.fill(state, config, batch.rows(0, Math.min(SAMPLE, shape.batch())), scale);
            if (shape.kind().activeLatents().isEmpty()) {
                makeSparse(state, shape, batch.rows(0, Math.min(SAMPLE, shape.batch())), blas, pool);
            }
            warmUp(() -> step(steps, batch, config, context));
            long peak = ProcessMemory.now().peak();
            List<Double> stepTimes = new ArrayList<>();
            List<Double> productTimes = new ArrayList<>();
            List<Double> denseTimes = new ArrayList<>();
            try (Product product = product(arena, batch, state.weights().encoder(), blas, pool);
                    Dense denseSide = dense && lane.lane() == LaneChoice.Lane.CPU
                            ? new Dense(config, shape, batch, blas, pool)
                            : null) {
                product.run();
                for (int round = 0; round < rounds; round++) {
                    stepTimes.add(step(steps, batch, config, context));
                    productTimes.add(seconds(product::run));
                    if (denseSide != null) {
                        context.checkCancelled();
                        denseTimes.add(seconds(() -> denseSide.step(batch, config.learningRate())));
                    }
                }
            }
            return new Measurement(
                    shape,
                    lane,
                    median(stepTimes),
                    median(denseTimes),
                    median(productTimes),
                    state.control().meanActive(),
                    peak);
        }
    }

    /** The encoder product, ready to run. */
    interface Product extends AutoCloseable {
        void run();

        @Override
        default void close() {}
    }

    private Product product(Arena arena, FloatMatrix batch, FloatMatrix encoder, Blas blas, ComputePool pool) {
        return switch (lane.lane()) {
            case CPU -> {
                FloatMatrix result = FloatMatrix.allocate(arena, batch.rows(), (int) encoder.rows());
                yield () -> blas.product(batch, encoder, result, pool);
            }
            case TORCH -> new DeviceProduct(lane.device(), batch, encoder);
        };
    }

    private static void warmUp(DoubleSupplier step) {
        double spent = 0;
        for (int i = 0; i < LEAST_WARM_UPS || spent < WARM_UP_SECONDS; i++) {
            spent += step.getAsDouble();
        }
    }

    /**
     * Takes many steps at one size and watches the resident memory of the process.
     *
     * @param count steps after the warm-up, ≥ 1
     */
    public Soak soak(Shape shape, long count, JobContext context) {
        Blas blas = Blas.load();
        TrainingConfig config = TrainingConfig.defaults(shape.kind(), shape.latents(), shape.batch(), 1_000_000, 1);
        try (Arena arena = Arena.ofShared();
                ComputePool pool = new ComputePool(threads);
                TrainingState state = TrainingState.forRun(config, shape.width());
                StepLane steps = lane.open(config, state, InputScale.none(shape.width()), Long.MAX_VALUE, blas, pool)) {
            FloatMatrix batch = randomBatch(arena, shape);
            FloatMatrix sample = batch.rows(0, Math.min(SAMPLE, shape.batch()));
            Initialisation.fill(state, config, sample, InputScale.none(shape.width()));
            if (shape.kind().activeLatents().isEmpty()) {
                makeSparse(state, shape, sample, blas, pool);
            }
            warmUp(() -> step(steps, batch, config, context));
            return Soak.of(shape, count, context, () -> step(steps, batch, config, context));
        }
    }

    private static double step(StepLane lane, FloatMatrix batch, TrainingConfig config, JobContext context) {
        context.checkCancelled();
        double rate = config.kind().activeLatents().isPresent() ? config.learningRate() : TINY_RATE;
        return seconds(() -> {
            StepReport _ = lane.step(batch, 0, rate);
        });
    }

    /** Gives the latents biases, or thresholds, under which as many of them fire as the shape asks for. */
    private static void makeSparse(TrainingState state, Shape shape, FloatMatrix sample, Blas blas, ComputePool pool) {
        SaeWeights weights = state.weights();
        try (Arena arena = Arena.ofShared()) {
            FloatMatrix product = FloatMatrix.allocate(arena, sample.rows(), shape.latents());
            blas.product(sample, weights.encoder(), product, pool);
            float[] values = new float[Math.toIntExact(product.rows() * product.columns())];
            MemorySegment.copy(product.data(), ValueLayout.JAVA_FLOAT, 0, values, 0, values.length);
            Arrays.parallelSort(values);
            float least = values[values.length - Math.toIntExact(shape.active() * sample.rows())];
            float[] filled = new float[shape.latents()];
            if (shape.kind() instanceof SaeKind.JumpRelu) {
                Arrays.fill(filled, least);
                weights.further().setRow(SaeWeights.THRESHOLD, filled);
            } else {
                Arrays.fill(filled, -least);
                weights.encoderBias().setRow(0, filled);
            }
            state.control().restore(state.control().coefficient(), shape.active());
        }
    }

    /** The dense step on parameters of its own. */
    private static final class Dense implements AutoCloseable {
        private final TrainingState state;
        private final DenseStep step;

        Dense(TrainingConfig config, Shape shape, FloatMatrix batch, Blas blas, ComputePool pool) {
            SaeKind topK = new SaeKind.TopK(shape.active());
            TrainingConfig dense = TrainingConfig.defaults(topK, config.width(), config.batch(), config.steps(), 1);
            state = TrainingState.forRun(dense, shape.width());
            Initialisation.fill(
                    state, dense, batch.rows(0, Math.min(SAMPLE, shape.batch())), InputScale.none(shape.width()));
            step = new DenseStep(dense, state, blas, pool);
            step.step(batch, config.learningRate());
        }

        void step(FloatMatrix batch, double learningRate) {
            step.step(batch, learningRate);
        }

        @Override
        public void close() {
            step.close();
            state.close();
        }
    }

    private static FloatMatrix randomBatch(Arena arena, Shape shape) {
        FloatMatrix batch = FloatMatrix.allocate(arena, shape.batch(), shape.width());
        SplittableRandom random = new SplittableRandom(2);
        for (long row = 0; row < batch.rows(); row++) {
            for (int i = 0; i < shape.width(); i++) {
                batch.set(row, i, (float) (random.nextGaussian() / Math.sqrt(shape.width())));
            }
        }
        return batch;
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static double median(List<Double> values) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
