package org.latentworkbench.engine.sae;

import java.util.List;
import java.util.OptionalInt;
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
     * BatchTopK whose nested prefixes must each reconstruct the input (Bussmann et al. 2025, arXiv 2503.17547).
     *
     * @param k mean number of active latents per row over all latents, ≥ 1
     * @param prefixes ascending prefix widths; the last is the number of latents
     */
    record Matryoshka(int k, List<Integer> prefixes) implements SaeKind {
        /** Checks k and that the prefixes ascend. */
        public Matryoshka {
            requirePositive(k);
            prefixes = List.copyOf(prefixes);
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
            if (prefixes.getLast() != latents) {
                throw new BadInputException("The last of the prefix widths " + prefixes
                        + " must be the number of latents, " + latents + ".");
            }
            return prefixes.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    /** {@code relu(pre)}: the classic autoencoder with an L1 penalty; read from other projects' files. */
    record Relu() implements SaeKind {
        @Override
        public String name() {
            return "relu";
        }
    }

    /** {@code pre} where it exceeds a threshold per latent (Rajamanoharan et al. 2024, arXiv 2407.14435); read from files. */
    record JumpRelu() implements SaeKind {
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
}
