package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/** Where the parameters of a model come from: files, initial values, or the vector that is being trained. */
interface ParameterSource {
    /** The parameter as float32 on the device, of exactly this shape; owned by the source. */
    NDArray get(String name, Extent... shape);

    /** A matrix that the file holds as [in, out], as [out, in]. */
    default NDArray transposed(String name, Extent in, Extent out) {
        return get(name, in, out).transpose();
    }

    /** {@code NAME.weight} [out, in] and, if it has one, {@code NAME.bias}. */
    default Linear linear(String name, Extent out, Extent in, boolean biased) {
        return new Linear(get(name + ".weight", out, in), bias(name, out, biased));
    }

    /** The same for a weight that the file holds as [in, out] (GPT-2's "Conv1D"). */
    default Linear convolution(String name, Extent out, Extent in) {
        return new Linear(transposed(name + ".weight", in, out), bias(name, out, true));
    }

    /** {@code NAME.weight} and {@code NAME.bias}. */
    default LayerNorm layerNorm(String name, Extent width, float epsilon) {
        return new LayerNorm(get(name + ".weight", width), get(name + ".bias", width), epsilon);
    }

    private @Nullable NDArray bias(String name, Extent out, boolean biased) {
        return biased ? get(name + ".bias", out) : null;
    }
}
