package org.latentworkbench.app.gui.train;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.latentworkbench.app.gui.Words;
import org.latentworkbench.engine.error.WorkbenchException;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.pipeline.ActivationSource;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.training.Objective;
import org.latentworkbench.engine.training.TrainingConfig;

/** Checks the form as it is typed: what is wrong, why, and what the run would be. */
final class FormCheck {
    private static final int MOST_LATENTS = 4_000_000;
    private static final int MOST_BATCH = 1 << 20;
    private static final long MOST_STEPS = 1_000_000_000L;
    private static final double STEEP = 5;

    private final FormInput input;
    private final Map<Field, FieldState> states = new EnumMap<>(Field.class);

    private FormCheck(FormInput input) {
        this.input = input;
    }

    /**
     * Checks everything.
     *
     * @param nameProblem why a name cannot be used, empty when it can
     * @param speed how fast training was here
     */
    static FormResult check(FormInput input, Function<String, Optional<String>> nameProblem, Optional<Speed> speed) {
        return new FormCheck(input).run(nameProblem, speed);
    }

    private FormResult run(Function<String, Optional<String>> nameProblem, Optional<Speed> speed) {
        checkName(nameProblem);
        Optional<ActivationSource> source = source();
        int inputWidth = input.data().map(DataChoice::width).orElse(0);
        Optional<Integer> width = whole(Field.WIDTH, input.width(), "width", MOST_LATENTS);
        width.ifPresent(n -> checkWidth(n, inputWidth));
        Optional<Integer> k = whole(Field.K, input.k(), "L0", MOST_LATENTS);
        width.ifPresent(n -> k.ifPresent(active -> checkActive(active, n)));
        Optional<List<Integer>> prefixes =
                input.kind().isNested() ? width.flatMap(this::prefixes) : Optional.of(List.of());
        Optional<Integer> batch = whole(Field.BATCH, input.batch(), "batch", MOST_BATCH);
        Optional<Long> steps = steps(batch);
        Optional<Double> rate = rate(width);
        Optional<Double> penalty = input.kind().isSteered() ? penalty(width, steps) : Optional.empty();
        Optional<Long> seed = seed();
        Optional<Estimate> estimate = width.isPresent() && batch.isPresent() && steps.isPresent() && inputWidth > 0
                ? Optional.of(Estimate.of(width.get(), inputWidth, batch.get(), steps.get(), speed))
                : Optional.empty();
        boolean good = states.values().stream().noneMatch(state -> state.level() == FieldState.Level.ERROR);
        Optional<TrainingPlan> plan = good
                        && source.isPresent()
                        && width.isPresent()
                        && k.isPresent()
                        && prefixes.isPresent()
                        && batch.isPresent()
                        && steps.isPresent()
                        && rate.isPresent()
                        && seed.isPresent()
                ? plan(
                        source.get(),
                        k.get(),
                        kind(k.get(), prefixes.get()),
                        width.get(),
                        batch.get(),
                        steps.get(),
                        rate.get(),
                        penalty,
                        seed.get())
                : Optional.empty();
        return new FormResult(states, plan, estimate);
    }

    private void checkName(Function<String, Optional<String>> nameProblem) {
        String name = input.name().strip();
        Optional<String> problem = name.isEmpty() ? Optional.of("give the run a name") : nameProblem.apply(name);
        problem.ifPresent(words -> states.put(Field.NAME, FieldState.error(words)));
    }

    private Optional<ActivationSource> source() {
        if (input.data().isEmpty()) {
            states.put(Field.DATA, FieldState.error("choose activations, or a model and a text"));
            return Optional.empty();
        }
        DataChoice data = input.data().get();
        states.put(Field.DATA, FieldState.hint(data.detail()));
        return switch (data) {
            case DataChoice.Cache cache -> Optional.of(new ActivationSource.Cache(cache.name()));
            case DataChoice.Live live ->
                hook(live).map(hook -> new ActivationSource.Streaming(live.model(), live.corpus(), hook));
        };
    }

