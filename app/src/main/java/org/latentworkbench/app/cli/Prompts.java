package org.latentworkbench.app.cli;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.lm.LanguageModel;

/** Texts that a model continues. */
final class Prompts {
    private Prompts() {}

    /** The prompt's tokens behind the model's beginning token, if it has one. */
    static int[] encode(LanguageModel model, String name, String prompt) {
        IntStream begin = model.tokenizer().beginToken().stream();
        int[] start = IntStream.concat(begin, Arrays.stream(model.tokenizer().encode(prompt)))
                .toArray();
        if (start.length == 0) {
            throw new BadInputException(
                    "The prompt is empty and the model \"" + name + "\" has no beginning token. Give a --prompt.");
        }
        return start;
    }
}
