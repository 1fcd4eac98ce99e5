package org.latentworkbench.engine.sae;

import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.latentworkbench.engine.error.BadInputException;

/** How an autoencoder chooses its active latents, with the numbers that choice needs. */
public sealed interface SaeKind {
    /** The name used on the command line and in files, for example {@code "batchtopk"}. */
    String name();

    /**
     * Nested widths over which the reconstruction is taken, ascending, the last one being all latents.
     *
     * @param latents number of latents of the autoencoder
     */
    default int[] prefixWidths(int latents) {
        return new int[] {latents};
    }

    /** The (mean) number of active latents per row that the kind aims at; empty if it aims at none. */
    default OptionalInt activeLatents() {
        return OptionalInt.empty();
    }

    /** Whether the decoder's bias is taken from the input before it is encoded. */
    default boolean subtractsDecoderBias() {
        return true;
    }

    /**
     * Keeps the k largest pre-activations of every row (Gao et al. 2024, arXiv 2406.04093).
     *
     * @param k active latents per row at most, ≥ 1
     */
    record TopK(int k) implements SaeKind {
        /** Checks k. */
        public TopK {
            requirePositive(k);
        }

        @Override
        public String name() {
            return "topk";
        }

        @Override
        public OptionalInt activeLatents() {
            return OptionalInt.of(k);
        }
    }

    /**
     * Keeps the k·B largest pre-activations of a batch of B rows; afterwards a threshold takes the place of the batch
     * (Bussmann et al. 2024, arXiv 2412.06410).
     *
     * @param k mean number of active latents per row, ≥ 1
     */
    record BatchTopK(int k) implements SaeKind {
        /** Checks k. */
        public BatchTopK {
            requirePositive(k);
        }

        @Override
        public String name() {
            return "batchtopk";
        }

        @Override
        public OptionalInt activeLatents() {
            return OptionalInt.of(k);
        }
    }

    /**
     * One choice over all latents whose nested prefixes must each reconstruct the input (Bussmann et al. 2025, arXiv
     * 2503.17547).
     *
     * @param k number of active latents per row over all latents, ≥ 1: exactly or in the mean, as {@code choice} says
     * @param prefixes ascending prefix widths; the last is the number of latents
     * @param weights weight of each prefix in the loss, positive with sum 1
     * @param choice how the active latents are chosen
     */
    record Matryoshka(int k, List<Integer> prefixes, List<Double> weights, Choice choice) implements SaeKind {
        /** How a Matryoshka autoencoder chooses its active latents. */
        public enum Choice {
            /** The k·B largest of a batch of B rows. */
            PER_BATCH,
            /** The k largest of every row. */
            PER_ROW
        }

        /** Checks k, that the prefixes ascend, and the weights; scales these to a sum of 1. */
        public Matryoshka {
            requirePositive(k);
            prefixes = requireAscending(prefixes);
            weights = requireWeights(weights, prefixes.size());
        }

        /** The usual form: chosen over the batch, all prefixes of equal weight. */
        public Matryoshka(int k, List<Integer> prefixes) {
            this(k, prefixes, Collections.nCopies(Math.max(1, prefixes.size()), 1.0), Choice.PER_BATCH);
        }

        @Override
        public String name() {
            return "matryoshka";
        }

        @Override
        public OptionalInt activeLatents() {
            return OptionalInt.of(k);
        }

        @Override
        public int[] prefixWidths(int latents) {
            return requireLast(prefixes, latents);
        }
    }

    /**
     * {@code relu(pre)} trained with other nested prefixes in every batch (Nabeshima 2024): every prefix of its latents is an
     * autoencoder, so where the levels begin is a matter of reading it.
     *
     * @param prefixes the widths at which levels are read off, ascending; the last is the number of latents
     */
    record MatryoshkaRandom(List<Integer> prefixes) implements SaeKind {
        /** Checks that the prefixes ascend. */
        public MatryoshkaRandom {
            prefixes = requireAscending(prefixes);
        }

        /** The usual levels of n latents: n/64, n/16, n/4 and n, as far as they are different and not 0. */
        public static MatryoshkaRandom usual(int latents) {
            return new MatryoshkaRandom(IntStream.of(64, 16, 4, 1)
                    .map(share -> latents / share)
                    .filter(width -> width > 0)
                    .distinct()
                    .boxed()
                    .toList());
        }

        @Override
        public String name() {
            return "matryoshka-random";
        }

        @Override
        public int[] prefixWidths(int latents) {
            return requireLast(prefixes, latents);
        }

        @Override
        public boolean subtractsDecoderBias() {
            return false;
        }
    }

    /**
     * {@code relu(pre)}: the classic autoencoder with an L1 penalty.
     *
     * @param subtractsDecoderBias whether b_dec is taken from the input: it is in Bricken et al. 2023, not in the form of
     *     April 2024
     */
    record Relu(boolean subtractsDecoderBias) implements SaeKind {
        /** The form that subtracts b_dec. */
        public Relu() {
            this(true);
        }

        @Override
        public String name() {
            return "relu";
        }
    }

    /**
     * A gate decides whether a latent fires, a second linear map with the same directions how strongly (Rajamanoharan et al.
     * 2024, arXiv 2404.16014): {@code 1[π + b_gate > 0] relu(exp(r_mag) π + b_mag)} with {@code π = (x - b_dec) W_enc}.
     */
    record Gated() implements SaeKind {
        @Override
        public String name() {
            return "gated";
        }
    }

    /**
     * {@code pre} where it exceeds a threshold per latent (Rajamanoharan et al. 2024, arXiv 2407.14435).
     *
     * @param subtractsDecoderBias whether b_dec is taken from the input; Gemma Scope does not
     */
    record JumpRelu(boolean subtractsDecoderBias) implements SaeKind {
        /** The form that subtracts b_dec. */
        public JumpRelu() {
            this(true);
        }

        @Override
        public String name() {
            return "jumprelu";
        }
    }

    private static void requirePositive(int k) {
        if (k < 1) {
            throw new BadInputException("k is " + k + "; at least one latent must be active per row.");
        }
    }

    private static List<Integer> requireAscending(List<Integer> prefixes) {
        if (prefixes.isEmpty()) {
            throw new BadInputException("A Matryoshka autoencoder needs at least one prefix width.");
        }
        int before = 0;
        for (int prefix : prefixes) {
            if (prefix <= before) {
                throw new BadInputException(
                        "The prefix widths " + prefixes + " must be positive and strictly ascending.");
            }
            before = prefix;
        }
        return List.copyOf(prefixes);
    }

    private static int[] requireLast(List<Integer> prefixes, int latents) {
        if (prefixes.getLast() != latents) {
            throw new BadInputException(
                    "The last of the prefix widths " + prefixes + " must be the number of latents, " + latents + ".");
        }
        return prefixes.stream().mapToInt(Integer::intValue).toArray();
    }

    private static List<Double> requireWeights(List<Double> weights, int prefixes) {
        if (weights.size() != prefixes) {
            throw new BadInputException("There are " + weights.size() + " level weights for " + prefixes
                    + " prefix widths; give one for each.");
        }
        double sum = 0;
        for (double weight : weights) {
            if (!(weight > 0) || Double.isInfinite(weight)) {
                throw new BadInputException("The level weights " + weights + " must all be positive.");
            }
            sum += weight;
        }
        double total = Math.abs(sum - 1) < 1e-12 ? 1 : sum;
        return weights.stream().map(weight -> weight / total).toList();
    }
}
