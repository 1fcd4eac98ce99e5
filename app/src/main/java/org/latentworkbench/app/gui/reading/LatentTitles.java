package org.latentworkbench.app.gui.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.latentworkbench.app.gui.OpenAutoencoder;
import org.latentworkbench.app.gui.control.TopTokens;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.index.LatentStatistics;
import org.latentworkbench.engine.plot.ActivationScale;
import org.latentworkbench.engine.text.Vocabulary;
import org.latentworkbench.engine.workspace.Label;

/** What latents are called: the person's words, else their top tokens. A snapshot of the labels; make a new one when they change. */
public final class LatentTitles {
    /** Tokens that stand for a latent without a label. */
    private static final int TOKENS = 3;

    private final Map<Integer, Label> labels;
    private final LatentStatistics statistics;
    private final Vocabulary vocabulary;

    private LatentTitles(Map<Integer, Label> labels, LatentIndex index) {
        this.labels = labels;
        this.statistics = index.statistics();
        this.vocabulary = index.corpus().vocabulary();
    }

    /** The names of an autoencoder's latents as they are now. */
    public static LatentTitles of(OpenAutoencoder opened, LatentIndex index) {
        return new LatentTitles(opened.labels().all(), index);
    }

    /** What the person says about a latent. */
    public Label label(int latent) {
        return labels.getOrDefault(latent, Label.NONE);
    }

    /** Whether the person named it. */
    public boolean isNamed(int latent) {
        return !label(latent).label().isBlank();
    }

    /** The person's words, else its top tokens, else {@code "dead"}. */
    public String title(int latent) {
        String words = label(latent).label();
        if (!words.isBlank()) {
            return words;
        }
        List<String> tokens = topTokens(latent, TOKENS).texts();
        if (tokens.isEmpty()) {
            return statistics.dead(latent) ? "dead" : "no label";
        }
        return String.join(
                ", ", tokens.stream().map(LatentTitles::inList).distinct().toList());
    }

    /** A token between commas: one without a letter or a figure stands in quotation marks. */
    private static String inList(String token) {
        String visible = TopTokens.visible(token);
        return visible.codePoints().anyMatch(Character::isLetterOrDigit) ? visible : "“" + visible + "”";
    }

    /** The tokens a latent answers to most, at most {@code limit}. */
    public TopTokens topTokens(int latent, int limit) {
        int[] ids = statistics.topTokens(latent);
        float[] values = statistics.topTokenValues(latent);
        double max = statistics.max(latent);
        List<String> texts = new ArrayList<>(limit);
        List<Integer> stops = new ArrayList<>(limit);
        for (int i = 0; i < ids.length && texts.size() < limit; i++) {
            texts.add(vocabulary.text(ids[i]));
            stops.add(ActivationScale.stop(values[i], max));
        }
        return new TopTokens(texts, stops);
    }
}
