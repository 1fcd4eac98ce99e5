package org.latentworkbench.app.gui.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.latentworkbench.engine.evaluation.scaling.ScalingFit;
import org.latentworkbench.engine.evaluation.scaling.ScalingLaw;

/** A scaling fit in a sentence. */
final class FitWords {
    private FitWords() {}

    /** The formula, its coefficients with their intervals, and what the runs do not tell. */
    static String of(ScalingFit fit) {
        List<String> parts = new ArrayList<>();
        for (ScalingFit.Coefficient each : fit.coefficients()) {
            if (fit.identified(each)) {
                parts.add(String.format(
                                Locale.ROOT,
                                "%s %.3f (%.3f to %.3f)",
                                each.name(),
                                each.value(),
                                each.low(),
                                each.high())
                        .replace('-', '−'));
            }
        }
        List<String> unknown = fit.unidentified();
        if (!unknown.isEmpty()) {
            parts.add(String.join(" and ", unknown) + " " + ScalingFit.NOT_IDENTIFIED);
        }
        parts.add(String.format(Locale.ROOT, "R² %.4f", fit.rSquared()));
        String words = fit.law().formula() + ": " + String.join(", ", parts) + ".";
        if (fit.seesIrreducible()) {
            return words;
        }
        return words
                + (fit.law() == ScalingLaw.WIDTH
                        ? " The runs do not show a loss that stays."
                        : " The runs do not show a loss that stays at any width.");
    }
}
