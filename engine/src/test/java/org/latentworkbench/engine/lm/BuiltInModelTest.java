package org.latentworkbench.engine.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.error.ResourceException;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.text.BosRule;
import org.latentworkbench.engine.text.story.StoryGenerator;

class BuiltInModelTest {
    @TempDir
    Path folder;

    @Test
    void tellsUnseenStoriesWellAndRepeatsNames() {
        Path target = folder.resolve("new/stories");
        BuiltInModel.copyTo(target);
        try (LanguageModel model = LanguageModel.load(target, ComputeDevice.CPU)) {
            StoryGenerator generator = new StoryGenerator(987_654_321);
            int[][] contexts = Stream.generate(generator::next)
                    .limit(20)
                    .map(story -> model.tokenizer().encode(story.text()))
                    .map(ids -> java.util.Arrays.copyOf(ids, Math.min(ids.length, 255)))
                    .toArray(int[][]::new);
            double sum = 0;
            float[] losses = model.losses(contexts, BosRule.EACH_CONTEXT);
            for (float loss : losses) {
                sum += loss;
            }
            assertThat(sum / losses.length).isLessThan(0.45);
            // The name of the story costs far less than another one of its kind.
            double gap = loss(model, "Thea") - loss(model, "Vera");
            assertThat(gap).isGreaterThan(2);
        }
    }

    /** Nats of a story about Vera in which somebody speaks at the end. */
    private static double loss(LanguageModel model, String speaker) {
        String text =
                "Long ago, a girl named Vera lived in a small town. She was seven years old.\n\"Can I help?\" asked "
                        + speaker + ".";
        double sum = 0;
        for (float loss : model.losses(new int[][] {model.tokenizer().encode(text)}, BosRule.EACH_CONTEXT)) {
            sum += loss;
        }
        return sum;
    }

    @Test
    void saysWhenTheFolderCannotBeWritten() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThatThrownBy(() -> BuiltInModel.copyTo(file.resolve("model")))
                .isInstanceOf(ResourceException.class)
                .hasMessageContaining("built-in model");
    }
}
