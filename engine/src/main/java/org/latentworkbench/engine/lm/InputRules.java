package org.latentworkbench.engine.lm;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.text.BosRule;

/**
 * What a model accepts; everything else is refused before it reaches native code.
 *
 * @param directory the model's folder, for messages
 */
record InputRules(Path directory, ModelConfig config) {
    /** @throws BadInputException if the model has no such place */
    void check(HookPoint hook) {
        if (hook.kind() == HookPoint.Kind.RESID_MID && config.parallelBlocks()) {
            throw new BadInputException("There is no hook point " + hook + ": attention and MLP of "
                    + directory.getFileName()
                    + " read the same stream (use_parallel_residual), so nothing lies between them. Choose resid_pre or"
                    + " resid_post.");
        }
        if (hook.layer() >= config.layers()) {
            throw new BadInputException("There is no hook point " + hook + ": " + directory.getFileName() + " has "
                    + config.layers() + " layers, 0 to " + (config.layers() - 1) + ".");
        }
    }

    /** @throws BadInputException if one is at a place the model does not have */
    void check(List<Intervention> interventions) {
        interventions.forEach(intervention -> check(intervention.hook()));
    }

    /**
     * @param begin the token that will stand before the context, if any
     * @throws BadInputException if the context is too long or an id is outside the vocabulary
     */
    void check(int[] ids, OptionalInt begin) {
        checkLength(ids.length + (begin.isPresent() ? 1 : 0));
        for (int id : ids) {
            if (id < 0 || id >= config.vocabulary()) {
                throw new BadInputException("Token id " + id + " is outside the vocabulary of "
                        + directory.getFileName() + " (0 to " + (config.vocabulary() - 1) + ").");
            }
        }
    }

    /** @throws BadInputException if a context of so many tokens is too long */
    void checkLength(int tokens) {
        if (tokens > config.maxPositions()) {
            throw new BadInputException("A context of " + tokens + " tokens is longer than the "
                    + config.maxPositions() + " (max_position_embeddings) of " + directory.getFileName()
                    + ". Use a shorter context.");
        }
    }

    /**
     * The token a rule puts before a context.
     *
     * @throws BadInputException if the rule asks for one and the model has none
     */
    OptionalInt beginToken(BosRule rule) {
        if (rule == BosRule.NONE) {
            return OptionalInt.empty();
        }
        if (config.beginToken().isEmpty()) {
            throw new BadInputException(directory.resolve("config.json")
                    + ": there is no bos_token_id, so no BOS can stand before a context. Choose the BOS rule none.");
        }
        return config.beginToken();
    }
}
