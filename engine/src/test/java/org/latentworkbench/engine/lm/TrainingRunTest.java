package org.latentworkbench.engine.lm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.text.TokenizerKind;

class TrainingRunTest {
    private static final ModelShape SHAPE = new ModelShape(2, 32, 4, 2, 64, 300, 24);

    private static LanguageModelTraining training(int steps) {
        return new LanguageModelTraining(SHAPE, TokenizerKind.BPE, steps, 8, 5e-3, 5, 0.1, 1.0, 7);
    }

    private static PackedRows rows() {
        List<int[]> documents = new ArrayList<>();
        for (int d = 0; d < 20; d++) {
            int[] document = new int[30];
            for (int i = 0; i < document.length; i++) {
                document[i] = 10 + (d * 7 + i * 3) % 90;
            }
            documents.add(document);
        }
        return new PackedRows(documents, 0, 1, SHAPE.context() + 1, 3);
    }

    private static int[][] batch(PackedRows rows, int step) {
        int[][] batch = new int[8][];
        for (int i = 0; i < 8; i++) {
            batch[i] = rows.row(step * 8L + i);
        }
        return batch;
    }

    @Test
    void beginsAtTheLossOfAUniformGuess() {
        try (TrainingRun run = new TrainingRun(LlamaArchitecture.of(SHAPE), training(10), ComputeDevice.CPU)) {
            assertThat(run.evaluate(List.<int[][]>of(batch(rows(), 0))))
                    .isBetween(Math.log(300) - 0.2, Math.log(300) + 0.2);
        }
    }

    @Test
    void learnsARegularSequence() {
        PackedRows rows = rows();
        try (TrainingRun run = new TrainingRun(LlamaArchitecture.of(SHAPE), training(120), ComputeDevice.CPU)) {
            for (int step = 0; step < 120; step++) {
                run.train(batch(rows, step));
            }
            assertThat(run.evaluate(List.<int[][]>of(batch(rows, 1000)))).isLessThan(1.0);
        }
    }

    @Test
    void holdsNoMoreNativeArraysAfterManySteps() {
        PackedRows rows = rows();
        try (TrainingRun run = new TrainingRun(LlamaArchitecture.of(SHAPE), training(20), ComputeDevice.CPU)) {
            run.train(batch(rows, 0));
            int held = run.nativeArrays();
            for (int step = 1; step < 15; step++) {
                run.train(batch(rows, step));
                run.evaluate(List.<int[][]>of(batch(rows, step)));
            }
            assertThat(run.nativeArrays()).isEqualTo(held);
        }
    }

    @Test
    void theSameSeedGivesTheSameParameters() {
        assertThat(train(6)).isEqualTo(train(6));
    }

    private static float[] train(int steps) {
        PackedRows rows = rows();
        try (TrainingRun run = new TrainingRun(LlamaArchitecture.of(SHAPE), training(steps), ComputeDevice.CPU)) {
            for (int step = 0; step < steps; step++) {
                run.train(batch(rows, step));
            }
            return run.state().getFirst().bytes().toArray(java.lang.foreign.ValueLayout.JAVA_FLOAT);
        }
    }
}
