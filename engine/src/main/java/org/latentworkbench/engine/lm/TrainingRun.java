package org.latentworkbench.engine.lm;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.IntStream;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.ResourceException;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.tensor.DType;
import org.latentworkbench.engine.tensor.NativeScope;
import org.latentworkbench.engine.tensor.TensorData;
import org.latentworkbench.engine.tensor.TensorSource;

/** A model being trained: its parameters, the optimiser and one step at a time. Used by one thread. */
final class TrainingRun implements AutoCloseable {
    private static final List<String> STATE = List.of("parameters", "moment.1", "moment.2");

    private final Architecture architecture;
    private final LanguageModelTraining training;
    private final Schedule schedule;
    private final NativeScope scope;
    private final TrainedParameters parameters;
    private final AdamW optimiser;
    private int step;

    TrainingRun(Architecture architecture, LanguageModelTraining training, ComputeDevice device) {
        this.architecture = architecture;
        this.training = training;
        this.schedule = new Schedule(training.learningRate(), training.warmup(), training.steps());
        this.scope = NativeScope.open(device);
        this.parameters = TrainedParameters.of(InitialParameters.draw(architecture, training.seed(), scope), scope);
        this.optimiser = new AdamW(parameters.vector(), parameters.decayed(), training.weightDecay(), scope);
    }

    /** Steps done. */
    int step() {
        return step;
    }

    /** Learning rate of the last step. */
    double learningRate() {
        return schedule.at(step);
    }

    /** Number of weights. */
    int parameters() {
        return parameters.size();
    }

    /**
     * One optimiser step.
     *
     * @param rows tokens, each row one longer than the context
     * @return mean loss in nats per token before the step
     */
    float train(int[][] rows) {
        try (NativeScope batch = scope.child()) {
            float loss;
            NDArray gradient;
            try (GradientCollector collector = Engine.getEngine(
                            parameters.vector().getManager().getEngine().getEngineName())
                    .newGradientCollector()) {
                NDArray value = LossFunction.mean(architecture.build(parameters.views(batch)), batch, rows);
                collector.backward(value);
                loss = value.getFloat();
                gradient = batch.keep(parameters.vector().getGradient());
            }
            if (!Float.isFinite(loss)) {
                throw new ResourceException("Training diverged at step " + (step + 1) + " (loss " + loss
                        + "). Lower the learning rate or lengthen the warm-up.");
            }
            step++;
            NDArray clipped = clip(gradient);
            optimiser.step(clipped, schedule.at(step), step, batch);
            gradient.muli(0); // libtorch adds the next gradient to this one
            return loss;
        }
    }

    /** Mean loss in nats per token. */
    double evaluate(List<int[][]> batches) {
        double sum = 0;
        for (int[][] rows : batches) {
            try (NativeScope batch = scope.child()) {
                sum += LossFunction.mean(architecture.build(parameters.views(batch)), batch, rows)
                        .getFloat();
            }
        }
        return sum / batches.size();
    }

    /** The gradient scaled down to the largest norm allowed; a new array. */
    private NDArray clip(NDArray gradient) {
        double norm = gradient.square().sum().sqrt().getFloat();
        return gradient.mul(norm > training.clip() ? training.clip() / norm : 1.0);
    }

    List<TensorData> tensors(DType dtype) {
        return parameters.tensors(dtype);
    }

    /** Moments and step of the optimiser with the parameters: all that a later run needs to go on exactly. */
    List<TensorData> state() {
        List<NDArray> arrays = List.of(
                parameters.vector(),
                optimiser.moments().get(0),
                optimiser.moments().get(1));
        return IntStream.range(0, arrays.size())
                .mapToObj(
                        i -> TensorData.ofFloats(STATE.get(i), NativeScope.download(arrays.get(i)), parameters.size()))
                .toList();
    }

    /**
     * Goes on where another run stopped.
     *
     * @param saved what {@link #state} gave
     * @param steps steps done by then
     */
    void restore(TensorSource saved, int steps) {
        List<NDArray> targets = List.of(
                parameters.vector(),
                optimiser.moments().get(0),
                optimiser.moments().get(1));
        for (int i = 0; i < targets.size(); i++) {
            String name = STATE.get(i);
            if (!saved.info(name).hasShape(parameters.size())) {
                throw new BadInputException(saved.path() + ": tensor " + saved.info(name) + " does not fit the "
                        + parameters.size() + " parameters of the model.");
            }
            try (NativeScope copy = scope.child()) {
                NDArray values = copy.upload(MemorySegment.ofArray(saved.floats(name)), parameters.size());
                targets.get(i).muli(0).addi(values);
            }
        }
        step = steps;
    }

    /** Arrays this run holds between steps. */
    int nativeArrays() {
        return scope.arrays();
    }

    @Override
    public void close() {
        scope.close();
    }
}
