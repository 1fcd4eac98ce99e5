package org.latentworkbench.engine.pipeline;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.activation.ActivationCache;
import org.latentworkbench.engine.activation.ActivationInfo;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.index.ContextEncoder;
import org.latentworkbench.engine.index.IndexSource;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.lm.LanguageModel;
import org.latentworkbench.engine.sae.Sae;
import org.latentworkbench.engine.sae.SaeInfo;
import org.latentworkbench.engine.sae.SparseRows;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.text.Context;
import org.latentworkbench.engine.text.TokenCorpus;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;

/**
 * What an index is made from: an autoencoder, a corpus, and the model it reads or a cache of its activations on the corpus. A
 * model is loaded when it is first needed.
 */
final class IndexInputs implements AutoCloseable {
    private final Workspace workspace;
    private final ComputeDevice device;
    private final Sae sae;
    private final TokenCorpus corpus;
    private final Arena arena = Arena.ofShared();
    private final @Nullable ActivationCache cache;
    private final IndexSource source;
    private @Nullable LanguageModel model;

    private IndexInputs(
            Workspace workspace,
            ComputeDevice device,
            String name,
            Sae sae,
            TokenCorpus corpus,
            Optional<String> activations) {
        this.workspace = workspace;
        this.device = device;
        this.sae = sae;
        this.corpus = corpus;
        Optional<String> cached = activations.or(this::onlyOnDisk);
        Path read;
        if (cached.isPresent()) {
            read = workspace.require(Section.ACTIVATIONS, cached.get());
            cache = cache(cached.get(), read);
        } else {
            read = modelFolder(name);
            cache = null;
        }
        source = new IndexSource(
                name,
                sae.latents(),
                sae.prefixes(),
                Optional.of(decoder()),
                InputFingerprint.of(workspace.saeDir(name), read));
    }

    /**
     * Opens an autoencoder and a corpus.
     *
     * @param activations a cache of the corpus to encode instead of running the model; where the model is not in the
     *     workspace, one that was taken on the corpus is found by itself
     * @throws BadInputException if one of them is not there, or they do not belong together
     */
    static IndexInputs open(
            Workspace workspace, String sae, String corpus, Optional<String> activations, ComputeDevice device) {
        Path saeFolder = workspace.require(Section.SAES, sae);
        Path corpusFolder = workspace.require(Section.CORPORA, corpus);
        Sae autoencoder = Sae.load(saeFolder);
        TokenCorpus tokens = null;
        try {
            tokens = TokenCorpus.open(corpusFolder);
            return new IndexInputs(workspace, device, sae, autoencoder, tokens, activations);
        } catch (RuntimeException e) {
            autoencoder.close();
            if (tokens != null) {
                tokens.close();
            }
            throw e;
        }
    }

    private Path modelFolder(String name) {
        SaeInfo info = sae.info();
        if (info.model().isEmpty() || info.hook().isEmpty()) {
            throw new BadInputException("The autoencoder \"" + name
                    + "\" does not say which model and hook point it reads, so it cannot be run on text.");
        }
        return workspace.require(Section.MODELS, info.model());
    }

    /** A cache of the corpus, where the model itself is not in the workspace: its activations came from elsewhere. */
    private Optional<String> onlyOnDisk() {
        SaeInfo info = sae.info();
        if (workspace.models().contains(info.model())) {
            return Optional.empty();
        }
        return workspace.activations().stream()
                .filter(name -> {
                    try (ActivationCache opened = ActivationCache.open(workspace.activationsDir(name))) {
                        ActivationInfo found = opened.info();
                        return found.corpusSha256().equals(corpus.info().sha256())
                                && found.model().equals(info.model())
                                && found.hook().toString().equals(info.hook());
                    }
                })
                .findFirst();
    }

    private ActivationCache cache(String name, Path folder) {
        ActivationCache opened = ActivationCache.open(folder);
        ActivationInfo info = opened.info();
        String wrong = !info.corpusSha256().equals(corpus.info().sha256())
                ? "are not those of the corpus \"" + corpus.info().name() + "\""
                : info.width() != sae.inputWidth()
                        ? "have " + info.width() + " dimensions, but the autoencoder reads " + sae.inputWidth()
                        : "";
        if (!wrong.isEmpty()) {
            opened.close();
            throw new BadInputException("The activations \"" + name + "\" " + wrong + ".");
        }
        return opened;
    }

    private FloatMatrix decoder() {
        FloatMatrix rows = FloatMatrix.allocate(arena, sae.latents(), sae.inputWidth());
        for (int latent = 0; latent < sae.latents(); latent++) {
            rows.setRow(latent, sae.decoderRow(latent));
        }
        return rows;
    }

    IndexSource source() {
        return source;
    }

    TokenCorpus corpus() {
        return corpus;
    }

    /** Gives activations of text, through the model or from the cache; lives as long as this. */
    ContextEncoder encoder() {
        return cache != null ? new CacheEncoder(cache, sae) : new Lazy();
    }

    private LanguageModel model() {
        LanguageModel loaded = model;
        if (loaded == null) {
            loaded = LanguageModel.load(
                    workspace.require(Section.MODELS, sae.info().model()), device);
            model = loaded;
        }
        if (!loaded.tokenizer().fingerprint().equals(corpus.info().tokenizerFingerprint())) {
            throw new BadInputException("The corpus \"" + corpus.info().name()
                    + "\" was made with another tokenizer than that of the model \""
                    + sae.info().model() + "\". Import it again with --model "
                    + sae.info().model() + ".");
        }
        return loaded;
    }

    /** Loads the model with the first text: an index that is complete needs none. */
    private final class Lazy implements ContextEncoder {
        @Override
        public int latents() {
            return sae.latents();
        }

        @Override
        public int preferredBatch() {
            return ModelEncoder.BATCH;
        }

        @Override
        public SparseRows encode(List<Context> batch) {
            return new ModelEncoder(corpus, model(), HookPoint.parse(sae.info().hook()), sae).encode(batch);
        }
    }

    @Override
    public void close() {
        try (sae;
                corpus;
                arena) {
            if (model != null) {
                model.close();
            }
            if (cache != null) {
                cache.close();
            }
        }
    }
}
