package org.latentworkbench.engine.lm.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.tensor.Blas;
import org.latentworkbench.engine.tensor.ComputePool;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.Strided;

/**
 * The operations on the processor, in the memory of libtorch's arrays: dense products by the fastest BLAS of the machine, the
 * rest in one pass each. Without gradients. Results do not depend on the number of threads.
 */
public final class CpuKernels implements Kernels {
    /** Below so many rows libtorch's product is as fast. */
    private static final int FEW_ROWS = 8;

    private static final int ROWS_PER_PART = 32;
    private static final int ELEMENTS_PER_PART = 1 << 16;
    private static final int PRODUCT_PARTS = 2;
    private static final int LEAST_PRODUCT_ROWS = 32;
    private static final int MOST_PRODUCT_ROWS = 1024;

    private final TorchKernels torch = TorchKernels.FLOAT32;
    private final Blas blas = Blas.load();
    private final ComputePool pool;
    private final ReentrantLock lock = new ReentrantLock();

    /** @param threads that compute, the caller's included */
    public CpuKernels(int threads) {
        this.pool = new ComputePool(threads);
    }

    /** The pool serves one caller at a time. */
    private void alone(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public NDArray linear(NDArray x, NDArray weight, @Nullable NDArray bias) {
        int in = (int) weight.getShape().get(1);
        int out = (int) weight.getShape().get(0);
        long rows = x.size() / in;
        if (rows < FEW_ROWS || !NativeFloats.fits(weight) || !NativeFloats.fits(x) || rows * out > 1 << 29) {
            return torch.linear(x, weight, bias);
        }
        long[] shape = x.getShape().getShape().clone(); // the array itself is the shape's own
        shape[shape.length - 1] = out;
        NDArray y = x.getManager().create(new Shape(shape), DataType.FLOAT32);
        FloatMatrix matrix = new FloatMatrix(out, in, NativeFloats.of(weight));
        FloatMatrix source = new FloatMatrix(rows, in, NativeFloats.of(x));
        FloatMatrix target = new FloatMatrix(rows, out, NativeFloats.of(y));
        @Nullable MemorySegment added = bias == null ? null : NativeFloats.of(bias);
        alone(() -> product(source, matrix, added, target));
        return y;
    }

    private void product(FloatMatrix x, FloatMatrix weight, @Nullable MemorySegment bias, FloatMatrix y) {
        int rows = (int) x.rows();
        int size = Math.clamp(Math.ceilDiv(rows, PRODUCT_PARTS), LEAST_PRODUCT_ROWS, MOST_PRODUCT_ROWS);
        pool.runRanges(rows, size, (from, to, _) -> {
            if (bias != null) {
                long bytes = (long) y.columns() * Float.BYTES;
                for (int row = from; row < to; row++) {
                    MemorySegment.copy(bias, 0, y.data(), row * bytes, bytes);
                }
            }
            Strided part = new Strided(x.data(), (long) from * x.columns(), to - from, x.columns(), x.columns());
            Strided all = new Strided(weight.data(), 0, (int) weight.rows(), weight.columns(), weight.columns());
            Strided result = new Strided(y.data(), (long) from * y.columns(), to - from, y.columns(), y.columns());
            blas.product(1, part, all, Blas.Read.TRANSPOSED, bias == null ? 0 : 1, result);
        });
    }

    @Override
    public NDArray activate(Activation activation, NDArray x) {
        return sigmoidGate(activation, x, null) ? x : torch.activate(activation, x);
    }

    @Override
    public NDArray gate(Activation activation, NDArray gate, NDArray up) {
        return sigmoidGate(activation, gate, up) ? gate : torch.gate(activation, gate, up);
    }

    /** Does what is of the form {@code x σ(a x + b x³)}, in place; gives false for other activations. */
    private boolean sigmoidGate(Activation activation, NDArray x, @Nullable NDArray up) {
        float a;
        float b = 0;
        switch (activation) {
            case SILU -> a = 1;
            case QUICK_GELU -> a = (float) Activation.QUICK;
            case GELU_TANH -> {
                a = (float) (2 * Activation.ROOT);
                b = (float) (2 * Activation.ROOT * Activation.CUBIC);
            }
            default -> {
                return false;
            }
        }
        if (!NativeFloats.fits(x)) {
            return false;
        }
        float linear = a;
        float cubic = b;
        MemorySegment data = NativeFloats.of(x);
        MemorySegment other = up == null ? data : NativeFloats.of(up);
        alone(() -> pool.runRanges((int) x.size(), ELEMENTS_PER_PART, (from, to, _) -> {
            RowKernels.sigmoidGate(data, other, up != null, linear, cubic, from, to);
        }));
        return true;
    }

    @Override
    public NDArray layerNorm(NDArray x, NDArray weight, NDArray bias, float epsilon) {
        return torch.layerNorm(x, weight, bias, epsilon);
    }

    @Override
    public NDArray rmsNorm(NDArray x, NDArray weight, float epsilon, float offset) {
        int width = (int) weight.size();
        NDArray y = x.getManager().create(x.getShape(), DataType.FLOAT32);
        MemorySegment source = NativeFloats.of(x);
        MemorySegment target = NativeFloats.of(y);
        MemorySegment factors = NativeFloats.of(weight);
        alone(() -> pool.runRanges((int) (x.size() / width), ROWS_PER_PART, (from, to, _) -> {
            for (int row = from; row < to; row++) {
                RowKernels.rmsNorm(source, target, (long) row * width, width, factors, epsilon, offset);
            }
        }));
        return y;
    }

    @Override
    public Heads rotate(Heads x, Positions positions) {
        MemorySegment data = NativeFloats.of(x.array());
        int pairs = positions.pairs();
        alone(() -> pool.runRanges(x.batch() * x.length(), ROWS_PER_PART, (from, to, _) -> {
            for (int row = from; row < to; row++) {
                int position = row % x.length();
                for (int head = 0; head < x.count(); head++) {
                    long start = x.start(row / x.length(), position, head);
                    RowKernels.rotate(data, start, pairs, positions.cosine(), positions.sine(), position * pairs);
                }
            }
        }));
        return x;
    }

    @Override
    public NDArray attend(
            Heads queries,
            Heads keys,
            Heads values,
            AttentionRule rule,
            Positions positions,
            @Nullable Consumer<NDArray> probabilities) {
        CpuAttention attention = new CpuAttention(blas, queries, keys, values, rule, positions.first());
        lock.lock();
        try {
            if (probabilities == null) {
                return attention.run(pool, null);
            }
            Shape shape = new Shape(queries.batch(), queries.count(), queries.length(), keys.length());
            try (NDArray pattern = queries.array().getManager().zeros(shape, DataType.FLOAT32)) {
                NDArray mixed = attention.run(pool, pattern);
                probabilities.accept(pattern);
                return mixed;
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
