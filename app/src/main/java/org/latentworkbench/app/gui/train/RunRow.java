package org.latentworkbench.app.gui.train;

import java.util.List;
import java.util.Optional;
import org.latentworkbench.engine.training.TrainingConfig;

/**
 * A run of the workspace.
 *
 * @param name name of the autoencoder
 * @param kind as in files, for example {@code "matryoshka"}
 * @param width latents
 * @param inputWidth dimensions of an activation; 0 if unknown
 * @param prefixes nested sizes; empty without levels
 * @param totalSteps steps it was meant to take; 0 if unknown
 * @param model its model
 * @param corpus its corpus
 * @param hook its hook point
 * @param state where it stands
 * @param curves what it logged
 * @param measured L0, FVU and dead share on held-out rows, once it is done
 * @param config its settings, if it was trained here
 */
record RunRow(
        String name,
        String kind,
        int width,
        int inputWidth,
        List<Integer> prefixes,
        long totalSteps,
        String model,
        String corpus,
        String hook,
        RunState state,
        Curves curves,
        Optional<Measured> measured,
        Optional<TrainingConfig> config) {
    /** Numbers on held-out rows. */
    record Measured(double fvu, double l0, double dead) {}

    double l0() {
        return measured.map(Measured::l0).orElseGet(() -> curves.last(curves.l0()));
    }

    double fvu() {
        return measured.map(Measured::fvu)
                .orElseGet(() ->
                        curves.fvu().length == 0 ? Double.NaN : curves.last(curves.fvu()[curves.fvu().length - 1]));
    }

    double dead() {
        return measured.map(Measured::dead).orElseGet(() -> curves.last(curves.dead()));
    }

    long steps() {
        return curves.isEmpty() ? 0 : Math.round(curves.last(curves.step()));
    }

    double seconds() {
        return curves.isEmpty() ? Double.NaN : curves.last(curves.seconds());
    }

    double fraction() {
        return totalSteps == 0 ? 0 : Math.clamp(steps() / (double) totalSteps, 0, 1);
    }

    /** How fast it was, if that was measured. */
    Optional<Speed> speed() {
        return curves.tokensPerSecond() > 0 && inputWidth > 0
                ? Optional.of(new Speed(name, curves.tokensPerSecond(), (double) width * inputWidth))
                : Optional.empty();
    }
}
