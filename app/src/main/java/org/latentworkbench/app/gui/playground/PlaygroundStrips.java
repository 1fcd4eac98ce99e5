package org.latentworkbench.app.gui.playground;

import java.util.BitSet;
import org.latentworkbench.app.gui.control.StripContent;
import org.latentworkbench.engine.pipeline.Playground;

/** Readings as token strips. */
final class PlaygroundStrips {
    private PlaygroundStrips() {}

    /** All tokens from one on, shaded by what is painted. */
    static StripContent of(Playground.Reading reading, int from, Painting painting, BitSet underlined) {
        int count = reading.ids().length - from;
        float[] none = new float[count];
        var texts = reading.texts().subList(from, reading.ids().length);
        float[] first = painting.first()
                .map(paint -> values(reading, paint.latent(), from))
                .orElse(none);
        StripContent strip = StripContent.shaded(texts, first, reference(painting.first(), first), 0);
        if (painting.second().isPresent()) {
            float[] second = values(reading, painting.second().get().latent(), from);
            strip = strip.withSecond(second, reference(painting.second(), second));
        }
        return strip.withMarks(underlined, new BitSet());
    }

    /** Tokens of a changed continuation that are not in a longest common subsequence with the original. */
    static BitSet differences(Playground.Continuations both, int from) {
        int[] original = both.original().ids();
        int[] changed = both.changed().ids();
        int rows = original.length - from;
        int columns = changed.length - from;
        int[][] common = new int[rows + 1][columns + 1];
        for (int i = rows - 1; i >= 0; i--) {
            for (int j = columns - 1; j >= 0; j--) {
                common[i][j] = original[from + i] == changed[from + j]
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        BitSet different = new BitSet();
        int i = 0;
        for (int j = 0; j < columns; j++) {
            while (i < rows && original[from + i] != changed[from + j] && common[i + 1][j] == common[i][j]) {
                i++;
            }
            if (i < rows && original[from + i] == changed[from + j]) {
                i++;
            } else {
                different.set(j);
            }
        }
        return different;
    }

    private static float[] values(Playground.Reading reading, int latent, int from) {
        float[] all = reading.activations(latent);
        return java.util.Arrays.copyOfRange(all, from, all.length);
    }

    private static double reference(java.util.Optional<Painting.Paint> paint, float[] values) {
        double largest = 1e-6;
        for (float value : values) {
            largest = Math.max(largest, value);
        }
        double known = paint.map(Painting.Paint::reference).orElse(0.0);
        return known > 0 ? known : largest;
    }
}
