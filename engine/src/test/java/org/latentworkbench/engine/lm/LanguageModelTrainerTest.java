package org.latentworkbench.engine.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.CancelledException;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.text.Document;

class LanguageModelTrainerTest {
    private static final ModelShape SHAPE = new ModelShape(1, 32, 2, 1, 48, 300, 32);

    @TempDir
    Path folder;

    private static LanguageModelTraining training(int steps, long seed) {
        return new LanguageModelTraining(SHAPE, 100, steps, 8, 1e-2, 5, 0.1, 1.0, seed);
    }

    private static List<Document> documents() {
        String[] names = {"Ann", "Ben", "Tom", "Sue"};
        return IntStream.range(0, 120)
                .mapToObj(i -> new Document(
                        "d" + i,
                        names[i % 4] + " had a red ball. The ball was red. " + names[i % 4]
                                + " liked the red ball a lot."))
                .toList();
    }

    /** Stops itself at a step. */
    private record StopAt(long step, long[] done) implements JobContext {
        @Override
        public void progress(long steps, long total) {
            done[0] = steps;
        }

        @Override
        public void message(String text) {}

        @Override
        public void metric(String name, double value) {}

        @Override
        public boolean isCancelled() {
            return done[0] >= step;
        }

        @Override
        public JobContext part(String title, double weight) {
            return JobContext.silent();
        }
    }

    @Test
    void savesAModelThatSpeaksLikeItsDocuments() {
        Path target = folder.resolve("m");
        LanguageModelTrainer.Result result = LanguageModelTrainer.train(
                training(150, 1), documents(), ComputeDevice.CPU, target, JobContext.silent());
        assertThat(result.heldOutLoss()).isLessThan(0.6);
        assertThat(result.steps()).isEqualTo(150);
        assertThat(result.tokens()).isEqualTo(150L * 8 * 32);
        assertThat(target.resolveSibling("m.training")).doesNotExist();
        try (LanguageModel model = LanguageModel.load(target, ComputeDevice.CPU)) {
            int[] prompt = model.tokenizer().encode("Ann had a red ball. The");
            int[] withBegin = new int[prompt.length + 1];
            System.arraycopy(prompt, 0, withBegin, 1, prompt.length);
            withBegin[0] = model.config().beginToken().orElseThrow();
            String text = model.tokenizer().decode(model.generate(withBegin, GenerationOptions.greedy(4)));
            assertThat(text).startsWith(" ball was red");
        }
    }

    @Test
    void aStoppedRunGoesOnToTheSameModel() throws Exception {
        LanguageModelTraining training = training(260, 2);
        Path straight = folder.resolve("straight");
        LanguageModelTrainer.train(training, documents(), ComputeDevice.CPU, straight, JobContext.silent());
        Path stopped = folder.resolve("stopped");
        assertThatThrownBy(() -> LanguageModelTrainer.train(
                        training, documents(), ComputeDevice.CPU, stopped, new StopAt(255, new long[1])))
                .isInstanceOf(CancelledException.class);
        assertThat(stopped).doesNotExist();
        assertThatThrownBy(() -> LanguageModelTrainer.train(
                        training(300, 2), documents(), ComputeDevice.CPU, stopped, JobContext.silent()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("other options");
        LanguageModelTrainer.train(training, documents(), ComputeDevice.CPU, stopped, JobContext.silent());
        assertThat(Files.readAllBytes(stopped.resolve("model.safetensors")))
                .isEqualTo(Files.readAllBytes(straight.resolve("model.safetensors")));
    }

    @Test
    void asksForEnoughDocuments() {
        assertThatThrownBy(() -> LanguageModelTrainer.train(
                        training(1, 1),
                        documents().subList(0, 5),
                        ComputeDevice.CPU,
                        folder.resolve("m"),
                        JobContext.silent()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("at least 10 documents");
    }
}
