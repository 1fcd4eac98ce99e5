package org.latentworkbench.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
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
    private static final Atoms ATOMS = Atoms.generate(1);

    static Stream<SaeKind> kinds() {
        return Stream.of(new SaeKind.TopK(3), new SaeKind.BatchTopK(3));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void findsSixtyOfSixtyFourAtoms(SaeKind kind, @TempDir Path folder) {
        TrainingResult result = train(kind, folder);
        try (Sae sae = Sae.load(folder)) {
            double[] cosines = ATOMS.bestCosines(decoder(sae));
            assertThat(result.fvu()).isLessThan(0.08);
            assertThat(result.l0()).isBetween(2.7, 3.2);
            assertThat(Arrays.stream(cosines).average().orElseThrow()).isGreaterThan(0.97);
            assertThat(Arrays.stream(cosines).filter(c -> c > 0.9).count()).isGreaterThanOrEqualTo(60);
        }
    }

    @Test
    void aRandomDictionaryIsNoMatch() {
        Atoms other = Atoms.generate(2);
        try (Arena arena = Arena.ofConfined()) {
            FloatMatrix random = FloatMatrix.allocate(arena, Atoms.COUNT, Atoms.WIDTH);
            for (int i = 0; i < Atoms.COUNT; i++) {
                random.setRow(i, other.atoms()[i]);
            }
            assertThat(Arrays.stream(ATOMS.bestCosines(random)).average().orElseThrow())
                    .isLessThan(0.5);
        }
    }

    private static TrainingResult train(SaeKind kind, Path folder) {
        TrainingConfig config = new TrainingConfig(
                kind,
                128,
                256,
                4000,
                3e-3,
                1,
                new TrainingConfig.Optimiser(0.9, 0.999, 1e-8, 200, 0.2, 1.0),
                new TrainingConfig.Auxiliary(1.0 / 32, 16, 0),
                0,
                500);
        TrainingSource source = new TrainingSource("atoms", "", "", "", BosRule.NONE, 1, Map.of());
        return new Trainer(Runtime.getRuntime().availableProcessors())
                .run(
                        RunPlan.of(source, config, folder, false),
                        new RowsStream(ATOMS.train(), 1),
                        new RowsStream(ATOMS.test(), 1),
                        ATOMS.scale(),
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
