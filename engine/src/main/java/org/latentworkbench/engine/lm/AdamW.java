package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.latentworkbench.engine.tensor.NativeScope;

/**
 * Adam with bias correction and decoupled weight decay (Kingma and Ba 2015; Loshchilov and Hutter 2019), on one vector. The
 * moments are plain arrays, so that a run can be stopped and continued exactly.
 */
final class AdamW {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.95;
    private static final double EPSILON = 1e-8;

    private final NDArray vector;
    private final NDArray first;
    private final NDArray second;
    private final NDArray decayed;
    private final double weightDecay;

    /**
     * @param decayed per parameter 1 if decay applies, else 0
     * @param scope owns the moments
     */
    AdamW(NDArray vector, float[] decayed, double weightDecay, NativeScope scope) {
        this.vector = vector;
        this.first = scope.manager().zeros(new Shape(vector.size()));
        this.second = scope.manager().zeros(new Shape(vector.size()));
        this.decayed = scope.upload(MemorySegment.ofArray(decayed), decayed.length);
        this.weightDecay = weightDecay;
    }

    /**
     * One step, in place.
     *
     * @param gradient of the loss, already clipped
     * @param step counted from 1
     * @param parent in whose life the intermediate arrays are made and freed
     */
    void step(NDArray gradient, double learningRate, int step, NativeScope parent) {
        double correction1 = 1 - Math.pow(BETA1, step);
        double correction2 = 1 - Math.pow(BETA2, step);
        try (NativeScope scope = parent.child()) {
            scope.keep(gradient);
            first.muli(BETA1).addi(gradient.mul(1 - BETA1));
            second.muli(BETA2).addi(gradient.square().muli(1 - BETA2));
            NDArray root = scope.keep(second.div(correction2)).sqrt().addi(EPSILON);
            NDArray update = scope.keep(first.div(root)).muli(learningRate / correction1);
            update.addi(scope.keep(vector.mul(decayed)).muli(learningRate * weightDecay));
            vector.subi(update);
        }
    }

    /** First and second moments, each [parameters], to be saved or restored. */
    List<NDArray> moments() {
        return List.of(first, second);
    }
}
