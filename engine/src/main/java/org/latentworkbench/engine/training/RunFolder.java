package org.latentworkbench.engine.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.latentworkbench.engine.error.BadInputException;

/**
 * The folder of a run, seen from outside: which states of it are kept, and how another run begins with one of them.
 *
 * @param directory the folder, with {@code run.json} in it
 */
public record RunFolder(Path directory) {
    /**
     * A kept state.
     *
     * @param step steps done
     * @param fvu mean FVU of the batches before it; empty if it was not noted
     * @param best whether no other kept state has a lower one
     */
    public record State(long step, OptionalDouble fvu, boolean best) {}

    /** The kept states, oldest first. */
    public List<State> states() {
        List<Checkpoints.Position> all = new Checkpoints(directory).all();
        double least = all.stream()
                .mapToDouble(position -> fvu(position).orElse(Double.POSITIVE_INFINITY))
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        return all.stream()
                .map(position -> new State(
                        position.step(),
                        fvu(position),
                        fvu(position).isPresent() && fvu(position).getAsDouble() == least))
                .toList();
    }

    private static OptionalDouble fvu(Checkpoints.Position position) {
        Double fvu = position.fvu();
        return fvu == null ? OptionalDouble.empty() : OptionalDouble.of(fvu);
    }

    /**
     * The state that is meant by a word.
     *
     * @param which {@code "last"}, {@code "best"} or a number of steps
     * @throws BadInputException if there is none
     */
    public State state(String which) {
        List<State> states = states();
        if (states.isEmpty()) {
            throw new BadInputException(directory + " has no checkpoint to begin with.");
        }
        return switch (which) {
            case "last" -> states.getLast();
            case "best" -> states.stream().filter(State::best).findFirst().orElseGet(states::getLast);
            default ->
                states.stream()
                        .filter(state -> Long.toString(state.step()).equals(which))
                        .findFirst()
                        .orElseThrow(() -> new BadInputException(directory + " keeps no checkpoint of step " + which
                                + "; it has those of "
                                + String.join(
                                        ", ",
                                        states.stream()
                                                .map(state -> Long.toString(state.step()))
                                                .toList())
                                + "."));
        };
    }

    /**
     * Lays the beginning of another run: its folder gets the state and the log up to there. The run itself is then trained
     * with this origin; its width must be the same, everything else may differ.
     *
     * @param state one of {@link #states}
     * @param name name of this run
     * @param target folder of the new run; must not hold one
     */
    public RunOrigin branch(State state, String name, Path target) {
        if (Files.exists(target.resolve(RunFile.NAME))) {
            throw new BadInputException(target + " already holds a training run; choose another name for the new one.");
        }
        Checkpoints.Position copied = new Checkpoints(directory).copyToStart(state.step(), target);
        new RunLog(directory).copyUpTo(state.step(), target);
        return new RunOrigin(name, state.step(), copied.crc32c());
    }

    /**
     * Lays the beginning of a repetition: if this run began with the state of another, that state.
     *
     * @param target folder of the new run; must not hold one
     * @throws BadInputException if the state is not there any more
     */
    public void copyBeginning(Path target) {
        if (Files.exists(target.resolve(RunFile.NAME))) {
            throw new BadInputException(target + " already holds a training run; choose another name for the new one.");
        }
        Checkpoints.Position copied = new Checkpoints(directory).copyStart(target);
        new RunLog(directory).copyUpTo(copied.step(), target);
    }
}