    private Optional<HookPoint> hook(DataChoice.Live live) {
        try {
            HookPoint hook = HookPoint.parse(input.hook());
            if (hook.kind().perLayer() && hook.layer() >= live.layers()) {
                states.put(Field.HOOK, FieldState.error(live.model() + " has layers 0 to " + (live.layers() - 1)));
                return Optional.empty();
            }
            return Optional.of(hook);
        } catch (WorkbenchException | IllegalArgumentException e) {
            states.put(Field.HOOK, FieldState.error("such as resid_post.2, mlp_out.1 or embed"));
            return Optional.empty();
        }
    }

    private Optional<Integer> whole(Field field, String text, String name, int most) {
        String digits = digits(text);
        if (!digits.matches("\\d{1,10}") || Long.parseLong(digits) < 1) {
            states.put(field, FieldState.error(name + " is a whole number from 1"));
            return Optional.empty();
        }
        long number = Long.parseLong(digits);
        if (number > most) {
            states.put(field, FieldState.error("at most " + Words.count(most)));
            return Optional.empty();
        }
        return Optional.of((int) number);
    }

    private void checkWidth(int width, int inputWidth) {
        if (inputWidth > 0 && width < inputWidth) {
            states.put(
                    Field.WIDTH,
                    FieldState.warning("fewer latents than the " + inputWidth + " dimensions they explain"));
        }
    }

    private void checkActive(int active, int width) {
        if (active > width) {
            states.put(Field.K, FieldState.error("at most the width, " + Words.count(width)));
        } else if (active * 4L > width) {
            states.put(Field.K, FieldState.warning("more than a quarter of all latents is hardly sparse"));
        }
    }

    private Optional<List<Integer>> prefixes(int width) {
        List<Integer> found = new ArrayList<>();
        String text = input.prefixes().strip();
        // "96, 384, 1,152": where blanks divide, a comma between digits belongs to the number
        String divider = text.matches(".*[;\\s].*") ? "[;\\s]+|,(?!\\d{3}(\\D|$))" : ",";
        for (String part : text.split(divider, -1)) {
            String digits = digits(part);
            if (digits.isEmpty()) {
                continue;
            }
            if (!digits.matches("\\d{1,9}") || Integer.parseInt(digits) < 1) {
                return prefixError("“" + part + "” is no size");
            }
            found.add(Integer.parseInt(digits));
        }
        if (found.isEmpty()) {
            return prefixError("nested sizes such as 64, 256, " + width);
        }
        for (int i = 1; i < found.size(); i++) {
            if (found.get(i) <= found.get(i - 1)) {
                return prefixError(
                        "sizes must grow: " + Words.count(found.get(i)) + " follows " + Words.count(found.get(i - 1)));
            }
        }
        if (found.getLast() != width) {
            return prefixError("the last must be the width, " + Words.count(width));
        }
        states.put(
                Field.PREFIXES, FieldState.hint(Words.count(found.size(), "nested size") + ", the last is the width"));
        return Optional.of(found);
    }

    private Optional<List<Integer>> prefixError(String words) {
        states.put(Field.PREFIXES, FieldState.error(words));
        return Optional.empty();
    }

    private Optional<Long> steps(Optional<Integer> batch) {
        String digits = digits(input.steps());
        if (!digits.matches("\\d{1,12}") || Long.parseLong(digits) < 1) {
            states.put(Field.STEPS, FieldState.error("steps is a whole number from 1"));
            return Optional.empty();
        }
        long steps = Long.parseLong(digits);
        if (steps > MOST_STEPS) {
            states.put(Field.STEPS, FieldState.error("at most " + Words.count(MOST_STEPS)));
            return Optional.empty();
        }
        long rows = input.data().map(DataChoice::rows).orElse(0L);
        batch.ifPresent(size -> states.put(Field.STEPS, FieldState.hint(passes(steps * size, rows))));
        return Optional.of(steps);
    }

    private static String passes(long tokens, long rows) {
        String words = Words.roughly(tokens) + " tokens";
        if (rows <= 0) {
            return words;
        }
        double passes = tokens / (double) rows;
        return words + ", "
                + (passes < 0.995
                        ? String.format(Locale.ROOT, "%.2f of one pass", passes)
                        : String.format(Locale.ROOT, "%.1f passes", passes));
    }

