package org.latentworkbench.engine.training;

import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.sae.SaeKind;

/** What is minimised beside the reconstruction error: one form for each family of kinds. */
public sealed interface Objective {
    /**
     * For kinds that choose k latents and so need no penalty: topk, batchtopk, matryoshka.
     *
     * @param multi for topk: whether the min(4k, n) largest latents must reconstruct too, with weight 1/8, so that the code
     *     stays good for any k (Gao et al. 2024, Multi-TopK)
     */
    record Choice(boolean multi) implements Objective {}

    /**
     * For relu: {@code λ mean_b Σ f_i c_i}.
     *
     * @param sparsity λ
     * @param decoderNorms whether {@code c_i = |W_dec_i|} and decoder rows are free (Anthropic, April 2024); else c is 1 and
     *     they have unit length (Bricken et al. 2023)
     */
    record L1(Sparsity sparsity, boolean decoderNorms) implements Objective {}

    /**
     * For gated: {@code λ mean_b Σ relu(π + b_gate)}, and the open gates must reconstruct the input by themselves through a
     * frozen decoder (Rajamanoharan et al. 2024, arXiv 2404.16014).
     *
     * @param sparsity λ
     */
    record GateL1(Sparsity sparsity) implements Objective {}

    /**
     * For jumprelu: {@code λ mean_b Σ 1[π > θ]} with a straight-through gradient for θ (Rajamanoharan et al. 2024, arXiv
     * 2407.14435).
     *
     * @param sparsity λ, and with {@code squaredTarget} the target L0*
     * @param squaredTarget whether the penalty is {@code λ (L0/L0* - 1)²} instead
     * @param bandwidth width ε of the kernel around θ, &gt; 0
     * @param initialThreshold θ before the first step, ≥ 0
     */
    record L0(Sparsity sparsity, boolean squaredTarget, double bandwidth, double initialThreshold)
            implements Objective {
        /** Checks bandwidth, threshold and target. */
        public L0 {
            require(bandwidth > 0, "The bandwidth is " + bandwidth + "; it must be positive.");
            require(initialThreshold >= 0, "The first threshold is " + initialThreshold + "; it must not be negative.");
            require(
                    !squaredTarget || sparsity.targetL0() > 0,
                    "A penalty on the squared distance to a target L0 needs a target L0.");
        }
    }

    /**
     * For matryoshka-random: in every batch other prefixes must reconstruct the input, each with its own penalty (Nabeshima
     * 2024).
     *
     * @param sparsity λ
     * @param count prefixes K per batch, all latents among them; 1 is the plain autoencoder
     * @param law how the others are drawn
     * @param logarithm whether the penalty of an activation a is log(a + 0.1) - log(0.1) instead of a
     * @param reorderEvery steps after which latents are put in the order of their mean squared activation; 0 never
     */
    record RandomPrefixes(Sparsity sparsity, int count, PrefixLaw law, boolean logarithm, long reorderEvery)
            implements Objective {
        /** Checks the count and the interval. */
        public RandomPrefixes {
            require(count >= 1, "There are " + count + " prefixes per batch; at least one is needed.");
            require(reorderEvery >= 0, "The reordering interval is " + reorderEvery + "; it must not be negative.");
        }
    }

    /** The usual form and numbers for a kind. */
    static Objective defaultFor(SaeKind kind, int width, long steps) {
        long warmup = Math.min(2000, steps / 20);
        return switch (kind) {
            case SaeKind.TopK _, SaeKind.BatchTopK _, SaeKind.Matryoshka _ -> new Choice(false);
            case SaeKind.Relu(boolean subtractsDecoderBias) ->
                new L1(Sparsity.of(0.1, 0, warmup, steps), !subtractsDecoderBias);
            case SaeKind.Gated _ -> new GateL1(Sparsity.of(0.1, 0, warmup, steps));
            case SaeKind.JumpRelu _ -> new L0(Sparsity.of(0.003, 0, steps / 10, steps), false, 0.01, 0.001);
            case SaeKind.MatryoshkaRandom _ ->
                new RandomPrefixes(
                        Sparsity.of(1.2, 0, steps / 5, steps), Math.min(10, width), PrefixLaw.POWER, false, 0);
        };
    }

    /** Refuses an objective that does not belong to a kind or does not fit its size. */
    default void check(SaeKind kind, int width) {
        boolean fits =
                switch (kind) {
                    case SaeKind.TopK _ -> this instanceof Choice;
                    case SaeKind.BatchTopK _, SaeKind.Matryoshka _ -> this instanceof Choice(boolean multi) && !multi;
                    case SaeKind.Relu _ -> this instanceof L1;
                    case SaeKind.Gated _ -> this instanceof GateL1;
                    case SaeKind.JumpRelu _ -> this instanceof L0;
                    case SaeKind.MatryoshkaRandom _ -> this instanceof RandomPrefixes;
                };
        require(
                fits,
                this instanceof Choice(boolean multi) && multi
                        ? "Multi-TopK belongs to the kind topk, not to " + kind.name() + "."
                        : "The objective " + this + " does not belong to the kind " + kind.name() + ".");
        if (this instanceof RandomPrefixes random) {
            require(
                    random.count() <= width,
                    "There are " + random.count() + " prefixes per batch but only " + width + " latents.");
        }
        sparsityIfAny(this)
                .ifPresent(sparsity -> require(
                        sparsity.targetL0() <= width,
                        "The target L0 is " + sparsity.targetL0() + " but the width is only " + width + "."));
    }

    /** The penalty's strength, where there is a penalty. */
    static java.util.Optional<Sparsity> sparsityIfAny(Objective objective) {
        return switch (objective) {
            case Choice _ -> java.util.Optional.empty();
            case L1 l1 -> java.util.Optional.of(l1.sparsity());
            case GateL1 gate -> java.util.Optional.of(gate.sparsity());
            case L0 l0 -> java.util.Optional.of(l0.sparsity());
            case RandomPrefixes random -> java.util.Optional.of(random.sparsity());
        };
    }

    /** The same with another strength; unchanged where there is no penalty. */
    default Objective withSparsity(Sparsity sparsity) {
        return switch (this) {
            case Choice choice -> choice;
            case L1 l1 -> new L1(sparsity, l1.decoderNorms());
            case GateL1 _ -> new GateL1(sparsity);
            case L0 l0 -> new L0(sparsity, l0.squaredTarget(), l0.bandwidth(), l0.initialThreshold());
            case RandomPrefixes random ->
                new RandomPrefixes(sparsity, random.count(), random.law(), random.logarithm(), random.reorderEvery());
        };
    }

    /** Whether decoder rows are kept at unit length. */
    default boolean keepsUnitDecoder() {
        return switch (this) {
            case Choice _, GateL1 _, L0 _ -> true;
            case L1 l1 -> !l1.decoderNorms();
            case RandomPrefixes _ -> false;
        };
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new BadInputException(message);
        }
    }
}
