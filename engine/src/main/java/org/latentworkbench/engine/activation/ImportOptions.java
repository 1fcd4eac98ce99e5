package org.latentworkbench.engine.activation;

import java.nio.file.Path;
import java.util.Optional;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.text.BosRule;

/**
 * What the person says about activations that were harvested elsewhere; what is left open is taken from the files.
 *
 * @param name name of the cache
 * @param model name of the model they come from
 * @param hook where in it
 * @param array name of the array or tensor that holds them
 * @param tokenArray name of the array that holds token ids
 * @param tokens a file of its own with token ids
 * @param contextLength tokens of a context
 * @param bos whether the model saw BOS before each context; a BOS that begins every context is known and left out
 * @param appliedScale what the activations were multiplied by before they were saved; they are divided by it
 * @param half whether they are stored as half floats
 */
public record ImportOptions(
        String name,
        Optional<String> model,
        Optional<HookPoint> hook,
        Optional<String> array,
        Optional<String> tokenArray,
        Optional<Path> tokens,
        Optional<Integer> contextLength,
        Optional<BosRule> bos,
        double appliedScale,
        boolean half) {
    /** Checks the numbers. */
    public ImportOptions {
        if (!(appliedScale > 0) || Double.isInfinite(appliedScale)) {
            throw new BadInputException("The scale is " + appliedScale + "; it must be a positive finite number.");
        }
        contextLength.ifPresent(length -> {
            if (length < 1 || length > 1 << 20) {
                throw new BadInputException(
                        "The context length is " + length + "; it must be from 1 to 1,048,576 tokens.");
            }
        });
    }
}
