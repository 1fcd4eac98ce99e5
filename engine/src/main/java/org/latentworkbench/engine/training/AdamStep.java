package org.latentworkbench.engine.training;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.latentworkbench.engine.tensor.VectorKernels;

/**
 * One step of Adam (Kingma and Ba 2015) in float32, epsilon beside the root of the corrected second moment:
 * {@code w -= lr (m / (1 - β1^t)) / (sqrt(v / (1 - β2^t)) + ε)}.
 */
final class AdamStep {
    /**
     * Smaller first moments become 0. They move no weight, but a latent that is silent for a thousand steps would get
     * denormal ones, on which arithmetic is many times slower.
     */
    private static final float NEGLIGIBLE = 1e-30f;

    private final float keep1;
    private final float take1;
    private final float keep2;
    private final float take2;
    private final float rate;
    private final float inverseCorrection2;
    private final float epsilon;

    /**
     * @param optimiser betas and epsilon
     * @param t number of the step, from 1
     * @param learningRate its rate
     */
    AdamStep(TrainingConfig.Optimiser optimiser, long t, double learningRate) {
        keep1 = (float) optimiser.beta1();
        take1 = (float) (1 - optimiser.beta1());
        keep2 = (float) optimiser.beta2();
        take2 = (float) (1 - optimiser.beta2());
        rate = (float) (learningRate / (1 - Math.pow(optimiser.beta1(), (double) t)));
        inverseCorrection2 = (float) (1 / (1 - Math.pow(optimiser.beta2(), (double) t)));
        epsilon = (float) optimiser.epsilon();
    }

    /** The learning rate with the first moment's correction. */
    float rate() {
        return rate;
    }

    /** The second moment's correction. */
    float inverseCorrection2() {
        return inverseCorrection2;
    }

    /**
     * Updates a row of parameters.
     *
     * @param w parameters; {@code m} and {@code v} their moments at the same place
     * @param start first element of the row in all three
     * @param gradient the row's gradient before clipping
     * @param clip factor on the gradient
     */
    void update(MemorySegment w, MemorySegment m, MemorySegment v, long start, float[] gradient, float clip) {
        int end = VectorKernels.vectorEnd(gradient.length);
        int i = 0;
        for (; i < end; i += VectorKernels.LANES) {
            FloatVector g =
                    FloatVector.fromArray(VectorKernels.SPECIES, gradient, i).mul(clip);
            FloatVector first = VectorKernels.load(m, start + i).mul(keep1).add(g.mul(take1));
            first = first.blend(0f, first.abs().compare(VectorOperators.LT, NEGLIGIBLE));
            FloatVector second =
                    VectorKernels.load(v, start + i).mul(keep2).add(g.mul(g).mul(take2));
            VectorKernels.store(first, m, start + i);
            VectorKernels.store(second, v, start + i);
            FloatVector change =
                    first.mul(rate).div(second.mul(inverseCorrection2).sqrt().add(epsilon));
            VectorKernels.store(VectorKernels.load(w, start + i).sub(change), w, start + i);
        }
        for (; i < gradient.length; i++) {
            updateOne(w, m, v, start + i, gradient[i], clip);
        }
    }

    /** Updates one parameter; as {@link #update} does. */
    void updateOne(MemorySegment w, MemorySegment m, MemorySegment v, long element, float gradient, float clip) {
        float g = gradient * clip;
        float first = VectorKernels.get(m, element) * keep1 + g * take1;
        first = Math.abs(first) < NEGLIGIBLE ? 0 : first;
        float second = VectorKernels.get(v, element) * keep2 + g * g * take2;
        VectorKernels.set(m, element, first);
        VectorKernels.set(v, element, second);
        float change = first * rate / ((float) Math.sqrt(second * inverseCorrection2) + epsilon);
        VectorKernels.set(w, element, VectorKernels.get(w, element) - change);
    }
}
