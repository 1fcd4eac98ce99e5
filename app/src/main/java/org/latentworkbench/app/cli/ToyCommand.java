package org.latentworkbench.app.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.training.toy.AtomDictionary;
import org.latentworkbench.engine.training.toy.FeatureTree;
import org.latentworkbench.engine.training.toy.ToyLab;
import org.latentworkbench.engine.training.toy.ToyModel;
import org.latentworkbench.engine.training.toy.ToyReport;
import org.latentworkbench.engine.training.toy.ToyVariant;
import org.latentworkbench.engine.training.toy.ToyVariants;
import picocli.CommandLine.Option;

/** Trains on data whose features are known. */
@picocli.CommandLine.Command(
        name = "toy",
        description = {
            "Train an autoencoder on data whose true features are known, and say which it finds.",
            "tree: the feature tree that shows absorption; four: a parent with one child and two more features;",
            "atoms: 64 random directions in 32 dimensions."
        },
        footer = {
            "",
            "Examples:",
            "  workbench toy --kind vanilla",
            "  workbench toy --kind matryoshka --seed 2",
            "  workbench toy --kind both --child-strength 4"
        })
final class ToyCommand extends Command {
    private static final int AT_ONCE = 250;
    private static final int ATOMS = 64;
    private static final int ATOM_WIDTH = 32;
    private static final int ATOMS_ON = 3;
    private static final double FOUR_TARGET_L0 = 0.4;

