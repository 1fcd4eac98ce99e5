package org.latentworkbench.engine.pipeline;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.lm.LanguageModel;
import org.latentworkbench.engine.lm.MatrixShape;
import org.latentworkbench.engine.lm.ModelConfig;
import org.latentworkbench.engine.tensor.Blas;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.tensor.ComputePool;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.ProcessMemory;
import org.latentworkbench.engine.text.BosRule;

/**
 * Times harvesting, the forward pass through all blocks, against the bare dense products it contains, alternately.
 *
 * @param model its folder; a model of GPT-2's smallest size with random weights if there is none
 * @param batch contexts at once
 * @param length tokens of each
 * @param rounds measured repetitions, after one that is not counted
 * @param device where the model runs
 */
public record ModelBench(Optional<Path> model, int batch, int length, int rounds, ComputeDevice device)
        implements Job<ModelBench.Result> {
    /**
     * What was measured.
     *
     * @param tokensPerSecond tokens through all blocks
     * @param productSeconds the blocks' dense products alone, on the processor, for the same tokens
     * @param totalSeconds the forward pass
     * @param overhead the pass over its products
     * @param residentMib memory the process held after the pass that warms up and after each quarter of the others; 0 where
     *     the system does not say
     */
    public record Result(
            double tokensPerSecond,
            double productSeconds,
            double totalSeconds,
            double overhead,
            List<Long> residentMib) {
        /** Copies. */
        public Result {
            residentMib = List.copyOf(residentMib);
        }
    }

    /** Checks the sizes. */
    public ModelBench {
        if (batch < 1 || length < 1 || rounds < 1) {
            throw new BadInputException("Batch, length and rounds must be at least 1; they are " + batch + ", " + length
                    + " and " + rounds + ".");
        }
    }

    @Override
    public Result run(JobContext context) {
        context.message("loading the model");
        try (LanguageModel loaded = load();
                ComputePool pool = new ComputePool(ComputeDevice.cpuThreads());
                Arena arena = Arena.ofShared()) {
            ModelConfig config = loaded.config();
            int tokens = Math.min(length, config.maxPositions());
            int[][] contexts = contexts(config, tokens);
            long rows = (long) batch * tokens;
            FloatMatrix into = FloatMatrix.allocate(arena, rows, config.width());
            HookPoint end = new HookPoint(HookPoint.Kind.RESID_POST, config.layers() - 1);
            Products products = new Products(arena, loaded.blockMatrices(), rows, Blas.load(), pool);
            double total = 0;
            double bare = 0;
            List<Long> resident = new ArrayList<>();
            context.message("measuring");
            for (int round = 0; round <= rounds; round++) {
                context.checkCancelled();
                double forward = seconds(() -> loaded.activations(contexts, BosRule.NONE, end, into));
                double product = seconds(products::run);
                if (round > 0) { // the first round warms up
                    total += forward;
                    bare += product;
                }
                if (4L * round / rounds > 4L * (round - 1) / rounds || round == 0) {
                    resident.add(ProcessMemory.now().resident() >> 20);
                }
                context.progress(round, rounds);
            }
            return new Result(rows * rounds / total, bare / rounds, total / rounds, total / bare, resident);
        }
    }

    private LanguageModel load() {
        return model.map(folder -> LanguageModel.load(folder, device))
                .orElseGet(() -> LanguageModel.random(gpt2Small(), device, 1));
    }

    private static Map<String, Object> gpt2Small() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("model_type", "gpt2");
        config.put("n_layer", 12);
        config.put("n_embd", 768);
        config.put("n_head", 12);
        config.put("n_positions", 1024);
        config.put("vocab_size", 50_257);
        return config;
    }

    private int[][] contexts(ModelConfig config, int tokens) {
        var contexts = new int[batch][tokens];
        for (int row = 0; row < batch; row++) {
            for (int column = 0; column < tokens; column++) {
                contexts[row][column] = (31 * row + 7 * column) % config.vocabulary();
            }
        }
        return contexts;
    }

    private static double seconds(Runnable work) {
        long begun = System.nanoTime();
        work.run();
        return (System.nanoTime() - begun) / 1e9;
    }

    /** The products of one pass. */
    private static final class Products {
        private final List<MatrixShape> shapes;
        private final long rows;
        private final Blas blas;
        private final ComputePool pool;
        private final FloatMatrix source;
        private final FloatMatrix target;
        private final FloatMatrix weights;

        Products(Arena arena, List<MatrixShape> shapes, long rows, Blas blas, ComputePool pool) {
            this.shapes = shapes;
            this.rows = rows;
            this.blas = blas;
            this.pool = pool;
            int in = shapes.stream().mapToInt(MatrixShape::in).max().orElse(1);
            int out = shapes.stream().mapToInt(MatrixShape::out).max().orElse(1);
            source = FloatMatrix.allocate(arena, rows, in);
            target = FloatMatrix.allocate(arena, rows, out);
            weights = FloatMatrix.allocate(arena, out, in);
        }

        void run() {
            for (MatrixShape shape : shapes) {
                blas.product(
                        part(source, rows, shape.in()),
                        part(weights, shape.out(), shape.in()),
                        part(target, rows, shape.out()),
                        pool);
            }
        }

        private static FloatMatrix part(FloatMatrix memory, long rows, int columns) {
            return new FloatMatrix(rows, columns, memory.data().asSlice(0, rows * columns * Float.BYTES));
        }
    }
}
