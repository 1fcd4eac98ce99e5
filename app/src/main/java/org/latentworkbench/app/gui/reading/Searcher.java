package org.latentworkbench.app.gui.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.OpenAutoencoder;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.search.LatentNames;
import org.latentworkbench.engine.search.RegexEnvironment;
import org.latentworkbench.engine.search.TokenSearch;
import org.latentworkbench.engine.text.ConceptTrack;
import org.latentworkbench.engine.text.TokenCorpus;
import org.latentworkbench.engine.workspace.Label;
import org.latentworkbench.engine.workspace.Labels;

/**
 * Keeps what a search needs between queries: the tokenizer and the tests already evaluated over the vocabulary. Safe for use by
 * several threads.
 */
public final class Searcher {
    private @Nullable OpenAutoencoder of;
    private @Nullable RegexEnvironment environment;
    private @Nullable TokenSearch search;

    /** The search of an autoencoder; made at first use, which reads the tokenizer. */
    public synchronized TokenSearch search(OpenAutoencoder opened, LatentIndex index) {
        RegexEnvironment known = environment(opened, index);
        TokenSearch made = search;
        if (made == null) {
            made = new TokenSearch(index, known);
            search = made;
        }
        return made;
    }

    /** What scripts about an autoencoder may name. */
    public synchronized RegexEnvironment environment(OpenAutoencoder opened, LatentIndex index) {
        RegexEnvironment known = environment;
        if (known == null || of != opened) {
            TokenCorpus corpus = index.corpus();
            known = RegexEnvironment.of(corpus.tokenizer())
                    .withLatents(new Names(index.info().latents(), opened.labels()))
                    .withConcepts(corpus.concepts().map(ConceptTrack::concepts).orElse(List.of()));
            environment = known;
            search = null;
            of = opened;
        }
        // Lists may change while the window is open; the tests already evaluated stay.
        Map<String, List<String>> lists = opened.words().all();
        if (!lists.equals(known.literals())) {
            known = known.withLiterals(lists);
            environment = known;
            search = null;
        }
        return known;
    }

    /** Latents by the words a person gave them, always as they are now. */
    private record Names(int latents, Labels known) implements LatentNames {
        @Override
        public int[] labelled(String words) {
            String[] wanted = words.toLowerCase(Locale.ROOT).strip().split("\\s+");
            List<Integer> found = new ArrayList<>();
            for (Map.Entry<Integer, Label> entry : known.all().entrySet()) {
                String label = entry.getValue().label().toLowerCase(Locale.ROOT);
                boolean all = !label.isEmpty();
                for (String word : wanted) {
                    all &= label.contains(word);
                }
                if (all) {
                    found.add(entry.getKey());
                }
            }
            return found.stream().mapToInt(Integer::intValue).toArray();
        }

        @Override
        public List<String> labels() {
            TreeSet<String> labels = new TreeSet<>();
            known.all().values().stream()
                    .map(Label::label)
                    .filter(label -> !label.isBlank())
                    .forEach(labels::add);
            return List.copyOf(labels);
        }
    }
}
