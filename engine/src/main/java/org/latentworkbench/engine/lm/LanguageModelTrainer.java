package org.latentworkbench.engine.lm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.ResourceException;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.tensor.DType;
import org.latentworkbench.engine.text.BosRule;
import org.latentworkbench.engine.text.BpeTrainer;
import org.latentworkbench.engine.text.Document;
import org.latentworkbench.engine.text.Tokenizer;
import org.latentworkbench.engine.text.story.StoryGenerator;

/**
 * Trains a small model of the Llama family from scratch and saves it as a Hugging Face folder. While it runs, its tokenizer
 * and its checkpoints lie in a folder beside it ({@code NAME.training}); called again with the same options it goes on from
 * the last checkpoint, with the same result as an uninterrupted run.
 */
public final class LanguageModelTrainer {
    private static final int HELD_OUT = 400;
    private static final int TOKENIZER_DOCUMENTS = 20_000;
    private static final int STEPS_BETWEEN_CHECKPOINTS = 250;
    private static final int HELD_OUT_ROWS = 64;

    private final LanguageModelTraining training;
    private final ComputeDevice device;
    private final Path folder;
    private final Path working;
    private final JobContext job;

    private LanguageModelTrainer(LanguageModelTraining training, ComputeDevice device, Path folder, JobContext job) {
        this.training = training;
        this.device = device;
        this.folder = folder.toAbsolutePath();
        this.working = this.folder.resolveSibling(folder.getFileName() + ".training");
        this.job = job;
    }

    /**
     * What came out.
     *
     * @param steps optimiser steps of the whole run
     * @param tokens tokens trained on
     * @param parameters weights of the model
     * @param vocabulary token ids of its tokenizer
     * @param trainingLoss mean of the last hundred steps, nats per token
     * @param heldOutLoss nats per token on documents that were not trained on, BOS before each, with the weights as saved
     * @param heldOutTokens tokens that figure is measured on
     * @param tokensPerSecond of training alone, in this session
     */
    public record Result(
            long steps,
            long tokens,
            int parameters,
            int vocabulary,
            double trainingLoss,
            double heldOutLoss,
            long heldOutTokens,
            double tokensPerSecond) {}

    /**
     * Trains on generated stories.
     *
     * @param folder where the model goes; replaced when the new one is complete
     * @param job progress in steps; metrics {@code loss}, {@code held-out loss}, {@code tokens/s}
     */
    public static Result train(LanguageModelTraining training, ComputeDevice device, Path folder, JobContext job) {
        StoryGenerator generator = new StoryGenerator(training.seed());
        List<Document> stories = new ArrayList<>();
        job.message("telling stories");
        for (int i = 0; i < training.stories() + Math.min(HELD_OUT, training.stories() / 9); i++) {
            stories.add(new Document("story " + i, generator.next().text()));
            job.checkCancelled();
        }
        return train(training, stories, device, folder, job);
    }

    /**
     * Trains on documents; the last of them are held out.
     *
     * @throws BadInputException if there are too few documents
     */
    public static Result train(
            LanguageModelTraining training,
            List<Document> documents,
            ComputeDevice device,
            Path folder,
            JobContext job) {
        return new LanguageModelTrainer(training, device, folder, job).run(documents);
    }

    private Result run(List<Document> documents) {
        int trained = documents.size() - Math.min(HELD_OUT, documents.size() / 10);
        if (trained == documents.size()) {
            throw new BadInputException("Training a model takes at least 10 documents, given " + documents.size()
                    + ": some are held out to measure it.");
        }
        Path tokenizerJson = tokenizer(documents.subList(0, Math.min(trained, TOKENIZER_DOCUMENTS)));
        Tokenizer tokenizer = Tokenizer.load(tokenizerJson);
        List<int[]> tokens = encode(documents, tokenizer);
        LlamaArchitecture architecture = LlamaArchitecture.of(
                training.shape().withVocabulary(tokenizer.vocabulary().size()));
        try (TrainingRun run = new TrainingRun(architecture, training, device)) {
            TrainingCheckpoint checkpoint = new TrainingCheckpoint(working, training);
            checkpoint.restore(run);
            Progress progress = steps(run, architecture, checkpoint, tokens, trained);
            // Half precision: half the size, and far below what training leaves uncertain.
            ModelFolder.write(folder, architecture, run.tensors(DType.F16), "float16", tokenizerJson);
            Result result = result(run, architecture, tokens.subList(trained, tokens.size()), progress);
            AtomicFile.deleteQuietly(working);
            return result;
        }
    }

