package org.latentworkbench.app.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.activation.ActivationCache;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.index.IndexInfo;
import org.latentworkbench.engine.pipeline.BuildIndex;
import org.latentworkbench.engine.pipeline.IndexShard;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Builds an index, a part of one, or what it lacks; the commands below it look after indexes. */
@picocli.CommandLine.Command(
        name = "index",
        description = {
            "Index what the latents of an autoencoder do on a corpus, and the tree of a matryoshka.",
            "A build that was stopped goes on, and an index of a corpus that has grown is extended."
        },
        footer = {
            "",
            "Examples:",
            "  workbench index --sae demo --corpus demo",
            "  workbench index --sae mine --activations acts",
            "  workbench index build --sae demo --corpus demo --shard 2/4 --out shard-2",
            "  workbench index merge --sae demo --corpus demo shard-1 shard-2 shard-3 shard-4",
            "  workbench index verify --sae demo --corpus demo"
        })
class IndexCommand extends Command {
    @Spec
    @Nullable
    CommandSpec spec;

    @Nullable
    @Option(names = "--sae", paramLabel = "S", description = "The autoencoder.")
    String sae;

    @Nullable
    @Option(names = "--corpus", paramLabel = "C", description = "The corpus; that of --activations by default.")
    String corpus;

    @Nullable
    @Option(
            names = "--activations",
            paramLabel = "A",
            description = "A cache of the corpus to encode, instead of running the model.")
    String activations;

    @Option(names = "--anew", description = "Build it from the beginning, whatever is there.")
    boolean anew;

    @Nullable
    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description = "Build only the I-th of N parts, in the folder named by --out; \"index merge\" joins them.")
    String shard;

    @Nullable
    @Option(names = "--out", paramLabel = "DIR", description = "The folder of the shard.")
    Path out;

    IndexCommand(Program program) {
        super(program);
    }

    static CommandLine group(Program program) {
        return new CommandLine(new IndexCommand(program))
                .addSubcommand(new IndexBuildCommand(program))
                .addSubcommand(new IndexMergeCommand(program))
                .addSubcommand(new IndexVerifyCommand(program))
                .addSubcommand(new IndexListCommand(program))
                .addSubcommand(new IndexDeleteCommand(program));
    }

    private record Result(
            String sae,
            String corpus,
            int contexts,
            long tokens,
            long activations,
            long bytes,
            double bytesPerToken,
            double bytesPerActivation,
            double tokensPerSecond,
            double seconds,
            int treeEdges) {}

    private record Shard(String sae, String corpus, int shard, int shards, String folder, int first, int end) {}

    @Override
    final Answer answer() {
        String ofSae = required(sae, "--sae=S");
        if (activations == null) {
            required(corpus, "--corpus=C");
        }
        try (Workspace workspace = existingWorkspace()) {
            String ofCorpus = corpus(workspace);
            if (shard != null) {
                return shard(workspace, ofSae, ofCorpus, shard);
            }
            return answer(run(
                    new BuildIndex(workspace, ofSae, ofCorpus, optional(activations), common.computeDevice(), anew)));
        }
    }

    private Answer shard(Workspace workspace, String ofSae, String ofCorpus, String which) {
        Path folder = out;
        if (!which.matches("[0-9]{1,6}/[0-9]{1,6}") || folder == null) {
            throw wrong("--shard takes I/N, for example 2/4, together with --out DIR");
        }
        int number = Integer.parseInt(which.substring(0, which.indexOf('/')));
        int of = Integer.parseInt(which.substring(which.indexOf('/') + 1));
        IndexShard.Result built =
                run(new IndexShard(workspace, ofSae, ofCorpus, number, of, folder, common.computeDevice()));
        var result =
                new Shard(ofSae, ofCorpus, number, of, folder.toString(), built.firstContext(), built.endContext());
        return Answer.of(
                result,
                print -> print.println("shard " + number + " of " + of + ": contexts "
                        + Texts.count(built.firstContext()) + " to " + Texts.count(built.endContext()) + " in "
                        + folder));
    }

    static Answer answer(BuildIndex.Result result) {
        IndexInfo info = result.info();
        return Answer.of(
                new Result(
                        info.sae(),
                        info.corpus(),
                        info.contexts(),
                        info.tokens(),
                        info.activations(),
                        info.bytes(),
                        info.bytesPerToken(),
                        info.bytesPerActivation(),
                        info.tokensPerSecond(),
                        info.seconds(),
                        result.treeEdges()),
                out -> {
                    out.println("index " + info.sae() + "--" + info.corpus() + ": " + Texts.count(info.activations())
                            + " activations on " + Texts.count(info.tokens()) + " tokens in "
                            + Texts.count(info.contexts()) + " contexts, " + Texts.bytes(info.bytes()) + " ("
                            + Texts.fixed(info.bytesPerActivation(), 2) + " per activation), "
                            + Texts.number(info.tokensPerSecond()) + " tokens/s");
                    if (info.prefixes().length > 1) {
                        out.println("tree: " + Texts.count(result.treeEdges()) + " edges");
                    }
                });
    }

    private String corpus(Workspace workspace) {
        String given = corpus;
        if (given != null) {
            return given;
        }
        String cache = required(activations, "--corpus=C");
        try (ActivationCache opened = ActivationCache.open(workspace.require(Section.ACTIVATIONS, cache))) {
            if (opened.info().corpus().isEmpty()) {
                throw new BadInputException("The activations \"" + cache + "\" come without token ids and tokenizer, so"
                        + " there are no contexts to index. Import them again with both.");
            }
            return opened.info().corpus();
        }
    }

    private String required(@Nullable String value, String option) {
        if (value == null) {
            throw wrong("Missing required option: '" + option + "'");
        }
        return value;
    }

    private CommandLine.ParameterException wrong(String message) {
        return new CommandLine.ParameterException(
                java.util.Objects.requireNonNull(spec).commandLine(), message);
    }
}
