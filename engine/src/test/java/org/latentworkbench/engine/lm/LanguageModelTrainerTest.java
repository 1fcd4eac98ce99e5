package org.latentworkbench.engine.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.CancelledException;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.text.Document;
import org.latentworkbench.engine.text.TokenizerKind;
import tools.jackson.databind.JsonNode;

class LanguageModelTrainerTest {
    private static final ModelShape SHAPE = new ModelShape(1, 32, 2, 1, 48, 300, 32);

    @TempDir
    Path folder;

    private static LanguageModelTraining training(int steps, long seed) {
        return new LanguageModelTraining(SHAPE, TokenizerKind.BPE, steps, 8, 1e-2, 5, 0.1, 1.0, seed);
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
    void savesAModelThatSpeaksLikeItsDocuments() throws Exception {
        Path target = folder.resolve("m");
        LanguageModelTrainer.Result result = LanguageModelTrainer.train(
                training(150, 1), documents(), ComputeDevice.CPU, target, JobContext.silent());
        assertThat(result.heldOutLoss()).isLessThan(0.6);
        assertThat(result.steps()).isEqualTo(150);
        assertThat(result.tokens()).isEqualTo(150L * 8 * 32);
        assertThat(target.resolveSibling("m.training")).doesNotExist();
        assertThat(result.samples()).hasSize(3).allMatch(sample -> !sample.contains("<|"));
        assertThat(target).isDirectoryContaining("glob:**/generation_config.json");
        List<JsonNode> log;
        try (Stream<String> lines = Files.lines(target.resolve("training_log.jsonl"))) {
            log = lines.map(line -> Manifest.mapper().readTree(line)).toList();
        }
        assertThat(log.stream().filter(line -> line.has("loss"))).hasSize(150);
        assertThat(log.stream().filter(line -> line.has("held_out_loss"))).hasSize(10);
        assertThat(log.getFirst().path("loss").asDouble()).isGreaterThan(4);
        assertThat(log.getLast().path("held_out_loss").asDouble()).isLessThan(0.6);
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
        assertThat(steps(stopped.resolveSibling("stopped.training"))).last().isEqualTo(255);
        assertThatThrownBy(() -> LanguageModelTrainer.train(
                        training(300, 2), documents(), ComputeDevice.CPU, stopped, JobContext.silent()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("other options");
        LanguageModelTrainer.train(training, documents(), ComputeDevice.CPU, stopped, JobContext.silent());
        assertThat(steps(stopped)).isEqualTo(steps(straight));
        assertThat(Files.readAllBytes(stopped.resolve("model.safetensors")))
                .isEqualTo(Files.readAllBytes(straight.resolve("model.safetensors")));
    }

    /** A kill leaves no time to save anything: what was last saved is gone back to. */
    @Test
    void aKilledRunGoesOnToTheSameModel() throws Exception {
        LanguageModelTraining training = training(251, 3);
        Path straight = folder.resolve("straight");
        LanguageModelTrainer.train(training, documents(), ComputeDevice.CPU, straight, JobContext.silent());
        Path killed = folder.resolve("killed");
        assertThatThrownBy(() ->
                        LanguageModelTrainer.train(training, documents(), ComputeDevice.CPU, killed, new KilledAt(251)))
                .isInstanceOf(IllegalStateException.class);
        Path working = killed.resolveSibling("killed.training");
        assertThat(steps(working)).last().isEqualTo(250);
        Files.writeString(
                working.resolve("training_log.jsonl"), "{\"step\": 25", java.nio.file.StandardOpenOption.APPEND);
        LanguageModelTrainer.train(training, documents(), ComputeDevice.CPU, killed, JobContext.silent());
        assertThat(steps(killed)).isEqualTo(steps(straight));
        assertThat(Files.readAllBytes(killed.resolve("model.safetensors")))
                .isEqualTo(Files.readAllBytes(straight.resolve("model.safetensors")));
    }

    private static List<Integer> steps(Path folder) throws java.io.IOException {
        return Files.readAllLines(folder.resolve("training_log.jsonl")).stream()
                .map(line -> Manifest.mapper().readTree(line).path("step").asInt())
                .toList();
    }

    /** Breaks off in the middle of a step. */
    private record KilledAt(long step) implements JobContext {
        @Override
        public void progress(long steps, long total) {
            if (steps == step) {
                throw new IllegalStateException("killed");
            }
        }

        @Override
        public void message(String text) {}

        @Override
        public void metric(String name, double value) {}

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public JobContext part(String title, double weight) {
            return JobContext.silent();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"WORD", "CHARACTER"})
    void wordsAndCharactersDoToo(TokenizerKind kind) {
        ModelShape shape = new ModelShape(1, 16, 2, 2, 24, 60, 16);
        var training = new LanguageModelTraining(shape, kind, 5, 4, 1e-2, 1, 0.1, 1.0, 1);
        Path target = folder.resolve("m");
        LanguageModelTrainer.Result result = LanguageModelTrainer.train(
                training, documents().subList(0, 40), ComputeDevice.CPU, target, JobContext.silent());
        assertThat(result.vocabulary()).isBetween(10, 60);
        try (LanguageModel model = LanguageModel.load(target, ComputeDevice.CPU)) {
            String text = "Ann had a ball.";
            assertThat(model.tokenizer().decode(model.tokenizer().encode(text))).isEqualTo(text);
            assertThat(model.tokenizer().decodeText(model.tokenizer().encodeWithSpecialTokens(text)))
                    .isEqualTo(text);
            assertThat(model.tokenizer().encode("Zebra")).contains(2);
        }
    }

    @Test
    void saysWhatIsTooMuchForTheText() {
        assertThatThrownBy(() -> train(new ModelShape(1, 16, 2, 2, 24, 4000, 16)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("vocabulary is too large")
                .hasMessageContaining("4000");
        assertThatThrownBy(() -> train(new ModelShape(1, 16, 2, 2, 24, 258, 20_000)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("too little text")
                .hasMessageContaining("20000");
        assertThat(folder).isEmptyDirectory();
    }

    private void train(ModelShape shape) {
        var training = new LanguageModelTraining(shape, TokenizerKind.BPE, 5, 4, 1e-2, 1, 0.1, 1.0, 1);
        LanguageModelTrainer.train(training, documents(), ComputeDevice.CPU, folder.resolve("m"), JobContext.silent());
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
