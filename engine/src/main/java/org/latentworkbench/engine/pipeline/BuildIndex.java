package org.latentworkbench.engine.pipeline;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.latentworkbench.engine.activation.ActivationCache;
import org.latentworkbench.engine.activation.ActivationInfo;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.index.ContextEncoder;
import org.latentworkbench.engine.index.IndexBuilder;
import org.latentworkbench.engine.index.IndexInfo;
import org.latentworkbench.engine.index.IndexSource;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.index.LatentNote;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.lm.LanguageModel;
import org.latentworkbench.engine.sae.Sae;
import org.latentworkbench.engine.sae.SaeInfo;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.text.TokenCorpus;
import org.latentworkbench.engine.tree.LatentTree;
import org.latentworkbench.engine.tree.TreeOptions;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;

/**
 * Indexes what an autoencoder does on a corpus, and the tree of its prefixes if it has several. An index of the same name
 * is replaced when the new one is complete: it holds nothing that cannot be made again.
 *
 * @param workspace where everything lies
 * @param sae name of the autoencoder
 * @param corpus name of the corpus
 * @param activations a cache of the corpus whose rows are encoded instead of running the model
 * @param device where the language model runs
 */
public record BuildIndex(
        Workspace workspace, String sae, String corpus, Optional<String> activations, ComputeDevice device)
        implements Job<BuildIndex.Result> {
    /** With the model, or with activations from elsewhere if it is not in the workspace. */
    public BuildIndex(Workspace workspace, String sae, String corpus, ComputeDevice device) {
        this(workspace, sae, corpus, Optional.empty(), device);
    }

    private static final double TREE_SHARE = 0.05;

    /**
     * What was built.
     *
     * @param info the index
     * @param treeEdges edges of the latent tree at the default threshold; 0 without levels
     */
    public record Result(IndexInfo info, int treeEdges) {}

    @Override
    public Result run(JobContext context) {
        workspace.requireWritable();
        Path saeFolder = workspace.require(Section.SAES, sae);
        Path corpusFolder = workspace.require(Section.CORPORA, corpus);
        Path target = workspace.indexDir(sae, corpus);
        try (Sae autoencoder = Sae.load(saeFolder);
                TokenCorpus tokens = TokenCorpus.open(corpusFolder)) {
            Optional<String> cached = activations.or(() -> onlyOnDisk(autoencoder.info(), tokens));
            if (cached.isPresent()) {
                try (ActivationCache cache = cache(cached.get(), autoencoder, tokens)) {
                    return index(target, autoencoder, tokens, new CacheEncoder(cache, autoencoder), context);
                }
            }
            try (LanguageModel model = model(autoencoder.info(), tokens)) {
                HookPoint hook = HookPoint.parse(autoencoder.info().hook());
                return index(target, autoencoder, tokens, new ModelEncoder(tokens, model, hook, autoencoder), context);
            }
        }
    }

    /** A cache of the corpus, where the model itself is not in the workspace: its activations came from elsewhere. */
    private Optional<String> onlyOnDisk(SaeInfo info, TokenCorpus tokens) {
        if (workspace.models().contains(info.model())) {
            return Optional.empty();
        }
        return workspace.activations().stream()
                .filter(name -> {
                    try (ActivationCache cache = ActivationCache.open(workspace.activationsDir(name))) {
                        ActivationInfo found = cache.info();
                        return found.corpusSha256().equals(tokens.info().sha256())
                                && found.model().equals(info.model())
                                && found.hook().toString().equals(info.hook());
                    }
                })
                .findFirst();
    }

    private ActivationCache cache(String name, Sae autoencoder, TokenCorpus tokens) {
        ActivationCache cache = ActivationCache.open(workspace.require(Section.ACTIVATIONS, name));
        ActivationInfo info = cache.info();
        String wrong = !info.corpusSha256().equals(tokens.info().sha256())
                ? "are not those of the corpus \"" + corpus + "\""
                : info.width() != autoencoder.inputWidth()
                        ? "have " + info.width() + " dimensions, but the autoencoder reads " + autoencoder.inputWidth()
                        : "";
        if (!wrong.isEmpty()) {
            cache.close();
            throw new BadInputException("The activations \"" + name + "\" " + wrong + ".");
        }
        return cache;
    }

    private Result index(Path target, Sae autoencoder, TokenCorpus tokens, ContextEncoder encoder, JobContext context) {
        try (Arena arena = Arena.ofShared()) {
            boolean levels = autoencoder.prefixes().length > 1;
            IndexInfo info = IndexBuilder.build(
                    target,
                    new IndexSource(
                            sae,
                            autoencoder.latents(),
                            autoencoder.prefixes(),
                            Optional.of(decoder(autoencoder, arena))),
                    tokens,
                    encoder,
                    context.part("indexing", levels ? 1 - TREE_SHARE : 1));
            try (LatentIndex index = LatentIndex.open(target, tokens)) {
                index.putNotes(notes(info.latents()));
                return new Result(info, levels ? tree(index, context.part("building the tree", TREE_SHARE)) : 0);
            }
        }
    }

    private LanguageModel model(SaeInfo info, TokenCorpus tokens) {
        if (info.model().isEmpty() || info.hook().isEmpty()) {
            throw new BadInputException("The autoencoder \"" + sae
                    + "\" does not say which model and hook point it reads, so it cannot be run on text.");
        }
        LanguageModel model = LanguageModel.load(workspace.require(Section.MODELS, info.model()), device);
        if (!model.tokenizer().fingerprint().equals(tokens.info().tokenizerFingerprint())) {
            model.close();
            throw new BadInputException("The corpus \"" + corpus + "\" was made with another tokenizer than that of the"
                    + " model \"" + info.model() + "\". Import it again with --model " + info.model() + ".");
        }
        return model;
    }

    private static FloatMatrix decoder(Sae autoencoder, Arena arena) {
        FloatMatrix rows = FloatMatrix.allocate(arena, autoencoder.latents(), autoencoder.inputWidth());
        for (int latent = 0; latent < autoencoder.latents(); latent++) {
            rows.setRow(latent, autoencoder.decoderRow(latent));
        }
        return rows;
    }

    /** What was said about the latents before stays searchable in the new index. */
    private List<LatentNote> notes(int latents) {
        return workspace.labels(sae).all().headMap(latents).entrySet().stream()
                .map(entry -> new LatentNote(
                        entry.getKey(),
                        entry.getValue().label(),
                        entry.getValue().note()))
                .toList();
    }

    private static int tree(LatentIndex index, JobContext context) {
        return LatentTree.build(index, context).at(TreeOptions.DEFAULT).edges().size();
    }
}
