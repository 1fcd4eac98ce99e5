package org.latentworkbench.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.text.BosRule;

/**
 * Runs of every kind, side by side in a process of their own that is killed with SIGKILL at a random moment, go on from what
 * it left and end with the parameters of runs that were not. A checkpoint is written every other step, so that many moments
 * lie within one. {@code -Dkills=10} kills more often.
 */
class KilledRunTest {
    private static final int STEPS = 60;
    private static final int BATCH = 64;
    private static final int LATENTS = 96;
    private static final long LONGEST_DELAY_NANOS = 30_000_000;
    private static final long LONGEST_WAIT_NANOS = 1_000_000_000;

    @TempDir
    Path temporary;

    private static List<SaeKind> kinds() {
        return List.of(
                new SaeKind.TopK(3),
                new SaeKind.BatchTopK(3),
                new SaeKind.Matryoshka(3, List.of(16, LATENTS)),
                new SaeKind.MatryoshkaRandom(List.of(16, LATENTS)),
                new SaeKind.Relu(),
                new SaeKind.Gated(),
                new SaeKind.JumpRelu(false));
    }

    /** Trains until it is killed and writes a byte for every batch that it reads. */
    static final class Victim {
        private Victim() {}

        /** @param arguments the folder of the runs */
        public static void main(String[] arguments) {
            Atoms atoms = Atoms.generate(3);
            train(Path.of(arguments[0]), false, atoms, new RowsStream(atoms.train(), 1) {
                @Override
                public void next(FloatMatrix into) {
                    super.next(into);
                    System.out.write('.');
                    System.out.flush();
                }
            });
        }
    }

    @Test
    void runsKilledAtAnyMomentEndAsIfTheyHadNotBeen() throws IOException, InterruptedException {
        Atoms atoms = Atoms.generate(3);
        List<String> expected = train(temporary.resolve("whole"), false, atoms, new RowsStream(atoms.train(), 1));
        assertThat(expected).doesNotHaveDuplicates().hasSameSizeAs(kinds());
        int kills = Integer.getInteger("kills", 2);
        SplittableRandom random = new SplittableRandom(System.nanoTime());
        int duringWrites = 0;
        for (int kill = 0; kill < kills; kill++) {
            int batches = 1 + random.nextInt(STEPS - 10);
            long delay = random.nextLong(LONGEST_DELAY_NANOS);
            Path folder = temporary.resolve("killed-" + kill);
            // Every other kill waits for a file that is being written; the others may come at any moment.
            kill(folder, batches, delay, kill % 2 == 1);
            duringWrites += leftOvers(folder) ? 1 : 0;
            assertThat(train(folder, true, atoms, new RowsStream(atoms.train(), 1)))
                    .as("killed %d ns after batch %d", delay, batches)
                    .isEqualTo(expected);
            assertThat(leftOvers(folder)).isFalse();
        }
        System.out.printf("%d kills, %d of them while a file was written%n", kills, duringWrites);
    }

    private static void kill(Path folder, int batches, long delayNanos, boolean duringWrite)
            throws IOException, InterruptedException {
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
                folder.toString()));
        Process victim = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream told = victim.getInputStream()) {
            int seen = 0;
            for (int next = told.read(); next >= 0 && seen < batches; next = told.read()) {
                seen += next == '.' ? 1 : 0;
            }
            assertThat(seen).as("batches that the process read").isEqualTo(batches);
            if (duringWrite) {
                long until = System.nanoTime() + LONGEST_WAIT_NANOS;
                while (!leftOvers(folder) && System.nanoTime() < until && victim.isAlive()) {
                    Thread.onSpinWait();
                }
            } else {
                LockSupport.parkNanos(delayNanos);
            }
        } finally {
            victim.destroyForcibly();
        }
        assertThat(victim.waitFor()).as("killed by SIGKILL").isEqualTo(128 + 9);
    }

    private static boolean leftOvers(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.anyMatch(AtomicFile::isTemporary);
        } catch (UncheckedIOException e) {
            return false; // a file went away on the walk, renamed to its final name
        }
    }

    /** Hashes of the parameters of every kind. */
    private static List<String> train(Path folder, boolean resume, Atoms atoms, RowsStream stream) {
        TrainingSource source = new TrainingSource("atoms", "", "", "", BosRule.NONE, 1, Map.of());
        List<RunPlan> plans = kinds().stream()
                .map(kind -> RunPlan.of(
                        source,
                        TrainingConfig.defaults(kind, LATENTS, BATCH, STEPS, 1)
                                .withTargetL0(6)
                                .withCheckpointEvery(2),
                        folder.resolve(kind.name()),
                        resume))
                .toList();
        return new Trainer(2)
                .run(plans, stream, new RowsStream(atoms.test(), 1), atoms.scale(), JobContext.silent()).stream()
                        .map(TrainingResult::parametersSha256)
                        .toList();
    }
}
