package org.latentworkbench.engine.activation;

import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.tensor.DType;

/**
 * How activations are stored.
 *
 * @param name name of the cache in the workspace
 * @param model name of the model
 * @param corpus name of the corpus
 * @param dtype F16 (half the space, about three digits) or F32
 * @param rule how the input scale is estimated; not {@link ScaleRule#GIVEN}
 * @param centre whether the input shift is the mean activation; else it is 0
 * @param shardRows rows of a file, about; a file ends with a context
 */
public record HarvestOptions(
        String name, String model, String corpus, DType dtype, ScaleRule rule, boolean centre, int shardRows) {
    /** Rows of a file unless told otherwise. */
    public static final int DEFAULT_SHARD_ROWS = 1 << 17;

    /** Checks the type and the rule. */
    public HarvestOptions {
        if (dtype != DType.F16 && dtype != DType.F32) {
            throw new BadInputException("Activations are stored as F16 or F32, not as " + dtype + ".");
        }
        if (rule == ScaleRule.GIVEN) {
            throw new BadInputException("A harvest estimates its input scale; choose unit_ms, sqrt_d or none.");
        }
        if (shardRows < 1) {
            throw new BadInputException("A file must have at least one row, not " + shardRows + ".");
        }
    }

    /** Mean squared norm 1 without a shift, files of 131,072 rows. */
    public static HarvestOptions of(String name, String model, String corpus, DType dtype) {
        return new HarvestOptions(name, model, corpus, dtype, ScaleRule.UNIT_MS, false, DEFAULT_SHARD_ROWS);
    }
}
