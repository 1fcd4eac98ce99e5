package org.latentworkbench.app.gui.playground;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.pipeline.ActivationSource;
import org.latentworkbench.engine.pipeline.BuildIndex;
import org.latentworkbench.engine.pipeline.BuiltInModelImport;
import org.latentworkbench.engine.pipeline.StoryCorpus;
import org.latentworkbench.engine.pipeline.Train;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.training.TrainingConfig;
import org.latentworkbench.engine.workspace.Workspace;

/** A workspace with the built-in model and an autoencoder that was trained on it for some seconds. Made once per run. */
final class PlaygroundFixture {
    static final String SAE = "matryoshka-1";

    private static final Path FOLDER = build();

    private PlaygroundFixture() {}

    static Path folder() {
        return FOLDER;
    }

    private static Path build() {
        Path folder = Path.of("target", "playground-fixture").toAbsolutePath();
        AtomicFile.deleteQuietly(folder);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        JobContext silent = JobContext.silent();
        try (Workspace workspace = Workspace.open(folder.resolve("stories-lab"))) {
            new BuiltInModelImport(workspace).run(silent);
            new StoryCorpus(workspace, "stories", "tales", 60, 64, 1).run(silent);
            var source = new ActivationSource.Streaming("stories", "tales", HookPoint.parse("resid_post.2"));
            TrainingConfig config =
                    TrainingConfig.defaults(new SaeKind.Matryoshka(16, List.of(32, 256)), 256, 512, 80, 1);
            new Train(workspace, SAE, source, config, false, ComputeDevice.CPU).run(silent);
            new BuildIndex(workspace, SAE, "tales", ComputeDevice.CPU).run(silent);
            return workspace.directory();
        }
    }
}
