package org.latentworkbench.app.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.latentworkbench.engine.pipeline.Demo;
import org.latentworkbench.engine.pipeline.DemoSettings;
import org.latentworkbench.engine.search.RankedLatent;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Option;

/** Everything once. */
@picocli.CommandLine.Command(
        name = "demo",
        description = {
            "Go the whole way once with what comes along, then open the window.",
            "That is: built-in model and stories, activations, a matryoshka autoencoder, its index and tree, searches."
        },
        footer = {"", "Example:", "  workbench demo --no-window --json"})
final class DemoCommand extends Command {
    @Option(names = "--no-window", description = "Do not open the window afterwards.")
    boolean noWindow;

    @Option(names = "--fast", description = "A smaller autoencoder on less text.")
    boolean fast;

    DemoCommand(Program program) {
        super(program);
    }

    private record SearchRow(
            String name,
            String script,
            long matches,
            double seconds,
            int topLatent,
            double cosine,
            double precision,
            double recall,
            List<String> topTokens) {}

    private record Result(
            String workspace,
            String sae,
            String corpus,
            String index,
            double seconds,
            long steps,
            long tokens,
            double fvu,
            double l0,
            double deadFraction,
            double tokensPerSecond,
            String parametersSha256,
            int treeEdges,
            List<Demo.Branch> branches,
            List<SearchRow> searches) {}

    @Override
    Answer answer() {
        DemoSettings settings = fast ? DemoSettings.fast(common.seed) : DemoSettings.standard(common.seed);
        Path folder;
        Result result;
        try (Workspace workspace = workspace()) {
            folder = workspace.directory();
            result = result(folder, run(new Demo(workspace, settings, common.computeDevice())));
        }
        if (noWindow || !hasDisplay()) {
            return Answer.of(result, out -> print(result, out));
        }
        // The result is told before the window takes over.
        if (common.json) {
            new JsonOutput().print(result, program.console().out());
        } else {
            print(result, program.console().out());
        }
        program.console().out().flush();
        program.window().open(Optional.of(folder), Optional.empty());
        return Answer.none();
    }

    private static Result result(Path folder, Demo.Result demo) {
        return new Result(
                folder.toString(),
                demo.sae(),
                demo.corpus(),
                demo.sae() + "--" + demo.corpus(),
                demo.seconds(),
                demo.training().steps(),
                demo.training().tokens(),
                demo.training().fvu(),
                demo.training().l0(),
                demo.training().deadFraction(),
                demo.training().tokensPerSecond(),
                demo.training().parametersSha256(),
                demo.treeEdges(),
                demo.branches(),
                demo.searches().stream().map(DemoCommand::row).toList());
    }

    private static SearchRow row(Demo.Search search) {
        RankedLatent best = search.best().isEmpty() ? null : search.best().getFirst();
        return new SearchRow(
                search.name(),
                search.script(),
                search.matches(),
                search.seconds(),
                best == null ? -1 : best.latent(),
                best == null ? 0 : best.cosine(),
                best == null ? 0 : best.precision(),
                best == null ? 0 : best.recall(),
                search.words());
    }

    private static void print(Result result, PrintStream out) {
        out.println("autoencoder " + result.sae() + " in " + result.workspace());
        out.println("FVU " + Texts.fixed(result.fvu(), 3) + " at L0 " + Texts.fixed(result.l0(), 1) + ", "
                + Texts.percent(result.deadFraction()) + " dead, " + result.treeEdges() + " edges in the tree, "
                + Texts.duration(result.seconds()));
        out.println();
        out.println("Three branches of the tree");
        for (Demo.Branch branch : result.branches()) {
            print(branch.parent(), 1, out);
            branch.children().forEach(child -> print(child, 2, out));
        }
        out.println();
        out.println("Searches");
        var table = new Table("what", "matches", "latent", "cosine", "top tokens");
        result.searches()
                .forEach(search -> table.row(
                        search.name(),
                        Texts.count(search.matches()),
                        Integer.toString(search.topLatent()),
                        Texts.fixed(search.cosine(), 3),
                        Texts.tokens(search.topTokens())));
        table.print(out);
    }

    private static void print(Demo.Node node, int depth, PrintStream out) {
        out.println("  ".repeat(depth) + node.latent() + "  " + Texts.tokens(node.words()));
    }

    private static boolean hasDisplay() {
        boolean linux =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
        return !linux || present("DISPLAY") || present("WAYLAND_DISPLAY");
    }

    private static boolean present(String variable) {
        String value = System.getenv(variable);
        return value != null && !value.isBlank();
    }
}
