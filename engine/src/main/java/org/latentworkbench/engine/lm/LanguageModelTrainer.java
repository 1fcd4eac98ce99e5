package org.latentworkbench.engine.lm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.CancelledException;
import org.latentworkbench.engine.error.ResourceException;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.tensor.DType;
import org.latentworkbench.engine.text.BosRule;
import org.latentworkbench.engine.text.Document;
import org.latentworkbench.engine.text.Tokenizer;
import org.latentworkbench.engine.text.TokenizerKind;

/**
 * Trains a small model of the Llama family from scratch and saves it as a Hugging Face folder. While it runs, its tokenizer,
 * its log and its checkpoints lie in a folder beside it ({@code NAME.training}); called again with the same options and
 * texts it goes on from the last checkpoint, with the same result as an uninterrupted run.
 */
public final class LanguageModelTrainer {
    private static final int TOKENIZER_DOCUMENTS = 20_000;
    private static final int STEPS_BETWEEN_CHECKPOINTS = 250;
    private static final int HELD_OUT_ROWS = 64;
    private static final int HELD_OUT_CONTEXTS = 1000;
    private static final int LOG_LINES = 200;
    private static final int SAMPLES = 3;
    private static final int SAMPLE_TOKENS = 60;
    private static final double SAMPLE_TEMPERATURE = 0.8;

    private final LanguageModelTraining training;
    private final ComputeDevice device;
    private final Path folder;
    private final Path working;
    private final TrainingLog log;
    private final JobContext job;

    private LanguageModelTrainer(LanguageModelTraining training, ComputeDevice device, Path folder, JobContext job) {
        this.training = training;
        this.device = device;
        this.folder = folder.toAbsolutePath();
        this.working = workingFolder(this.folder);
        this.log = new TrainingLog(working);
        this.job = job;
    }

    /** Where an unfinished training of a folder lies. */
    public static Path workingFolder(Path folder) {
        return folder.resolveSibling(folder.getFileName() + ".training");
    }

    /**
     * What came out.
     *
     * @param steps optimiser steps of the whole run
     * @param tokens tokens trained on
     * @param parameters weights of the model
     * @param vocabulary token ids of its tokenizer
     * @param trainingLoss mean of the last hundred steps, nats per token
     * @param heldOutLoss nats per token on documents that were not trained on, BOS before each context, with the weights
     *     as saved
     * @param heldOutTokens tokens that figure is measured on
     * @param tokensPerSecond of training alone, in this session
     * @param samples what the model says by itself, at temperature 0.8
     */
    public record Result(
            long steps,
            long tokens,
            int parameters,
            int vocabulary,
            double trainingLoss,
            double heldOutLoss,
            long heldOutTokens,
            double tokensPerSecond,
            List<String> samples) {}

    /**
     * Trains on documents; the last tenth of them is held out.
     *
     * @param folder where the model goes; replaced when the new one is complete
     * @param job progress in steps; metrics {@code loss}, {@code held-out loss}, {@code tokens/s}
     * @throws BadInputException if there are too few documents or too few tokens, the vocabulary is too large for the
     *     text, or an unfinished training in the way had other options
     */
    public static Result train(
            LanguageModelTraining training,
            List<Document> documents,
            ComputeDevice device,
            Path folder,
            JobContext job) {
        return new LanguageModelTrainer(training, device, folder, job).run(TrainingTexts.of(documents));
    }

    private Result run(TrainingTexts texts) {
        TrainingCheckpoint checkpoint = new TrainingCheckpoint(working, training, texts.fingerprint());
        Path tokenizerJson = tokenizer(texts.trained());
        Tokenizer tokenizer = Tokenizer.load(tokenizerJson);
        job.message("encoding");
        List<int[]> trained = TrainingTexts.encode(texts.trained(), tokenizer, job);
        List<int[]> heldOut = TrainingTexts.encode(texts.heldOut(), tokenizer, job);
        checkAmount(trained, heldOut);
        LlamaArchitecture architecture = LlamaArchitecture.of(
                training.shape().withVocabulary(tokenizer.vocabulary().size()));
        try (TrainingRun run = new TrainingRun(architecture, training, device)) {
            checkpoint.restore(run);
            log.truncateAfter(run.step());
            Progress progress = steps(run, architecture, checkpoint, trained, heldOut);
            // Half precision: half the size, and far below what training leaves uncertain.
            ModelFolder.write(folder, architecture, run.tensors(DType.F16), "float16", tokenizerJson, log.file());
            Result result = result(run, architecture, heldOut, progress);
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
            int wanted = training.shape().vocabulary();
            int made = training.tokenizer()
                    .train(
                            documents.stream().limit(TOKENIZER_DOCUMENTS),
                            wanted,
                            file,
                            job.part("training the tokenizer", 0));
            // Words and characters are as many as there are; sub-words can always be cut finer.
            if (training.tokenizer() == TokenizerKind.BPE && made < wanted / 2) {
                AtomicFile.deleteQuietly(working);
                throw new BadInputException("The vocabulary is too large: the text gives " + made + " tokens, not "
                        + wanted + ". Choose a smaller vocabulary or give more text.");
            }
        }
        return file;
    }

