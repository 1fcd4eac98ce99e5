package org.latentworkbench.app.gui.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.latentworkbench.app.gui.Words;
import org.latentworkbench.app.gui.control.StripContent;
import org.latentworkbench.app.gui.data.DataDetails.Fact;
import org.latentworkbench.app.gui.reading.ContextTexts;
import org.latentworkbench.engine.activation.ActivationCache;
import org.latentworkbench.engine.activation.ActivationInfo;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.lm.ModelConfig;
import org.latentworkbench.engine.lm.ModelFacts;
import org.latentworkbench.engine.text.BosRule;
import org.latentworkbench.engine.text.Context;
import org.latentworkbench.engine.text.CorpusInfo;
import org.latentworkbench.engine.text.TokenCorpus;
import org.latentworkbench.engine.workspace.Dependents;
import org.latentworkbench.engine.workspace.Workspace;

/** Reads everything about one thing from its files. */
record DetailsUpdate(Workspace workspace, DataItem item) implements Job<DataDetails> {
    private static final int PREVIEWED = 60;

    @Override
    public DataDetails run(JobContext context) {
        return switch (item.section()) {
            case MODELS -> model();
            case CORPORA -> corpus(context);
            case ACTIVATIONS -> cache();
            case SAES, INDEXES -> throw new IllegalArgumentException("not shown here: " + item);
        };
    }

    private DataDetails details(List<Fact> headline, List<Fact> facts, List<StripContent> preview) {
        return new DataDetails(item, headline, facts, Dependents.of(workspace, item.section(), item.name()), preview);
    }

    private DataDetails model() {
        ModelFacts facts = ModelFacts.read(workspace.modelDir(item.name()));
        ModelConfig config = facts.config();
        return details(
                List.of(
                        fact("layers", config.layers(), "Number of transformer blocks"),
                        fact("width", config.width(), "Dimensions of the residual stream"),
                        fact("heads", config.heads(), "Query heads per layer"),
                        fact("vocabulary", config.vocabulary(), "Number of token ids"),
                        new Fact("parameters", Words.roughly(facts.parameters()), Words.count(facts.parameters()))),
                List.of(
                        new Fact("family", config.family(), ""),
                        fact("longest context", config.maxPositions(), "tokens"),
                        new Fact(
                                "heads of keys and values",
                                Words.count(config.keyValueHeads()) + ", width " + Words.count(config.headWidth()),
                                ""),
                        fact("width of the MLP", config.mlpWidth(), ""),
                        new Fact("output head", config.tiedHead() ? "the embedding matrix" : "its own matrix", ""),
                        new Fact("stored as", facts.dtype(), "Type of the numbers in the safetensors files"),
                        new Fact("hook points", hooks(config), "Where activations can be taken; L counts from 0"),
                        size()),
                List.of());
    }

    private static String hooks(ModelConfig config) {
        List<String> names = new ArrayList<>();
        for (HookPoint.Kind kind : HookPoint.Kind.values()) {
            String name = kind.name().toLowerCase(Locale.ROOT);
            names.add(kind.perLayer() ? name + ".0–" + (config.layers() - 1) : name);
        }
        return String.join("  ", names);
    }

    private DataDetails corpus(JobContext context) {
        try (TokenCorpus corpus = TokenCorpus.open(workspace.corpusDir(item.name()))) {
            CorpusInfo info = corpus.info();
            ContextTexts texts = new ContextTexts(corpus);
            List<StripContent> preview = new ArrayList<>();
            for (int number = 0; number < Math.min(PREVIEWED, corpus.contextCount()); number++) {
                context.checkCancelled();
                Context shown = corpus.context(number);
                preview.add(StripContent.plain(texts.of(shown))
                        .at(shown.document(), shown.start() - corpus.documentStart(shown.document())));
            }
            return details(
                    List.of(
                            fact("documents", info.documents(), "Documents with at least one token"),
                            fact("tokens", info.tokens(), "Tokens in all documents"),
                            fact(
                                    "contexts",
                                    info.contexts(),
                                    "Windows of up to the context length inside one document"),
                            fact("context length", info.contextLength(), "Tokens of a full context"),
                            fact("vocabulary", info.vocabularySize(), "Token ids of the tokenizer")),
                    List.of(
                            new Fact("beginning token", bos(info.bos()), "What the model sees before a context"),
                            new Fact("concepts", corpus.concepts().isPresent() ? "known for every token" : "none", ""),
                            new Fact("source", info.source(), ""),
                            size()),
                    preview);
        }
    }

    private DataDetails cache() {
        try (ActivationCache cache = ActivationCache.open(workspace.activationsDir(item.name()))) {
            ActivationInfo info = cache.info();
            return details(
                    List.of(
                            fact("rows", info.rows(), "One activation per token of the corpus"),
                            fact("width", info.width(), "Dimensions of an activation"),
                            new Fact(
                                    "scale",
                                    String.format(
                                            Locale.ROOT, "%.4g", info.scale().scale()),
                                    "Activations are multiplied by it before training"),
                            new Fact("stored as", info.dtype(), "F16 is half precision, F32 single precision"),
                            new Fact("on disk", Words.bytes(item.bytes()), Words.count(item.bytes()) + " bytes")),
                    List.of(
                            new Fact("model", info.model(), ""),
                            new Fact("corpus", info.corpus(), ""),
                            new Fact("hook point", info.hook().toString(), ""),
                            fact("context length", info.contextLength(), ""),
                            new Fact("beginning token", bos(info.bos()), ""),
                            fact("files", info.shards(), "")),
                    List.of());
        }
    }

    private Fact size() {
        return new Fact("on disk", Words.bytes(item.bytes()), Words.count(item.bytes()) + " bytes");
    }

    private static Fact fact(String caption, long value, String explanation) {
        return new Fact(caption, Words.count(value), explanation);
    }

    private static String bos(BosRule rule) {
        return rule == BosRule.NONE ? "none" : "before each context";
    }
}
