package org.latentworkbench.app.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.pipeline.ActivationSource;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Option;

/** Where activations come from: a cache, or a model that reads a corpus. */
final class DataOptions {
    static final List<String> NAMES = List.of("--activations", "--model", "--corpus", "--hook");

    @Nullable
    @Option(names = "--activations", paramLabel = "A", description = "An activation cache.")
    String activations;

    @Nullable
    @Option(names = "--model", paramLabel = "M", description = "Instead of a cache: the model, a name or a folder.")
    String model;

    @Nullable
    @Option(names = "--corpus", paramLabel = "C", description = "With --model: the corpus, a name or a file.")
    String corpus;

    @Nullable
    @Option(names = "--hook", paramLabel = "H", description = "With --model: where in it, such as resid_post.2.")
    String hook;

    /** The source; paths are imported. */
    ActivationSource source(Command command, Workspace workspace) {
        String givenCache = activations;
        if (givenCache != null) {
            if (model != null || corpus != null || hook != null) {
                throw new BadInputException("Give either --activations, or --model, --corpus and --hook.");
            }
            return new ActivationSource.Cache(givenCache);
        }
        String givenModel = model;
        String givenCorpus = corpus;
        String givenHook = hook;
        if (givenModel == null || givenCorpus == null || givenHook == null) {
            throw new BadInputException("Give either --activations, or all of --model, --corpus and --hook.");
        }
        HookPoint point = HookPoint.parse(givenHook);
        String modelName = Arguments.model(command, workspace, givenModel);
        return new ActivationSource.Streaming(
                modelName, Arguments.corpus(command, workspace, givenCorpus, modelName), point);
    }
}
