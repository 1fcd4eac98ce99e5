package org.latentworkbench.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.sae.Sae;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.text.BosRule;

/** Acceptance test T2: a dictionary that is known is found again. */
class DictionaryRecoveryTest {
    private static final int SEEDS = 3;

    static Stream<SaeKind> kinds() {
        return Stream.of(new SaeKind.TopK(3), new SaeKind.BatchTopK(3));
    }

    /**
     * What a run found.
     *
     * @param mean of the best cosines of the atoms
     * @param found atoms with a best cosine above 0.9
     */
    private record Recovery(double fvu, double l0, double mean, double found) {}

    @ParameterizedTest
    @MethodSource("kinds")
    void findsSixtyOfSixtyFourAtoms(SaeKind kind, @TempDir Path folder) {
        List<Recovery> all = IntStream.rangeClosed(1, SEEDS)
                .parallel()
                .mapToObj(seed -> recover(kind, seed, folder.resolve("seed-" + seed)))
                .toList();
        assertThat(median(all, Recovery::fvu)).isLessThan(0.08);
        assertThat(median(all, Recovery::l0)).isBetween(2.7, 3.2);
        assertThat(median(all, Recovery::mean)).isGreaterThan(0.97);
        assertThat(median(all, Recovery::found)).isGreaterThanOrEqualTo(60);
    }

    private static double median(List<Recovery> all, ToDoubleFunction<Recovery> figure) {
        return all.stream()
                .mapToDouble(figure)
                .sorted()
                .skip(SEEDS / 2)
                .findFirst()
                .orElseThrow();
    }

    private static Recovery recover(SaeKind kind, int seed, Path folder) {
        Atoms atoms = Atoms.generate(seed);
        TrainingResult result = train(atoms, kind, seed, folder);
        try (Sae sae = Sae.load(folder)) {
            double[] cosines = atoms.bestCosines(decoder(sae));
            return new Recovery(
                    result.fvu(),
                    result.l0(),
                    Arrays.stream(cosines).average().orElseThrow(),
                    Arrays.stream(cosines).filter(c -> c > 0.9).count());
        }
    }

    @Test
    void aRandomDictionaryIsNoMatch() {
        Atoms atoms = Atoms.generate(1);
        Atoms other = Atoms.generate(2);
        try (Arena arena = Arena.ofConfined()) {
            FloatMatrix random = FloatMatrix.allocate(arena, Atoms.COUNT, Atoms.WIDTH);
            for (int i = 0; i < Atoms.COUNT; i++) {
                random.setRow(i, other.atoms()[i]);
            }
            assertThat(Arrays.stream(atoms.bestCosines(random)).average().orElseThrow())
                    .isLessThan(0.5);
        }
    }

    private static TrainingResult train(Atoms atoms, SaeKind kind, long seed, Path folder) {
        TrainingConfig config = new TrainingConfig(
                kind,
                128,
                256,
                4000,
                3e-3,
                seed,
                new TrainingConfig.Optimiser(0.9, 0.999, 1e-8, 200, 0.2, 1.0),
                new TrainingConfig.Auxiliary(1.0 / 32, 16, 0),
                0,
                500);
        TrainingSource source = new TrainingSource("atoms", "", "", "", BosRule.NONE, 1, Map.of());
        return new Trainer(1)
                .run(
                        RunPlan.of(source, config, folder, false),
                        new RowsStream(atoms.train(), 1),
                        new RowsStream(atoms.test(), 1),
                        atoms.scale(),
                        JobContext.silent());
    }

    private static FloatMatrix decoder(Sae sae) {
        FloatMatrix rows = FloatMatrix.allocate(Arena.ofAuto(), sae.latents(), sae.inputWidth());
        for (int latent = 0; latent < sae.latents(); latent++) {
            rows.setRow(latent, sae.decoderRow(latent));
        }
        return rows;
    }
}
