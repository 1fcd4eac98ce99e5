package org.latentworkbench.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.text.BosRule;

/** A process that dies between two file writes of a checkpoint leaves a run that goes on exactly. */
class CrashTest {
    private static final int STEPS = 90;
    private static final int WRITES_BEFORE = 6;

    @TempDir
    Path temporary;

    /** Trains in a process of its own and ends it without any clean-up after some writes. */
    static final class Victim {
        private Victim() {}

        /** @param arguments folder, and the number of writes that are still done */
        public static void main(String[] arguments) {
            int[] left = {Integer.parseInt(arguments[1])};
            train(Path.of(arguments[0]), false, () -> {
                left[0]--;
                if (left[0] == 0) {
                    Runtime.getRuntime().halt(9);
                }
            });
        }
    }

    @Test
    void dyingAfterAnyFileOfACheckpointChangesNothing() throws IOException, InterruptedException {
        String expected = train(temporary.resolve("whole"), false, () -> {}).parametersSha256();
        for (int write = WRITES_BEFORE; write < WRITES_BEFORE + 3; write++) {
            Path folder = temporary.resolve("killed-" + write);
            assertThat(die(folder, write)).isEqualTo(9);
            assertThat(train(folder, true, () -> {}).parametersSha256())
                    .as("killed after write " + write)
                    .isEqualTo(expected);
            try (var left = Files.list(folder.resolve("checkpoints"))) {
                assertThat(left.map(path -> path.getFileName().toString())).allMatch(name -> name.startsWith("step-"));
            }
        }
    }

    private static int die(Path folder, int writes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                folder.toString(),
                Integer.toString(writes)));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static TrainingResult train(Path folder, boolean resume, Runnable afterEachFile) {
        Atoms atoms = Atoms.generate(3);
        TrainingConfig config = TrainingConfig.defaults(new SaeKind.BatchTopK(3), 96, 64, STEPS, 1)
                .withCheckpointEvery(10);
        TrainingSource source = new TrainingSource("atoms", "", "", "", BosRule.NONE, 1, Map.of());
        return new Trainer(2, LaneChoice.CPU, afterEachFile)
                .run(
                        RunPlan.of(source, config, folder, resume),
                        new RowsStream(atoms.train(), 1),
                        new RowsStream(atoms.test(), 1),
                        atoms.scale(),
                        JobContext.silent());
    }
}
