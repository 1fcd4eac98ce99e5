package org.latentworkbench.app.gui.train;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.latentworkbench.app.gui.Words;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.training.TrainingConfig;

/** Settings that go well together, for the width of the chosen activations. */
enum Preset {
    QUICK("60-second demo"),
    MATRYOSHKA("Matryoshka 5"),
    TOP_K("TopK");

    /** Sizes of the five levels as shares of the width. */
    private static final double[] FIVE = {1 / 128.0, 1 / 32.0, 3 / 32.0, 9 / 32.0, 1};

    private static final double[] THREE = {1 / 16.0, 1 / 4.0, 1};
    private static final int USUAL_INPUT = 128;

    private final String title;

    Preset(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Whether the name of a run made from it should say so. */
    String runName() {
        return switch (this) {
            case QUICK -> "demo-60s";
            case MATRYOSHKA -> "matryoshka";
            case TOP_K -> "topk";
        };
    }

    /** The form filled in; name, data and hook are left as they are. */
    FormInput fill(FormInput present) {
        int input = present.data().map(DataChoice::width).orElse(USUAL_INPUT);
        int width = (this == QUICK ? 8 : 16) * input;
        KindChoice kind = this == TOP_K ? KindChoice.TOP_K : KindChoice.MATRYOSHKA;
        double rate = this == QUICK ? 1e-3 : TrainingConfig.defaultLearningRate(new SaeKind.TopK(1), width);
        return new FormInput(
                present.name(),
                present.data(),
                present.hook(),
                kind,
                Words.count(width),
                this == QUICK ? "24" : "32",
                this == TOP_K ? present.prefixes() : prefixes(width),
                Words.count(this == QUICK ? 2048 : 4096),
                Words.count(this == QUICK ? 1000 : 5000),
                FormCheck.scientific(rate),
                "",
                "1");
    }

    private String prefixes(int width) {
        double[] shares = this == QUICK ? THREE : FIVE;
        List<Integer> sizes = IntStream.range(0, shares.length)
                .map(i -> (int) Math.max(i + 1, Math.round(shares[i] * width)))
                .boxed()
                .toList();
        return sizes.stream().map(Words::count).collect(Collectors.joining(", "));
    }
}
