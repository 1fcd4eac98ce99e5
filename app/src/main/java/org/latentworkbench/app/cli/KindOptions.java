package org.latentworkbench.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.training.Objective;
import org.latentworkbench.engine.training.PrefixLaw;
import org.latentworkbench.engine.training.Sparsity;
import org.latentworkbench.engine.training.TrainingConfig;
import picocli.CommandLine.Option;

/** The options of the kinds of autoencoder and of what they are trained for. */
final class KindOptions {
    static final String KINDS = "topk, batchtopk, matryoshka, matryoshka-random, gated, relu or jumprelu";

    private static final Set<String> BY_COUNT = Set.of("topk", "batchtopk", "matryoshka");
    private static final Set<String> BY_PENALTY = Set.of("relu", "gated", "jumprelu", "matryoshka-random");

    /** Options that only some kinds have. */
    private static final Map<String, Set<String>> OWNERS = new TreeMap<>(Map.ofEntries(
            Map.entry("--k", BY_COUNT),
            Map.entry("--prefixes", Set.of("matryoshka", "matryoshka-random")),
            Map.entry("--level-weights", Set.of("matryoshka")),
            Map.entry("--per-token", Set.of("matryoshka")),
            Map.entry("--multi-topk", Set.of("topk")),
            Map.entry("--auxk", BY_COUNT),
            Map.entry("--auxk-latents", BY_COUNT),
            Map.entry("--dead-window", BY_COUNT),
            Map.entry("--lambda", BY_PENALTY),
            Map.entry("--target-l0", BY_PENALTY),
            Map.entry("--lambda-warmup", BY_PENALTY),
            Map.entry("--control-rate", BY_PENALTY),
            Map.entry("--decoder-norms", Set.of("relu")),
            Map.entry("--bandwidth", Set.of("jumprelu")),
            Map.entry("--first-threshold", Set.of("jumprelu")),
            Map.entry("--squared-target", Set.of("jumprelu")),
            Map.entry("--random-prefixes", Set.of("matryoshka-random")),
            Map.entry("--prefix-law", Set.of("matryoshka-random")),
            Map.entry("--log-penalty", Set.of("matryoshka-random")),
            Map.entry("--reorder-every", Set.of("matryoshka-random"))));

