package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.SparseFormat;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.tensor.NativeScope;

/**
 * From token ids to the residual stream.
 *
 * @param tokens [vocabulary, width]
 * @param positions [longest context, width], added to the tokens, or none
 * @param scale of the tokens; 1 for most
 */
record Embedding(NDArray tokens, @Nullable NDArray positions, float scale) {
    /**
     * Looks up a batch.
     *
     * @param scope owns the result
     * @param ids [batch · length]
     * @param first position of the first token
     * @return [batch, length, width]
     */
    NDArray apply(NativeScope scope, long[] ids, int batch, int length, int first) {
        NDArray x = rows(tokens, scope.upload(ids, batch, length));
        if (scale != 1) {
            x.muli(scale);
        }
        if (positions == null) {
            return x;
        }
        long[] places = IntStream.range(first, first + length).asLongStream().toArray();
        return x.add(rows(positions, scope.upload(places, 1, length)));
    }

    private static NDArray rows(NDArray table, NDArray indices) {
        return indices.getNDArrayInternal()
                .embedding(indices, table, SparseFormat.DENSE)
                .singletonOrThrow()
                .toType(DataType.FLOAT32, false);
    }
}
