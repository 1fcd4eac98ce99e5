package org.latentworkbench.engine.pipeline;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.lm.LanguageModel;
import org.latentworkbench.engine.lm.ModelConfig;
import org.latentworkbench.engine.tensor.Blas;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.tensor.ComputePool;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.text.BosRule;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;

/**
 * Times a model's forward pass through all blocks against the bare dense products it contains.
 *
 * @param workspace where the model lies
 * @param model its name
 * @param batch contexts at once
 * @param length tokens of each
 * @param rounds measured repetitions, after one that is not counted
 * @param device where the model runs
 */
public record ModelBench(Workspace workspace, String model, int batch, int length, int rounds, ComputeDevice device)
        implements Job<ModelBench.Result> {
    /**
     * What was measured.
     *
     * @param tokensPerSecond tokens through all blocks
     * @param productSeconds the blocks' dense products alone, on the processor, for the same tokens
     * @param totalSeconds the forward pass
     */
    public record Result(double tokensPerSecond, double productSeconds, double totalSeconds) {}

    /** Checks the sizes. */
    public ModelBench {
        if (batch < 1 || length < 1 || rounds < 1) {
            throw new BadInputException("Batch, length and rounds must be at least 1; they are " + batch + ", " + length
                    + " and " + rounds + ".");
        }
    }

    @Override
    public Result run(JobContext context) {
        Path folder = workspace.require(Section.MODELS, model);
        try (LanguageModel loaded = LanguageModel.load(folder, device);
                ComputePool pool = new ComputePool(ComputeDevice.cpuThreads());
                Arena arena = Arena.ofShared()) {
            ModelConfig config = loaded.config();
            int tokens = Math.min(length, config.maxPositions());
            int[][] contexts = contexts(config, tokens);
            long rows = (long) batch * tokens;
            FloatMatrix into = FloatMatrix.allocate(arena, rows, config.width());
            HookPoint end = new HookPoint(HookPoint.Kind.RESID_POST, config.layers() - 1);
            Products products = new Products(arena, config, rows, Blas.load(), pool);
            double total = 0;
            double bare = 0;
            for (int round = 0; round <= rounds; round++) {
                context.checkCancelled();
                double forward = seconds(() -> loaded.activations(contexts, BosRule.NONE, end, into));
                double product = seconds(products::run);
                // The first round warms up.
                total += round == 0 ? 0 : forward;
                bare += round == 0 ? 0 : product;
                context.progress(round, rounds);
            }
            return new Result(rows * rounds / total, bare / rounds, total / rounds);
        }
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

    /** The products of one pass: queries, keys, values, output, and the three of a gated MLP. */
    private static final class Products {
        private final ModelConfig config;
        private final Blas blas;
        private final ComputePool pool;
        private final FloatMatrix narrow;
        private final FloatMatrix wide;
        private final FloatMatrix narrowOut;
        private final FloatMatrix keys;
        private final FloatMatrix square;
        private final FloatMatrix shared;
        private final FloatMatrix up;
        private final FloatMatrix down;

        Products(Arena arena, ModelConfig config, long rows, Blas blas, ComputePool pool) {
            int keyWidth = config.keyValueHeads() * config.headWidth();
            this.config = config;
            this.blas = blas;
            this.pool = pool;
            narrow = FloatMatrix.allocate(arena, rows, config.width());
            narrowOut = FloatMatrix.allocate(arena, rows, config.width());
            wide = FloatMatrix.allocate(arena, rows, config.mlpWidth());
            keys = FloatMatrix.allocate(arena, rows, keyWidth);
            square = FloatMatrix.allocate(arena, config.width(), config.width());
            shared = FloatMatrix.allocate(arena, keyWidth, config.width());
            up = FloatMatrix.allocate(arena, config.mlpWidth(), config.width());
            down = FloatMatrix.allocate(arena, config.width(), config.mlpWidth());
        }

        void run() {
            for (int layer = 0; layer < config.layers(); layer++) {
                blas.product(narrow, square, narrowOut, pool);
                blas.product(narrow, shared, keys, pool);
                blas.product(narrow, shared, keys, pool);
                blas.product(narrow, square, narrowOut, pool);
                blas.product(narrow, up, wide, pool);
                blas.product(narrow, up, wide, pool);
                blas.product(wide, down, narrowOut, pool);
            }
        }
    }
}
