package org.latentworkbench.engine.search;

import java.util.OptionalInt;
import org.latentworkbench.engine.SharedData;
import org.latentworkbench.engine.text.Tokenizer;

/** GPT-2's tokenizer, which cut the golden documents; loaded once. */
final class Gpt2 {
    static final int BEGIN = 50256;

    private static final class Holder {
        static final RegexEnvironment ENVIRONMENT = load();
    }

    private Gpt2() {}

    static RegexEnvironment environment() {
        SharedData.path("tokenizers/gpt2/tokenizer.json");
        return Holder.ENVIRONMENT;
    }

    private static RegexEnvironment load() {
        Tokenizer tokenizer = Tokenizer.load(SharedData.path("tokenizers/gpt2/tokenizer.json"));
        return RegexEnvironment.of(tokenizer.vocabulary(), tokenizer::encode, OptionalInt.of(BEGIN));
    }
}
