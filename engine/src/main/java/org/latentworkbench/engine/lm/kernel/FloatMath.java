package org.latentworkbench.engine.lm.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.latentworkbench.engine.tensor.VectorKernels;

/**
 * Exponentials of float vectors by operations whose rounding is fixed. The Vector API's own {@code EXP} differs between
 * interpreted and compiled code, and activations must be the same bit for bit in every run.
 */
final class FloatMath {
    private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;

    /** Beyond these the result would be subnormal or infinite. */
    private static final float LOWEST = -87;

    private static final float HIGHEST = 88;
    private static final float PER_LOG2 = 1.442695f;

    /** ln 2 in two parts, the first exact in few bits. */
    private static final float LOG2_HIGH = 6.933594e-1f;

    private static final float LOG2_LOW = -2.1219444e-4f;

    /** Adding it leaves the nearest whole number in the low bits. */
    private static final float ROUND = 12_582_912f;

    private FloatMath() {}

    /**
     * eˣ, within 1e-7 of its value; x is taken as between −87 and 88. Cody and Waite's reduction and the polynomial of
     * Cephes' {@code expf}.
     */
    static FloatVector exp(FloatVector x) {
        FloatVector bounded = x.max(LOWEST).min(HIGHEST);
        FloatVector shifted = bounded.mul(PER_LOG2).add(ROUND);
        FloatVector n = shifted.sub(ROUND);
        FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -LOG2_HIGH), bounded);
        r = n.fma(FloatVector.broadcast(SPECIES, -LOG2_LOW), r);
        FloatVector p = FloatVector.broadcast(SPECIES, 1.9875691e-4f);
        p = p.fma(r, FloatVector.broadcast(SPECIES, 1.3981999e-3f));
        p = p.fma(r, FloatVector.broadcast(SPECIES, 8.333452e-3f));
        p = p.fma(r, FloatVector.broadcast(SPECIES, 4.1665796e-2f));
        p = p.fma(r, FloatVector.broadcast(SPECIES, 1.6666666e-1f));
        p = p.fma(r, FloatVector.broadcast(SPECIES, 5.e-1f));
        FloatVector result = p.fma(r.mul(r), r.add(1f));
        IntVector exponent =
                shifted.reinterpretAsInts().sub(Float.floatToRawIntBits(ROUND)).lanewise(VectorOperators.LSHL, 23);
        IntVector bits = result.reinterpretAsInts().add(exponent);
        return bits.reinterpretAsFloats();
    }

    /** tanh(x) as {@code 1 − 2 / (e²ˣ + 1)}, within 1e-7 of one. */
    static FloatVector tanh(FloatVector x) {
        FloatVector e = exp(x.add(x));
        return FloatVector.broadcast(SPECIES, 1f)
                .sub(FloatVector.broadcast(SPECIES, 2f).div(e.add(1f)));
    }
}
