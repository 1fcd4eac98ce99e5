package org.latentworkbench.engine.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.text.TokenCorpus;

class LatentNotesTest {
    @TempDir
    Path folder;

    private TokenCorpus corpus;
    private LatentIndex index;

    @BeforeEach
    void build() {
        corpus = RandomCorpus.of(folder, 10, 4, List.of(new int[] {0, 1, 2, 3, 4}, new int[] {5, 6, 7}));
        float[][] rows = new float[8][4];
        rows[1][0] = 2;
        rows[6][1] = 3;
        IndexBuilder.build(
                folder.resolve("index"),
                IndexSource.flat("sae", 4),
                corpus,
                new RandomActivations(rows),
                JobContext.silent());
        index = LatentIndex.open(folder.resolve("index"), corpus);
    }

    @AfterEach
    void close() {
        index.close();
        corpus.close();
    }

    @Test
    void latentsAreFoundByTheirTopTokens() {
        assertThat(index.latentsMatching("w1")).containsExactly(0);
        assertThat(index.latentsMatching("W6")).containsExactly(1);
        assertThat(index.latentsMatching("w")).as("an unfinished word").containsExactlyInAnyOrder(0, 1);
        assertThat(index.latentsMatching("nothing")).isEmpty();
        assertThat(index.latentsMatching("  ")).isEmpty();
    }

    @Test
    void labelsComeBeforeNotesAndTokens() {
        index.putNotes(List.of(
                new LatentNote(2, "female names", "fires on Lily"), new LatentNote(3, "", "many names of animals")));
        assertThat(index.latentsMatching("names")).containsExactly(2, 3);
        assertThat(index.latentsMatching("names fem")).containsExactly(2);
        assertThat(index.latentsMatching("lily")).containsExactly(2);
    }

    @Test
    void aChangedLabelReplacesTheOldOneAndKeepsTheTokens() {
        index.putNotes(List.of(new LatentNote(0, "first guess", "")));
        index.putNotes(List.of(new LatentNote(0, "better", "")));
        assertThat(index.latentsMatching("guess")).isEmpty();
        assertThat(index.latentsMatching("better w1")).containsExactly(0);
    }

    @Test
    void anotherReaderSeesLabelsWithoutOpeningAgain() {
        try (LatentIndex reader = LatentIndex.open(index.directory(), corpus)) {
            index.putNotes(List.of(new LatentNote(3, "quoted speech", "")));
            assertThat(reader.latentsMatching("speech")).containsExactly(3);
        }
        try (LatentIndex later = LatentIndex.open(index.directory(), corpus)) {
            assertThat(later.latentsMatching("speech")).containsExactly(3);
        }
    }

    @Test
    void aNumberFindsTheLatentItself() {
        index.putNotes(List.of(new LatentNote(0, "like 3 but later", "")));
        assertThat(index.latentsMatching("3")).containsExactly(3, 0);
        assertThat(index.latentsMatching("99")).isEmpty();
    }
}
