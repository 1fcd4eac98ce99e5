package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.latentworkbench.engine.tensor.DType;
import org.latentworkbench.engine.tensor.NativeScope;
import org.latentworkbench.engine.tensor.TensorData;

/**
 * All parameters of a model in one vector, so that a gradient, its norm and an optimiser step are each a few operations on
 * one array instead of hundreds of small ones. Models see views of it.
 */
final class TrainedParameters {
    private final List<InitialParameters.Parameter> layout;
    private final NDArray vector;

    private TrainedParameters(List<InitialParameters.Parameter> layout, NDArray vector) {
        this.layout = layout;
        this.vector = vector;
    }

    static TrainedParameters of(List<InitialParameters.Parameter> parameters, NativeScope scope) {
        float[] values =
                new float[parameters.stream().mapToInt(p -> p.values().length).sum()];
        int at = 0;
        for (InitialParameters.Parameter parameter : parameters) {
            System.arraycopy(parameter.values(), 0, values, at, parameter.values().length);
            at += parameter.values().length;
        }
        NDArray vector = scope.upload(MemorySegment.ofArray(values), values.length);
        vector.setRequiresGradient(true);
        return new TrainedParameters(List.copyOf(parameters), vector);
    }

    /** [parameters]; changed in place by the optimiser. */
    NDArray vector() {
        return vector;
    }

    int size() {
        return (int) vector.size();
    }

    /** Per parameter 1 if weight decay applies (matrices), 0 if not (norms, biases). */
    float[] decayed() {
        float[] mask = new float[size()];
        int at = 0;
        for (InitialParameters.Parameter parameter : layout) {
            int end = at + parameter.values().length;
            java.util.Arrays.fill(mask, at, end, parameter.isMatrix() ? 1 : 0);
            at = end;
        }
        return mask;
    }

    /** The parameters by name as views that live as long as a scope; gradients flow through them to the vector. */
    ParameterSource views(NativeScope scope) {
        long[] cuts = new long[layout.size() - 1];
        long at = 0;
        for (int i = 0; i < cuts.length; i++) {
            at += layout.get(i).values().length;
            cuts[i] = at;
        }
        NDList parts = vector.split(cuts, 0);
        Map<String, NDArray> views = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            scope.keep(parts.get(i));
            InitialParameters.Parameter parameter = layout.get(i);
            views.put(parameter.name(), parts.get(i).reshape(new Shape(parameter.shape())));
        }
        return (name, _) -> java.util.Objects.requireNonNull(views.get(name), name);
    }

    /** The values as tensors of a safetensors file. */
    List<TensorData> tensors(DType dtype) {
        float[] values = NativeScope.download(vector);
        List<TensorData> tensors = new ArrayList<>();
        int at = 0;
        for (InitialParameters.Parameter parameter : layout) {
            int end = at + parameter.values().length;
            MemorySegment part = MemorySegment.ofArray(java.util.Arrays.copyOfRange(values, at, end));
            tensors.add(TensorData.ofFloats(parameter.name(), dtype, part, parameter.shape()));
            at = end;
        }
        return tensors;
    }
}
