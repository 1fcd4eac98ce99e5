package org.latentworkbench.app.cli;

import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.pipeline.Harvest;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Harvests activations. */
@picocli.CommandLine.Command(
        name = "harvest",
        description = "Write a model's activations on a corpus to disk.",
        footer = {"", "Example:", "  workbench harvest --model stories --corpus demo --hook resid_post.2 --name acts"})
final class HarvestCommand extends Command {
    @Option(names = "--model", required = true, paramLabel = "M", description = "The model: a name or a folder.")
    String model = "";

    @Option(names = "--corpus", required = true, paramLabel = "C", description = "The corpus: a name or a file.")
    String corpus = "";

    @Option(
            names = "--hook",
            required = true,
            paramLabel = "H",
            description = "Where in the model: embed, final_norm, or resid_pre.L, attn_out.L, resid_mid.L, mlp_act.L,"
                    + " mlp_out.L, resid_post.L.")
    String hook = "";

    @Nullable
    @Option(names = "--name", paramLabel = "A", description = "Name of the cache; made from the parts by default.")
    String name;

    @Option(names = "--float32", description = "Store 32-bit values instead of half precision.")
    boolean float32;

    @Mixin
    PrecisionOption precision = new PrecisionOption();

    HarvestCommand(Program program) {
        super(program);
    }

    private record Result(String activations, long rows, int width, double scale, double tokensPerSecond) {}

    @Override
    Answer answer() {
        HookPoint point = HookPoint.parse(hook);
        try (Workspace workspace = workspace()) {
            String modelName = Arguments.model(this, workspace, model);
            String corpusName = Arguments.corpus(this, workspace, corpus, modelName);
            String chosen = optional(name)
                    .orElseGet(() -> Workspace.suggestName(modelName + "-" + corpusName + "-" + point, "activations"));
            Harvest.Result result = run(new Harvest(
                    workspace,
                    modelName,
                    corpusName,
                    point,
                    chosen,
                    !float32,
                    common.computeDevice(),
                    precision.chosen()));
            return Answer.of(
                    new Result(chosen, result.rows(), result.width(), result.scale(), result.tokensPerSecond()),
                    out -> out.println("activations " + chosen + ": " + Texts.count(result.rows()) + " rows of width "
                            + result.width() + ", scale " + Texts.number(result.scale()) + ", "
                            + Texts.number(result.tokensPerSecond()) + " tokens/s"));
        }
    }
}
