package org.latentworkbench.engine.index;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.text.BosRule;
import org.latentworkbench.engine.text.CorpusOptions;
import org.latentworkbench.engine.text.CorpusWriter;
import org.latentworkbench.engine.text.Document;
import org.latentworkbench.engine.text.TokenCorpus;

/** Corpora of words "w0", "w1", ..., which are the tokens " w0", " w1", ... with those ids. */
public final class RandomCorpus {
    private RandomCorpus() {}

    /** A corpus of exactly these token ids. */
    public static TokenCorpus of(Path folder, int vocabulary, int contextLength, List<int[]> documents) {
        Path tokenizer = folder.resolve("tokenizer.json");
        AtomicFile.writeText(tokenizer, tokenizer(vocabulary));
        List<Document> texts = new ArrayList<>();
        for (int[] ids : documents) {
            var text = new StringBuilder();
            for (int id : ids) {
                text.append(text.isEmpty() ? "w" : " w").append(id);
            }
            texts.add(new Document("d" + texts.size(), text.toString()));
        }
        Path corpus = folder.resolve("corpus");
        CorpusWriter.write(
                corpus,
                "random",
                texts.stream(),
                tokenizer,
                new CorpusOptions(contextLength, BosRule.NONE, "test"),
                JobContext.silent());
        return TokenCorpus.open(corpus);
    }

    /** Documents of random length up to {@code longest}; small ids are more frequent. */
    public static TokenCorpus random(
            Path folder, long seed, int vocabulary, int contextLength, int documents, int longest) {
        var random = new Random(seed);
        List<int[]> ids = new ArrayList<>();
        for (int d = 0; d < documents; d++) {
            int[] document = new int[1 + random.nextInt(longest)];
            for (int i = 0; i < document.length; i++) {
                document[i] = Math.min(random.nextInt(vocabulary), random.nextInt(vocabulary));
            }
            ids.add(document);
        }
        return of(folder, vocabulary, contextLength, ids);
    }

    private static String tokenizer(int vocabulary) {
        Map<String, Integer> words = new LinkedHashMap<>();
        for (int id = 0; id < vocabulary; id++) {
            words.put("\u2581w" + id, id);
        }
        words.put("\u2581unknown", vocabulary);
        Map<String, Object> space =
                Map.of("type", "Metaspace", "replacement", "\u2581", "prepend_scheme", "always", "split", true);
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("version", "1.0");
        root.put("truncation", null);
        root.put("padding", null);
        root.put("added_tokens", List.of());
        root.put("normalizer", null);
        root.put("pre_tokenizer", space);
        root.put("post_processor", null);
        root.put("decoder", space);
        root.put("model", Map.of("type", "WordLevel", "vocab", words, "unk_token", "\u2581unknown"));
        return Manifest.mapper().writeValueAsString(root);
    }
}