    private Optional<Double> rate(Optional<Integer> width) {
        double rate;
        try {
            rate = Double.parseDouble(input.learningRate().strip());
        } catch (NumberFormatException e) {
            rate = Double.NaN;
        }
        if (!(rate > 0) || Double.isInfinite(rate)) {
            states.put(Field.LEARNING_RATE, FieldState.error("a positive number such as 3e-4"));
            return Optional.empty();
        }
        double typed = rate;
        width.ifPresent(n -> {
            double usual = usualRate(n);
            if (typed > STEEP * usual) {
                states.put(
                        Field.LEARNING_RATE,
                        FieldState.warning("often diverges at this width; try " + scientific(usual)));
            } else if (typed < usual / (4 * STEEP)) {
                states.put(Field.LEARNING_RATE, FieldState.warning("slow at this width; try " + scientific(usual)));
            }
        });
        return Optional.of(rate);
    }

    private double usualRate(int width) {
        return TrainingConfig.defaultLearningRate(kind(1, List.of(width)), width);
    }

    /** λ as it is typed; empty where it is left to the kind. It is what the search for the wanted L0 begins with. */
    private Optional<Double> penalty(Optional<Integer> width, Optional<Long> steps) {
        String text = input.penalty().strip();
        if (text.isEmpty()) {
            width.ifPresent(
                    n -> states.put(Field.PENALTY, FieldState.hint("empty: " + usualPenalty(n, steps.orElse(1L)))));
            return Optional.empty();
        }
        double lambda;
        try {
            lambda = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            lambda = Double.NaN;
        }
        if (!(lambda > 0) || Double.isInfinite(lambda)) {
            states.put(Field.PENALTY, FieldState.error("a positive number such as 0.1, or empty"));
            return Optional.empty();
        }
        return Optional.of(lambda);
    }

    private String usualPenalty(int width, long steps) {
        SaeKind kind = kind(1, List.of(width));
        return Objective.sparsityIfAny(
                        TrainingConfig.defaults(kind, width, 1, steps, 1).objective())
                .map(sparsity -> String.valueOf(sparsity.coefficient()))
                .orElse("");
    }

    private static TrainingConfig withPenalty(TrainingConfig config, double lambda) {
        return Objective.sparsityIfAny(config.objective())
                .map(sparsity ->
                        config.withObjective(config.objective().withSparsity(sparsity.withCoefficient(lambda))))
                .orElse(config);
    }

    private Optional<Long> seed() {
        String text = input.seed().strip();
        if (!text.matches("-?\\d{1,18}")) {
            states.put(Field.SEED, FieldState.error("seed is a whole number"));
            return Optional.empty();
        }
        return Optional.of(Long.parseLong(text));
    }

    private SaeKind kind(int k, List<Integer> prefixes) {
        return switch (input.kind()) {
            case MATRYOSHKA -> new SaeKind.Matryoshka(k, prefixes);
            case BATCH_TOP_K -> new SaeKind.BatchTopK(k);
            case TOP_K -> new SaeKind.TopK(k);
            case MATRYOSHKA_RANDOM -> new SaeKind.MatryoshkaRandom(prefixes);
            case GATED -> new SaeKind.Gated();
            case JUMP_RELU -> new SaeKind.JumpRelu(false);
            case RELU -> new SaeKind.Relu();
        };
    }

    private Optional<TrainingPlan> plan(
            ActivationSource source,
            int k,
            SaeKind kind,
            int width,
            int batch,
            long steps,
            double rate,
            Optional<Double> penalty,
            long seed) {
        TrainingConfig config =
                TrainingConfig.defaults(kind, width, batch, steps, seed).withLearningRate(rate);
        if (input.kind().isSteered()) {
            TrainingConfig steered = config.withTargetL0(k);
            config = penalty.map(lambda -> withPenalty(steered, lambda)).orElse(steered);
        }
        String corpus = input.data().map(DataChoice::corpus).orElse("");
        return Optional.of(new TrainingPlan(input.name().strip(), source, corpus, config));
    }

    /** The shortest form of a learning rate: {@code 3e-4}. */
    static String scientific(double rate) {
        int exponent = (int) Math.floor(Math.log10(rate) + 1e-12);
        double mantissa = rate / Math.pow(10, exponent);
        String digits = String.format(Locale.ROOT, "%.1f", mantissa).replaceAll("\\.0$", "");
        return digits + "e" + exponent;
    }

    private static String digits(String text) {
        return text.strip().replaceAll("[,_ ]", "");
    }
}
