package org.latentworkbench.engine.pipeline;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.latentworkbench.engine.activation.InputScale;
import org.latentworkbench.engine.training.RunOrigin;
import org.latentworkbench.engine.training.StopRule;

/**
 * What a run begins with beside its settings.
 *
 * @param dataSeed seed of the order of the rows; the run's own by default
 * @param stop when it ends early
 * @param origin the run it was branched from, when its folder has its first state already
 * @param state the state it is to begin with
 * @param scale normalisation of the input, where it is known; else it is estimated
 * @param hashes SHA-256 that the data must have, by name
 */
public record RunBeginning(
        OptionalLong dataSeed,
        Optional<StopRule> stop,
        Optional<RunOrigin> origin,
        Optional<State> state,
        Optional<InputScale> scale,
        Map<String, String> hashes) {
    /** From nothing. */
    public static final RunBeginning FRESH = new RunBeginning(
            OptionalLong.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

    /** Copies the hashes. */
    public RunBeginning {
        hashes = Map.copyOf(hashes);
    }

    /** A state that is copied before the run begins. */
    public sealed interface State {
        /**
         * A checkpoint of a run.
         *
         * @param run its name
         * @param which {@code "last"}, {@code "best"} or a number of steps
         */
        record Checkpoint(String run, String which) implements State {}

        /**
         * The state another branched run began with.
         *
         * @param folder of that run
         */
        record BeginningOf(Path folder) implements State {}
    }

    /** The same with a rule to end early. */
    public RunBeginning withStop(StopRule rule) {
        return new RunBeginning(dataSeed, Optional.of(rule), origin, state, scale, hashes);
    }
}
