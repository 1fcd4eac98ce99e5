package org.latentworkbench.engine.lm.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The operations by libtorch: on every device, and with gradients.
 *
 * @param products element type of dense products; everything else is computed in float32
 */
public record TorchKernels(DataType products) implements Kernels {
    /** Bounds [batch, heads, queries, keys], two of which live at once. */
    static final long MAX_SCORES = 1L << 25;

    /** Everything in float32. */
    public static final TorchKernels FLOAT32 = new TorchKernels(DataType.FLOAT32);

    @Override
    public NDArray linear(NDArray x, NDArray weight, @Nullable NDArray bias) {
        if (products == DataType.FLOAT32) {
            return x.getNDArrayInternal().linear(x, weight, bias).singletonOrThrow();
        }
        NDArray y = x.toType(products, false)
                .getNDArrayInternal()
                .linear(x.toType(products, false), weight.toType(products, false), null)
                .singletonOrThrow()
                .toType(DataType.FLOAT32, false);
        return bias == null ? y : y.add(bias);
    }

    @Override
    public NDArray activate(Activation activation, NDArray x) {
        return activation.apply(x);
    }

    @Override
    public NDArray gate(Activation activation, NDArray gate, NDArray up) {
        return activation.apply(gate).mul(up);
    }

    @Override
    public NDArray layerNorm(NDArray x, NDArray weight, NDArray bias, float epsilon) {
        Shape width = new Shape(weight.size());
        return x.getNDArrayInternal().layerNorm(x, width, weight, bias, epsilon).singletonOrThrow();
    }

    @Override
    public NDArray rmsNorm(NDArray x, NDArray weight, float epsilon, float offset) {
        NDArray rms = x.square().mean(new int[] {-1}, true).add(epsilon).sqrt();
        NDArray normed = x.div(rms);
        NDArray weighted = normed.mul(weight);
        return offset == 0 ? weighted : weighted.add(normed.mul(offset));
    }

    @Override
    public Heads rotate(Heads x, Positions positions) {
        int rotated = 2 * positions.pairs();
        NDArray heads = x.pack().array().reshape(x.batch(), x.length(), x.count(), x.width());
        NDArray turning = rotated == x.width() ? heads : heads.get(new NDIndex(":, :, :, :" + rotated));
        NDList halves = turning.split(2, 3);
        NDArray left = halves.get(0);
        NDArray right = halves.get(1);
        NDList parts = new NDList(
                left.mul(positions.cosineArray()).sub(right.mul(positions.sineArray())),
                right.mul(positions.cosineArray()).add(left.mul(positions.sineArray())));
        if (rotated < x.width()) {
            parts.add(heads.get(new NDIndex(":, :, :, " + rotated + ":")));
        }
        NDArray whole = NDArrays.concat(parts, 3).reshape(x.batch(), x.length(), (long) x.count() * x.width());
        return Heads.packed(whole, x.count(), x.width());
    }

    @Override
    public NDArray attend(
            Heads queries,
            Heads keys,
            Heads values,
            AttentionRule rule,
            Positions positions,
            @Nullable Consumer<NDArray> probabilities) {
        NDArray k = repeat(keys.byHead(), queries.count());
        NDArray v = repeat(values.byHead(), queries.count());
        NDArray scaled = queries.byHead().mul(rule.scale());
        int rows = rowsAtOnce(queries, keys.length());
        NDArray mixed;
        if (rows >= queries.length() || probabilities != null) {
            mixed = mix(scaled, k, v, rule, positions.mask(rule.window()), probabilities);
        } else {
            NDList parts = new NDList();
            for (int from = 0; from < queries.length(); from += rows) {
                parts.add(part(scaled, k, v, rule, positions, from, Math.min(rows, queries.length() - from)));
            }
            mixed = NDArrays.concat(parts, 2);
            parts.close();
        }
        return mixed.swapAxes(1, 2)
                .reshape(queries.batch(), queries.length(), (long) queries.count() * queries.width());
    }

    /** How many queries of all heads may have their scores in memory together. */
    static int rowsAtOnce(Heads queries, int keys) {
        return (int) Math.max(1, MAX_SCORES / ((long) queries.batch() * queries.count() * keys));
    }

    /** Some queries of all heads; they see no key behind the last of them. */
    private static NDArray part(
            NDArray scaled, NDArray k, NDArray v, AttentionRule rule, Positions positions, int from, int rows) {
        int seen = positions.first() + from + rows;
        try (NDManager inside = scaled.getManager().newSubManager()) {
            NDArray some = scaled.get(new NDIndex(":, :, " + from + ":" + (from + rows)));
            NDArray someKeys = k.get(new NDIndex(":, :, :" + seen));
            NDArray someValues = v.get(new NDIndex(":, :, :" + seen));
            some.attach(inside);
            someKeys.attach(inside);
            someValues.attach(inside);
            NDArray mask = positions.mask(inside, rule.window(), from, rows, seen);
            NDArray mixed = mix(some, someKeys, someValues, rule, mask, null);
            mixed.attach(scaled.getManager());
            return mixed;
        }
    }

    private static NDArray mix(
            NDArray scaled,
            NDArray k,
            NDArray v,
            AttentionRule rule,
            NDArray mask,
            @Nullable Consumer<NDArray> probabilities) {
        NDArray scores = scaled.matMul(k.swapAxes(2, 3));
        if (rule.capped()) {
            scores = scores.div(rule.softCap()).tanh().mul(rule.softCap());
        }
        NDArray masked = scores.addi(mask);
        NDArray pattern = masked.softmax(-1);
        masked.close();
        if (probabilities != null) {
            probabilities.accept(pattern);
        }
        NDArray mixed = pattern.matMul(v);
        pattern.close();
        return mixed;
    }

    /** Gives every query head its key/value head: [batch, key heads, length, width] to [batch, heads, ..]. */
    private static NDArray repeat(NDArray x, int heads) {
        Shape shape = x.getShape();
        long keyHeads = shape.get(1);
        if (heads == keyHeads) {
            return x;
        }
        return x.expandDims(2)
                .broadcast(shape.get(0), keyHeads, heads / keyHeads, shape.get(2), shape.get(3))
                .reshape(shape.get(0), heads, shape.get(2), shape.get(3));
    }

    @Override
    public void close() {
        // It holds nothing.
    }
}
