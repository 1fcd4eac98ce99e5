package org.latentworkbench.engine.search;

import org.latentworkbench.engine.SharedData;
import org.latentworkbench.engine.text.Tokenizer;

/** GPT-2's tokenizer, which cut the golden documents; loaded once. */
final class Gpt2 {
    private static final class Holder {
        static final RegexEnvironment ENVIRONMENT = load();
    }

    private Gpt2() {}

    static RegexEnvironment environment() {
        SharedData.path("tokenizers/gpt2/tokenizer.json");
        return Holder.ENVIRONMENT;
    }

    private static RegexEnvironment load() {
        return RegexEnvironment.of(Tokenizer.load(SharedData.path("tokenizers/gpt2/tokenizer.json")));
    }
}
