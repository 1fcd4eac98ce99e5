package org.latentworkbench.app.gui.playground;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.latentworkbench.engine.pipeline.Playground;
import org.latentworkbench.engine.sae.SparseRows;

class PlaygroundStripsTest {
    private static Playground.Reading reading(int... ids) {
        SparseRows none = new SparseRows(ids.length, new int[ids.length + 1], new int[0], new float[0]);
        return new Playground.Reading(
                ids, Arrays.stream(ids).mapToObj(Integer::toString).toList(), none, new double[ids.length]);
    }

    private static int[] differences(int from, int[] original, int[] changed) {
        return PlaygroundStrips.differences(new Playground.Continuations(reading(original), reading(changed)), from)
                .stream()
                .toArray();
    }

    @Test
    void onlyTokensThatTheOriginalDoesNotHaveInThisOrderDiffer() {
        assertThat(differences(1, new int[] {9, 1, 2, 3, 4}, new int[] {9, 1, 7, 3, 4}))
                .containsExactly(1);
        assertThat(differences(1, new int[] {9, 1, 2, 3, 4}, new int[] {9, 2, 3, 4, 5}))
                .as("a word left out does not mark all that follow")
                .containsExactly(3);
        assertThat(differences(0, new int[] {1, 2}, new int[] {1, 2})).isEmpty();
        assertThat(differences(0, new int[] {}, new int[] {1, 2})).containsExactly(0, 1);
        assertThat(differences(0, new int[] {1, 2}, new int[] {})).isEmpty();
    }
}