    /** Every option of this group. */
    static final List<String> NAMES =
            Stream.concat(Stream.of("--kind"), OWNERS.keySet().stream()).toList();

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "matryoshka",
            description = KINDS + " (default: ${DEFAULT-VALUE}).")
    String kind = "matryoshka";

    @Nullable
    @Option(names = "--k", paramLabel = "K", description = "topk, batchtopk, matryoshka: active latents per token.")
    Integer k;

    @Option(
            names = "--prefixes",
            split = ",",
            paramLabel = "N",
            description = "Widths of the nested dictionaries of a matryoshka, the last one the width; by default a"
                    + " sixteenth, a quarter and all. For matryoshka-random, which trains all widths, where its levels are"
                    + " read off.")
    List<Integer> prefixes = List.of();

    @Option(
            names = "--level-weights",
            split = ",",
            paramLabel = "X",
            description = "matryoshka: weight of each prefix in the loss; equal by default.")
    List<Double> levelWeights = List.of();

    @Option(names = "--per-token", description = "matryoshka: choose k latents for each token instead of per batch.")
    boolean perToken;

    @Option(names = "--multi-topk", description = "topk: stay good for other k by reconstructing with 4k latents too.")
    boolean multiTopK;

    @Nullable
    @Option(
            names = {"--lambda", "--l1"},
            paramLabel = "X",
            description =
                    "relu, gated, jumprelu, matryoshka-random: weight of the sparsity penalty; with --target-l0 where"
                            + " the search for it starts.")
    Double lambda;

    @Nullable
    @Option(
            names = "--target-l0",
            paramLabel = "L0",
            description =
                    "relu, gated, jumprelu, matryoshka-random: steer the penalty towards so many active latents per"
                            + " token.")
    Double targetL0;

    @Nullable
    @Option(names = "--lambda-warmup", paramLabel = "N", description = "Steps over which the penalty rises from 0.")
    Long lambdaWarmup;

    @Nullable
    @Option(
            names = "--control-rate",
            paramLabel = "X",
            description = "With --target-l0: by what share the penalty changes in a step.")
    Double controlRate;

    @Option(
            names = "--decoder-norms",
            description = "relu: weigh activations by the length of their decoder row, which is then free (April 2024);"
                    + " by default rows have unit length.")
    boolean decoderNorms;

    @Nullable
    @Option(names = "--bandwidth", paramLabel = "X", description = "jumprelu: width of the kernel around a threshold.")
    Double bandwidth;

    @Nullable
    @Option(names = "--first-threshold", paramLabel = "X", description = "jumprelu: the thresholds at the start.")
    Double firstThreshold;

    @Option(
            names = "--squared-target",
            description = "jumprelu: penalise the squared distance to --target-l0 instead of steering the penalty.")
    boolean squaredTarget;

    @Nullable
    @Option(names = "--random-prefixes", paramLabel = "N", description = "matryoshka-random: prefixes per batch; 10.")
    Integer randomPrefixes;

    @Nullable
    @Option(names = "--prefix-law", paramLabel = "LAW", description = "matryoshka-random: power (default) or pareto.")
    String prefixLaw;

    @Option(names = "--log-penalty", description = "matryoshka-random: penalise the logarithm of activations.")
    boolean logPenalty;

    @Nullable
    @Option(
            names = "--reorder-every",
            paramLabel = "N",
            description =
                    "matryoshka-random: steps after which latents are put in the order of their mean square; 0 never.")
    Long reorderEvery;

    @Nullable
    @Option(
            names = "--auxk",
            paramLabel = "X",
            description = "Weight of the loss that revives dead latents; 0 for none.")
    Double auxK;

    @Nullable
    @Option(names = "--auxk-latents", paramLabel = "N", description = "Dead latents per token that it uses.")
    Integer auxKLatents;

    @Nullable
    @Option(names = "--dead-window", paramLabel = "N", description = "Tokens of silence after which a latent is dead.")
    Long deadWindow;

    /** The options of some kinds that were given. */
    private Set<String> given() {
        Map<String, Boolean> all = new TreeMap<>(Map.ofEntries(
                Map.entry("--k", k != null),
                Map.entry("--prefixes", !prefixes.isEmpty()),
                Map.entry("--level-weights", !levelWeights.isEmpty()),
                Map.entry("--per-token", perToken),
                Map.entry("--multi-topk", multiTopK),
                Map.entry("--auxk", auxK != null),
                Map.entry("--auxk-latents", auxKLatents != null),
                Map.entry("--dead-window", deadWindow != null),
                Map.entry("--lambda", lambda != null),
                Map.entry("--target-l0", targetL0 != null),
                Map.entry("--lambda-warmup", lambdaWarmup != null),
                Map.entry("--control-rate", controlRate != null),
                Map.entry("--decoder-norms", decoderNorms),
                Map.entry("--bandwidth", bandwidth != null),
                Map.entry("--first-threshold", firstThreshold != null),
                Map.entry("--squared-target", squaredTarget),
                Map.entry("--random-prefixes", randomPrefixes != null),
                Map.entry("--prefix-law", prefixLaw != null),
                Map.entry("--log-penalty", logPenalty),
                Map.entry("--reorder-every", reorderEvery != null)));
        all.values().removeIf(present -> !present);
        return all.keySet();
    }

    /** What is missing for a new run, in a sentence. */
    Optional<String> missing() {
        return BY_COUNT.contains(kind) && k == null
                ? Optional.of("Missing required option: a new run of the kind " + kind + " needs --k.")
                : Optional.empty();
    }

    /** Settings of a run, the usual ones where no option says otherwise. */
    TrainingConfig config(int width, int batch, long steps, long seed) {
        if (!BY_COUNT.contains(kind) && !BY_PENALTY.contains(kind)) {
            throw new BadInputException("There is no kind \"" + kind + "\"; choose " + KINDS + ".");
        }
        for (String option : given()) {
            Set<String> kinds = OWNERS.getOrDefault(option, Set.of());
            if (!kinds.contains(kind)) {
                throw new BadInputException(option + " belongs to " + words(kinds) + ", not to " + kind + ".");
            }
        }
        TrainingConfig usual = TrainingConfig.defaults(saeKind(width), width, batch, steps, seed);
        TrainingConfig.Auxiliary auxiliary = usual.auxiliary();
        return usual.withObjective(objective(usual.objective()))
                .withAuxiliary(new TrainingConfig.Auxiliary(
                        auxK == null ? auxiliary.alpha() : auxK,
                        auxKLatents == null ? auxiliary.k() : auxKLatents,
                        deadWindow == null ? auxiliary.windowTokens() : deadWindow));
    }

    /** Another run with k, or with the penalty, that was given. */
    TrainingConfig changed(TrainingConfig other) {
        Integer given = k;
        TrainingConfig changed = given == null ? other : other.withKind(withActive(other.kind(), given));
        Objective objective = changed.objective();
        return Objective.sparsityIfAny(objective)
                .map(present -> other.withObjective(objective.withSparsity(sparsity(present))))
                .orElse(changed);
    }

    private static SaeKind withActive(SaeKind kind, int k) {
        return switch (kind) {
            case SaeKind.TopK _ -> new SaeKind.TopK(k);
            case SaeKind.BatchTopK _ -> new SaeKind.BatchTopK(k);
            case SaeKind.Matryoshka fixed ->
                new SaeKind.Matryoshka(k, fixed.prefixes(), fixed.weights(), fixed.choice());
            case SaeKind.Relu _, SaeKind.Gated _, SaeKind.JumpRelu _, SaeKind.MatryoshkaRandom _ ->
                throw new BadInputException("An autoencoder of kind " + kind.name() + " has no --k.");
        };
    }

    private static String words(Set<String> kinds) {
        List<String> sorted = kinds.stream().sorted().toList();
        return sorted.size() == 1
                ? sorted.getFirst()
                : String.join(", ", sorted.subList(0, sorted.size() - 1)) + " and " + sorted.getLast();
    }

    private Objective objective(Objective usual) {
        Objective shaped =
                switch (usual) {
                    case Objective.Choice _ -> new Objective.Choice(multiTopK);
                    case Objective.L1 l1 -> l1;
                    case Objective.GateL1 gate -> gate;
                    case Objective.L0 l0 ->
                        new Objective.L0(
                                sparsity(l0.sparsity()),
                                squaredTarget,
                                bandwidth == null ? l0.bandwidth() : bandwidth,
                                firstThreshold == null ? l0.initialThreshold() : firstThreshold);
                    case Objective.RandomPrefixes random ->
                        new Objective.RandomPrefixes(
                                random.sparsity(),
                                randomPrefixes == null ? random.count() : randomPrefixes,
                                prefixLaw == null ? random.law() : law(prefixLaw),
                                logPenalty,
                                reorderEvery == null ? random.reorderEvery() : reorderEvery);
                };
        return Objective.sparsityIfAny(shaped)
                .map(present -> shaped.withSparsity(sparsity(present)))
                .orElse(shaped);
    }

    private Sparsity sparsity(Sparsity usual) {
        if (targetL0 != null && targetL0 <= 0) {
            throw new BadInputException("--target-l0 is " + targetL0 + "; it must be positive.");
        }
        return new Sparsity(
                lambda == null ? usual.coefficient() : lambda,
                targetL0 == null ? usual.targetL0() : targetL0,
                lambdaWarmup == null ? usual.warmupSteps() : lambdaWarmup,
                controlRate == null ? usual.controlRate() : controlRate);
    }

    private static PrefixLaw law(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "power" -> PrefixLaw.POWER;
            case "pareto" -> PrefixLaw.PARETO;
            default -> throw new BadInputException("There is no prefix law \"" + name + "\"; choose power or pareto.");
        };
    }

    private SaeKind saeKind(int width) {
        return switch (kind) {
            case "topk" -> new SaeKind.TopK(active());
            case "batchtopk" -> new SaeKind.BatchTopK(active());
            case "matryoshka" -> matryoshka(width);
            case "matryoshka-random" ->
                prefixes.isEmpty() ? SaeKind.MatryoshkaRandom.usual(width) : new SaeKind.MatryoshkaRandom(prefixes);
            case "gated" -> new SaeKind.Gated();
            case "relu" -> new SaeKind.Relu(!decoderNorms);
            case "jumprelu" -> new SaeKind.JumpRelu(false);
            default -> throw new BadInputException("There is no kind \"" + kind + "\"; choose " + KINDS + ".");
        };
    }

    private int active() {
        if (k == null) {
            throw new BadInputException("The kind " + kind + " needs --k.");
        }
        return k;
    }

    private SaeKind matryoshka(int width) {
        List<Integer> widths = prefixes.isEmpty() ? usualPrefixes(width) : prefixes;
        List<Double> weights = new ArrayList<>(levelWeights);
        if (weights.isEmpty()) {
            widths.forEach(_ -> weights.add(1.0));
        }
        return new SaeKind.Matryoshka(
                active(),
                widths,
                weights,
                perToken ? SaeKind.Matryoshka.Choice.PER_ROW : SaeKind.Matryoshka.Choice.PER_BATCH);
    }

    private static List<Integer> usualPrefixes(int width) {
        return width < 16 ? List.of(width) : List.of(width / 16, width / 4, width);
    }
}
