package org.latentworkbench.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.NativeScope;

/** The encoder product alone on a device, for comparison. */
final class DeviceProduct implements TrainBench.Product {
    private final NativeScope scope;
    private final NDArray batch;
    private final NDArray encoder;

    /**
     * @param rows [B, d]
     * @param weights [n, d]
     */
    DeviceProduct(ComputeDevice device, FloatMatrix rows, FloatMatrix weights) {
        this.scope = NativeScope.open(device);
        this.batch = scope.upload(rows.data(), rows.rows(), rows.columns());
        this.encoder =
                scope.upload(weights.data(), weights.rows(), weights.columns()).transpose();
    }

    /** Multiplies once and waits for the result. */
    @Override
    public void run() {
        try (NDArray product = batch.matMul(encoder);
                NDArray corner = product.get(new NDIndex("0, 0:1"))) {
            corner.toFloatArray();
        }
    }

    @Override
    public void close() {
        scope.close();
    }
}
