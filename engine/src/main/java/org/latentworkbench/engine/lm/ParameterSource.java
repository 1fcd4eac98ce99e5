package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;

/** Where the parameters of a model come from: files, initial values, or the vector that is being trained. */
interface ParameterSource {
    /** Whether there is a parameter of this name. */
    boolean has(String name);

    /** The parameter as float32 on the device, of exactly this shape; owned by the source. */
    NDArray get(String name, Extent... shape);
}
