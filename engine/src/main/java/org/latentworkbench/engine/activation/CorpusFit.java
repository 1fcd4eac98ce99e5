package org.latentworkbench.engine.activation;

import java.nio.file.Files;
import java.util.stream.Stream;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.lm.LanguageModel;
import org.latentworkbench.engine.text.TokenCorpus;
import org.latentworkbench.engine.text.Vocabulary;

/** Whether a corpus's ids mean to a model what they mean in the corpus. */
public final class CorpusFit {
    private CorpusFit() {}

    /** @throws BadInputException if they mean something else */
    public static void check(LanguageModel model, TokenCorpus corpus) {
        boolean hasTokenizer = Stream.of("tokenizer.json", "merges.txt")
                .anyMatch(file -> Files.exists(model.directory().resolve(file)));
        if (!hasTokenizer
                || model.tokenizer().fingerprint().equals(corpus.info().tokenizerFingerprint())) {
            return;
        }
        // The same tokenizer saved by another program has another fingerprint.
        Vocabulary ours = model.tokenizer().vocabulary();
        Vocabulary theirs = corpus.vocabulary();
        boolean same = ours.size() == theirs.size();
        for (int id = 0; same && id < ours.size(); id++) {
            same = ours.text(id).equals(theirs.text(id));
        }
        if (!same) {
            throw new BadInputException(
                    "The corpus " + corpus.directory().getFileName() + " was made with another tokenizer ("
                            + theirs.size() + " tokens) than that of the model "
                            + model.directory().getFileName() + " ("
                            + ours.size() + " tokens); make the corpus again for this model.");
        }
    }
}
