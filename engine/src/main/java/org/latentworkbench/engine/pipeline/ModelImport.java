package org.latentworkbench.engine.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.ResourceException;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.lm.LanguageModel;
import org.latentworkbench.engine.lm.ModelConfig;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;
import org.slf4j.LoggerFactory;

/**
 * Copies a Hugging Face model folder into a workspace, after loading it once: what is in a workspace works.
 *
 * @param workspace where it goes
 * @param source folder with {@code config.json}, safetensors weights and {@code tokenizer.json}
 * @param name its name in the workspace
 */
public record ModelImport(Workspace workspace, Path source, String name) implements Job<ModelConfig> {
    private static final int BUFFER = 1 << 20;

    @Override
    public ModelConfig run(JobContext context) {
        Path target = NewThing.folder(workspace, Section.MODELS, name);
        if (!Files.isDirectory(source)) {
            throw new BadInputException("There is no folder " + source
                    + ". Name a folder with config.json, model.safetensors and tokenizer.json.");
        }
        context.message("checking " + source);
        ModelConfig config;
        try (LanguageModel model = LanguageModel.load(source, ComputeDevice.CPU)) {
            config = model.config();
            if (Stream.of("tokenizer.json", "merges.txt").anyMatch(file -> Files.exists(source.resolve(file)))) {
                LoggerFactory.getLogger(ModelImport.class)
                        .info("{} tokens", model.tokenizer().vocabulary().size());
            }
        }
        context.checkCancelled();
        context.message("copying " + source);
        AtomicFile.directory(target, folder -> copy(folder, context));
        return config;
    }

    private void copy(Path folder, JobContext context) throws IOException {
        List<Path> files;
        try (Stream<Path> children = Files.list(source)) {
            files = children.filter(ModelImport::belongs).sorted().toList();
        } catch (IOException e) {
            throw new ResourceException("Cannot list the folder " + source + ".", e);
        }
        long total = 0;
        for (Path file : files) {
            total += Files.size(file);
        }
        long done = 0;
        byte[] buffer = new byte[BUFFER];
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file);
                    OutputStream out = Files.newOutputStream(
                            folder.resolve(file.getFileName().toString()))) {
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    context.checkCancelled();
                    out.write(buffer, 0, count);
                    done += count;
                    context.progress(done, total);
                }
            }
        }
    }

    private static boolean belongs(Path file) {
        String name = file.getFileName().toString();
        boolean weights = name.equals("model.safetensors")
                || name.equals("model.safetensors.index.json")
                || name.matches("model-\\d+-of-\\d+\\.safetensors");
        return Files.isRegularFile(file)
                && (weights || name.equals("merges.txt") || (name.endsWith(".json") && !name.contains("safetensors")));
    }
}