    private Path tokenizer(List<Document> documents) {
        Path file = working.resolve("tokenizer.json");
        if (!Files.exists(file)) {
            job.message("training the tokenizer");
            try {
                Files.createDirectories(working);
            } catch (IOException e) {
                throw new ResourceException("Cannot make the folder " + working + " (" + e.getMessage() + ").", e);
            }
            BpeTrainer.train(
                    documents.stream(), training.shape().vocabulary(), file, job.part("training the tokenizer", 0));
        }
        return file;
    }

    private List<int[]> encode(List<Document> documents, Tokenizer tokenizer) {
        job.message("encoding");
        List<int[]> tokens = new ArrayList<>(documents.size());
        for (Document document : documents) {
            job.checkCancelled();
            int[] ids = tokenizer.encode(document.text());
            if (ids.length > 0) {
                tokens.add(ids);
            }
        }
        return tokens;
    }

    /** How training went. */
    private record Progress(double loss, double tokensPerSecond) {}

    private Progress steps(
            TrainingRun run,
            LlamaArchitecture architecture,
            TrainingCheckpoint checkpoint,
            List<int[]> tokens,
            int trained) {
        PackedRows rows = rows(architecture, tokens.subList(0, trained), training.seed());
        PackedRows heldOut = rows(architecture, tokens.subList(trained, tokens.size()), ~training.seed());
        List<int[][]> heldOutBatches = new ArrayList<>();
        for (int first = 0; first < HELD_OUT_ROWS; first += training.batch()) {
            heldOutBatches.add(batch(heldOut, first));
        }
        job.message("training");
        double loss = 0;
        long begun = System.nanoTime();
        int before = run.step();
        while (run.step() < training.steps()) {
            job.checkCancelled();
            float now = run.train(batch(rows, (long) run.step() * training.batch()));
            loss += (now - loss) / Math.min(100, run.step() - before);
            double perStep = (System.nanoTime() - begun) / 1e9 / (run.step() - before);
            job.metric("loss", loss);
            job.metric("tokens/s", tokensPerStep() / perStep);
            job.progress(run.step(), training.steps());
            if (run.step() % STEPS_BETWEEN_CHECKPOINTS == 0) {
                job.metric("held-out loss", run.evaluate(heldOutBatches));
                checkpoint.save(run);
            }
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new Progress(loss, tokensPerStep() * (run.step() - before) / seconds);
    }

    private Result result(TrainingRun run, LlamaArchitecture architecture, List<int[]> heldOut, Progress progress) {
        int[][] contexts = heldOut.stream()
                .map(ids -> Arrays.copyOf(
                        ids, Math.min(ids.length, architecture.config().maxPositions() - 1)))
                .toArray(int[][]::new);
        try (LanguageModel model = LanguageModel.load(folder, device)) {
            float[] losses = model.losses(contexts, BosRule.EACH_CONTEXT);
            double sum = 0;
            for (float loss : losses) {
                sum += loss;
            }
            return new Result(
                    run.step(),
                    run.step() * tokensPerStep(),
                    run.parameters(),
                    architecture.config().vocabulary(),
                    progress.loss(),
                    sum / losses.length,
                    losses.length,
                    progress.tokensPerSecond());
        }
    }

    private long tokensPerStep() {
        return (long) training.batch() * training.shape().context();
    }

    private PackedRows rows(LlamaArchitecture architecture, List<int[]> documents, long seed) {
        ModelConfig config = architecture.config();
        return new PackedRows(
                documents,
                config.beginToken().orElseThrow(),
                config.endToken().orElseThrow(),
                config.maxPositions() + 1,
                seed);
    }

    private int[][] batch(PackedRows rows, long first) {
        int[][] batch = new int[training.batch()][];
        for (int i = 0; i < batch.length; i++) {
            batch[i] = rows.row(first + i);
        }
        return batch;
    }
}