    private void checkAmount(List<int[]> trained, List<int[]> heldOut) {
        long tokens = trained.stream().mapToLong(ids -> ids.length).sum();
        int context = training.shape().context();
        if (heldOut.isEmpty() || tokens < context) {
            AtomicFile.deleteQuietly(working);
            throw new BadInputException(
                    "There is too little text: " + tokens + " tokens to train on, fewer than one context" + " of "
                            + context + ". Give more text or choose a shorter context.");
        }
    }

    /** How training went. */
    private record Progress(double loss, double tokensPerSecond) {}

    private Progress steps(
            TrainingRun run,
            LlamaArchitecture architecture,
            TrainingCheckpoint checkpoint,
            List<int[]> trained,
            List<int[]> heldOut) {
        PackedRows rows = rows(architecture, trained, training.seed());
        PackedRows measured = rows(architecture, heldOut, ~training.seed());
        List<int[][]> heldOutBatches = new ArrayList<>();
        for (int first = 0; first < HELD_OUT_ROWS; first += training.batch()) {
            heldOutBatches.add(batch(measured, first));
        }
        job.message("training");
        double loss = 0;
        double sinceLine = 0;
        int lineSteps = 0;
        int logEvery = Math.max(1, training.steps() / LOG_LINES);
        int measureEvery = Math.min(STEPS_BETWEEN_CHECKPOINTS, Math.max(1, training.steps() / 10));
        long begun = System.nanoTime();
        int before = run.step();
        while (run.step() < training.steps()) {
            stopIfAsked(run, checkpoint);
            float now = run.train(batch(rows, (long) run.step() * training.batch()));
            loss += (now - loss) / Math.min(100, run.step() - before);
            sinceLine += now;
            lineSteps++;
            double speed = tokensPerStep() * (run.step() - before) / ((System.nanoTime() - begun) / 1e9);
            job.metric("loss", loss);
            job.metric("tokens/s", speed);
            job.progress(run.step(), training.steps());
            if (run.step() % logEvery == 0 || run.step() == training.steps()) {
                log.write(run.step(), run.step() * tokensPerStep(), sinceLine / lineSteps, run.learningRate(), speed);
                sinceLine = 0;
                lineSteps = 0;
            }
            if (run.step() % measureEvery == 0) {
                double measure = run.evaluate(heldOutBatches);
                job.metric("held-out loss", measure);
                log.writeHeldOut(run.step(), measure);
            }
            if (run.step() % STEPS_BETWEEN_CHECKPOINTS == 0) {
                checkpoint.save(run);
            }
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new Progress(loss, tokensPerStep() * (run.step() - before) / seconds);
    }

    /** Keeps what there is when the person stops the run. */
    private void stopIfAsked(TrainingRun run, TrainingCheckpoint checkpoint) {
        if (job.isCancelled()) {
            checkpoint.save(run);
            throw new CancelledException(
                    "Stopped after " + run.step() + " of " + training.steps() + " steps; resume to go on from there.");
        }
    }

    private Result result(TrainingRun run, LlamaArchitecture architecture, List<int[]> heldOut, Progress progress) {
        int[][] contexts = TrainingTexts.contexts(heldOut, architecture.config().maxPositions() - 1, HELD_OUT_CONTEXTS);
        job.message("measuring");
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
                    progress.tokensPerSecond(),
                    samples(model));
        }
    }

    private List<String> samples(LanguageModel model) {
        int[] begin = {model.config().beginToken().orElseThrow()};
        int length = Math.min(SAMPLE_TOKENS, model.config().maxPositions() - 2);
        List<String> samples = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            var options = new GenerationOptions(length, SAMPLE_TEMPERATURE, 0, 1, training.seed() + i);
            samples.add(model.tokenizer().decodeText(model.generate(begin, options)));
        }
        return List.copyOf(samples);
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
