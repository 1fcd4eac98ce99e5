package org.latentworkbench.engine.training;

import ai.djl.ndarray.NDArray;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.tensor.NativeScope;

/**
 * The arrays of a {@link TrainingState} on the device, where they live for the whole run: three vectors of all parameters (4 with
 * a running average), 24 n d bytes and more.
 */
final class DeviceState implements AutoCloseable {
    private final NativeScope scope;
    private final DeviceParameters.Sizes sizes;
    private final NDArray weights;
    private final NDArray firstMoments;
    private final NDArray secondMoments;
    private final @Nullable NDArray average;
    private final NDArray silentTokens;
    private final NDArray energies;

    /** Copies a state to the device of {@code parent}. */
    DeviceState(NativeScope parent, TrainingState state) {
        this.scope = parent.child();
        this.sizes = DeviceParameters.Sizes.of(state.weights());
        this.weights = DeviceParameters.upload(scope, state.weights());
        this.firstMoments = DeviceParameters.upload(scope, state.firstMoments());
        this.secondMoments = DeviceParameters.upload(scope, state.secondMoments());
        WeightAverage running = state.average();
        this.average = running == null ? null : DeviceParameters.upload(scope, running.sums());
        this.silentTokens = scope.upload(state.silentTokens(), state.latents());
        float[] floats = new float[state.latents()];
        for (int latent = 0; latent < floats.length; latent++) {
            floats[latent] = (float) state.energies()[latent];
        }
        this.energies = scope.upload(MemorySegment.ofArray(floats), floats.length);
    }

    /** Copies everything back. */
    void writeBack(TrainingState state) {
        DeviceParameters.download(scope, weights, state.weights());
        DeviceParameters.download(scope, firstMoments, state.firstMoments());
        DeviceParameters.download(scope, secondMoments, state.secondMoments());
        WeightAverage running = state.average();
        if (average != null && running != null) {
            DeviceParameters.download(scope, average, running.sums());
        }
        System.arraycopy(silentTokens.toLongArray(), 0, state.silentTokens(), 0, state.latents());
        float[] floats = NativeScope.download(energies);
        for (int latent = 0; latent < floats.length; latent++) {
            state.energies()[latent] = floats[latent];
        }
    }

    DeviceParameters.Sizes sizes() {
        return sizes;
    }

    /** Views of the parameters that live as long as a step. */
    DeviceParameters weights(NativeScope step) {
        return DeviceParameters.of(step.view(weights), sizes);
    }

    /** Adam's m, all of it. */
    NDArray firstMoments() {
        return firstMoments;
    }

    /** Adam's v, all of it. */
    NDArray secondMoments() {
        return secondMoments;
    }

    /** The running average before its correction; null if there is none. */
    @Nullable
    NDArray average() {
        return average;
    }

    /** [n] int64 */
    NDArray silentTokens() {
        return silentTokens;
    }

    /** [n] */
    NDArray energies() {
        return energies;
    }

    /** Arrays it holds. */
    int arrays() {
        return scope.arrays();
    }

    @Override
    public void close() {
        scope.close();
    }
}