    @Option(
            names = "--data",
            paramLabel = "tree|four|atoms",
            defaultValue = "tree",
            description = "What is learned (default: ${DEFAULT-VALUE}).")
    String data = "tree";

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "matryoshka",
            description = "vanilla (ReLU with L1), matryoshka (random prefixes), both, topk or batchtopk (default:"
                    + " ${DEFAULT-VALUE}).")
    String kind = "matryoshka";

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "15000",
            description = "Steps of 200 rows (default: ${DEFAULT-VALUE}).")
    int steps = ToyVariants.USUAL_STEPS;

    @Option(
            names = "--child-strength",
            paramLabel = "X",
            defaultValue = "1",
            description = "tree: length of the children's directions; from 2 on absorption comes back (default:"
                    + " ${DEFAULT-VALUE}).")
    double childStrength = 1;

    @Nullable
    @Option(names = "--target-l0", paramLabel = "L0", description = "Active latents per row to steer to.")
    Double targetL0;

    @Option(names = "--k", paramLabel = "K", description = "topk, batchtopk: active latents per row; 1, atoms 3.")
    int k;

    ToyCommand(Program program) {
        super(program);
    }

    private record FeatureResult(
            String name,
            @Nullable String parent,
            double probability,
            int latent,
            double cosine,
            @Nullable Double recall,
            @Nullable Double precision,
            @Nullable Double recallWithChild,
            @Nullable Double directedCosine) {}

    @Override
    Answer answer() {
        if (steps < 1) {
            throw new BadInputException("--steps is " + steps + "; it must be at least 1.");
        }
        ToyModel toy = toy();
        List<ToyVariant> variants = variants();
        List<ToyReport> reports = run(context -> train(toy, variants, context));
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (int i = 0; i < reports.size(); i++) {
            all.add(json(toy, variants.get(i), reports.get(i)));
        }
        Object json = all.size() == 1 ? all.getFirst() : Map.of("variants", all);
        return Answer.of(json, out -> {
            for (int i = 0; i < reports.size(); i++) {
                print(variants.get(i).name(), reports.get(i), out);
            }
        });
    }

    private List<ToyReport> train(ToyModel toy, List<ToyVariant> variants, JobContext context) {
        context.message("training");
        try (ToyLab lab = new ToyLab(toy, variants, common.seed)) {
            while (lab.advance(AT_ONCE)) {
                context.checkCancelled();
                context.progress(lab.steps(), steps);
            }
            return lab.reports();
        }
    }

    private ToyModel toy() {
        return switch (data) {
            case "tree" -> FeatureTree.nabeshima(common.seed, childStrength);
            case "four" -> FeatureTree.chanin(common.seed);
            case "atoms" -> new AtomDictionary(ATOMS, ATOM_WIDTH, new SplittableRandom(common.seed));
            default -> throw new BadInputException("There is no toy \"" + data + "\"; choose tree, four or atoms.");
        };
    }

    private List<ToyVariant> variants() {
        int latents = data.equals("tree") ? 20 : data.equals("four") ? 4 : 2 * ATOMS;
        double usual =
                data.equals("tree") ? ToyVariants.TREE_TARGET_L0 : data.equals("four") ? FOUR_TARGET_L0 : ATOMS_ON;
        double target = optional(targetL0).orElse(usual);
        int active = k > 0 ? k : data.equals("atoms") ? ATOMS_ON : 1;
        return switch (kind) {
            case "vanilla", "relu" -> List.of(ToyVariants.vanilla(latents, target, steps, common.seed));
            case "matryoshka", "matryoshka-random" ->
                List.of(ToyVariants.matryoshka(latents, target, steps, common.seed));
            case "both" -> ToyVariants.pair(latents, target, steps, common.seed);
            case "topk" -> List.of(ToyVariants.topK(latents, active, false, steps, common.seed));
            case "batchtopk" -> List.of(ToyVariants.topK(latents, active, true, steps, common.seed));
            default ->
                throw new BadInputException("There is no toy of kind \"" + kind
                        + "\"; choose vanilla, matryoshka, both, topk or batchtopk.");
        };
    }

    private static Map<String, @Nullable Object> json(ToyModel toy, ToyVariant variant, ToyReport report) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("variant", variant.name());
        json.put("steps", variant.config().steps());
        json.put("fvu", report.fvu());
        json.put("l0", report.l0());
        json.put("true_l0", report.trueL0());
        json.put("missed", report.missed());
        json.put("mean_cosine", report.meanCosine());
        json.put("min_cosine", report.leastCosine());
        json.put("max_other_cosine", report.greatestOtherCosine());
        json.put("parent_recall", known(report.parentRecall()));
        json.put("uniqueness", report.uniqueness());
        json.put(
                "features",
                report.features().stream().map(found -> feature(toy, found)).toList());
        return json;
    }

    private static FeatureResult feature(ToyModel toy, ToyReport.Found found) {
        return new FeatureResult(
                found.feature().name(),
                found.feature().isChild()
                        ? toy.features().get(found.feature().parent()).name()
                        : null,
                found.feature().probability(),
                found.latent(),
                found.cosine(),
                known(found.recall()),
                known(found.precision()),
                found.recallWithChild().isPresent()
                        ? known(found.recallWithChild().getAsDouble())
                        : null,
                found.directedCosine().isPresent()
                        ? known(found.directedCosine().getAsDouble())
                        : null);
    }

    private static @Nullable Double known(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static void print(String name, ToyReport report, PrintStream out) {
        out.println(name + ": " + report.missed() + " of " + report.features().size()
                + " features missed (cosine below " + ToyReport.MISSED + "), L0 " + Texts.fixed(report.l0(), 2)
                + " (truth " + Texts.fixed(report.trueL0(), 2) + "), FVU " + Texts.fixed(report.fvu(), 4));
        if (Double.isFinite(report.parentRecall())) {
            out.println("parents fire in " + Texts.percent(report.parentRecall()) + " of the rows with a child");
        }
        Table table = new Table("feature", "latent", "cosine", "recall", "with child", "directed");
        for (ToyReport.Found found : report.features()) {
            table.row(
                    found.feature().name(),
                    Integer.toString(found.latent()),
                    Texts.fixed(found.cosine(), 3),
                    text(found.recall()),
                    found.recallWithChild().isPresent()
                            ? text(found.recallWithChild().getAsDouble())
                            : "",
                    found.directedCosine().isPresent()
                            ? text(found.directedCosine().getAsDouble())
                            : "");
        }
        table.print(out);
        out.println();
    }

    private static String text(double value) {
        return Double.isFinite(value) ? Texts.fixed(value, 2) : "";
    }
}
