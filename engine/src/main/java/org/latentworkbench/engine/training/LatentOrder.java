package org.latentworkbench.engine.training;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.latentworkbench.engine.sae.SaeWeights;
import org.latentworkbench.engine.tensor.FloatMatrix;

/** Puts latents into another order: all that belongs to a latent moves together, so that nothing else changes. */
final class LatentOrder {
    private LatentOrder() {}

    /** The latents of most energy first; equal ones keep their order. */
    static void byEnergy(TrainingState state) {
        double[] energies = state.energies();
        int[] order = IntStream.range(0, energies.length)
                .boxed()
                .sorted(Comparator.comparingDouble(latent -> -energies[latent]))
                .mapToInt(Integer::intValue)
                .toArray();
        apply(state, order);
    }

    /** @param order which latent comes to each place */
    static void apply(TrainingState state, int[] order) {
        permute(state.weights(), order);
        permute(state.firstMoments(), order);
        permute(state.secondMoments(), order);
        WeightAverage average = state.average();
        if (average != null) {
            permute(average.sums(), order);
        }
        long[] silent = state.silentTokens().clone();
        double[] energies = state.energies().clone();
        float[] norms = state.decoderNorms().clone();
        for (int place = 0; place < order.length; place++) {
            state.silentTokens()[place] = silent[order[place]];
            state.energies()[place] = energies[order[place]];
            state.decoderNorms()[place] = norms[order[place]];
        }
    }

    private static void permute(SaeWeights weights, int[] order) {
        permuteRows(weights.encoder(), order);
        permuteRows(weights.decoder(), order);
        permuteColumns(weights.encoderBias(), order);
        permuteColumns(weights.further(), order);
    }

    private static void permuteRows(FloatMatrix matrix, int[] order) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment old = arena.allocate(matrix.data().byteSize()).copyFrom(matrix.data());
            long bytes = (long) matrix.columns() * Float.BYTES;
            for (int place = 0; place < order.length; place++) {
                MemorySegment.copy(old, order[place] * bytes, matrix.data(), place * bytes, bytes);
            }
        }
    }

    private static void permuteColumns(FloatMatrix matrix, int[] order) {
        for (long row = 0; row < matrix.rows(); row++) {
            float[] old = matrix.row(row);
            for (int place = 0; place < order.length; place++) {
                matrix.set(row, place, old[order[place]]);
            }
        }
    }
}
