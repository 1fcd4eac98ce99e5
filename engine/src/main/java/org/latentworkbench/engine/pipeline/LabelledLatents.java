package org.latentworkbench.engine.pipeline;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.latentworkbench.engine.search.LatentNames;
import org.latentworkbench.engine.workspace.Label;
import org.latentworkbench.engine.workspace.Labels;

/** The latents of an autoencoder by what the person called them, as they are now. */
record LabelledLatents(int latents, Labels store) implements LatentNames {
    @Override
    public int[] labelled(String words) {
        String[] wanted = words.strip().toLowerCase(Locale.ROOT).split("\\s+", -1);
        return store.all().entrySet().stream()
                .filter(entry -> entry.getKey() < latents && holds(entry.getValue(), wanted))
                .mapToInt(Map.Entry::getKey)
                .toArray();
    }

    @Override
    public List<String> labels() {
        return store.all().values().stream()
                .map(Label::label)
                .filter(label -> !label.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean holds(Label label, String[] wanted) {
        String text = label.label().toLowerCase(Locale.ROOT);
        for (String word : wanted) {
            if (!text.contains(word)) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
