package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;

/**
 * Only the parameters before and after the layers.
 *
 * @param all where they come from
 * @param placeholder stands for every other parameter
 */
record OutsideBlocks(ParameterSource all, NDArray placeholder) implements ParameterSource {
    @Override
    public NDArray get(String name, Extent... shape) {
        return ParameterList.isInBlock(name) ? placeholder : all.get(name, shape);
    }

    @Override
    public NDArray transposed(String name, Extent in, Extent out) {
        return ParameterList.isInBlock(name) ? placeholder : all.transposed(name, in, out);
    }
}
