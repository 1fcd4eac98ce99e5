package org.latentworkbench.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.tensor.NativeScope;

/** Which latents of a batch are active in training, as {@link LatentChoice} says it, with dense arrays. For one step. */
sealed interface DeviceChoice {
    /**
     * What some rows get.
     *
     * @param activations f, [R, n]
     * @param first the part of f that makes Multi-TopK's first level; null if there is none
     */
    record Active(NDArray activations, @Nullable NDArray first) {}

    /** Whether {@link #look} must see all rows before the first {@link #activate}. */
    default boolean looksAhead() {
        return false;
    }

    /**
     * Looks at some rows.
     *
     * @param z pre-activations, [R, n]
     * @param firstRow of these in the batch
     */
    default void look(NDArray z, int firstRow) {}

    /** Chooses among some rows; arguments as for {@link #look}. */
    Active activate(NDArray z, int firstRow);

    /** The smallest value chosen over the batch, a single number, infinite if none was; null where nobody asks for it. */
    default @Nullable NDArray smallestKept() {
        return null;
    }

    /** Chooses as a run asks for. */
    static DeviceChoice of(TrainingConfig config, NativeScope step, DeviceNumbers numbers, DeviceRule rule) {
        int batch = config.batch();
        return switch (config.kind()) {
            case SaeKind.TopK(int k) -> perRow(k, config, numbers);
            case SaeKind.BatchTopK(int k) -> new PerBatch(step, numbers, Math.multiplyExact(k, batch), batch);
            case SaeKind.Matryoshka fixed ->
                switch (fixed.choice()) {
                    case PER_BATCH -> new PerBatch(step, numbers, Math.multiplyExact(fixed.k(), batch), batch);
                    case PER_ROW -> perRow(fixed.k(), config, numbers);
                };
            case SaeKind.Relu _, SaeKind.MatryoshkaRandom _, SaeKind.Gated _, SaeKind.JumpRelu _ -> new ByRule(rule);
        };
    }

    private static PerRow perRow(int k, TrainingConfig config, DeviceNumbers numbers) {
        boolean multi = config.objective() instanceof Objective.Choice choice && choice.multi();
        return multi ? new PerRow(numbers, LatentChoice.multiple(k, config.width()), k) : new PerRow(numbers, k, 0);
    }

    /** The activations that a kind's formulas give. */
    record ByRule(DeviceRule rule) implements DeviceChoice {
        @Override
        public Active activate(NDArray z, int firstRow) {
            return new Active(rule.activations(z), null);
        }
    }

    /**
     * The largest of every row.
     *
     * @param kept how many
     * @param first how many of these make a level of their own; 0 for none
     */
    record PerRow(DeviceNumbers numbers, int kept, int first) implements DeviceChoice {
        @Override
        public Active activate(NDArray z, int firstRow) {
            boolean split = first > 0;
            NDList largest = z.topK(kept, 1, true, split);
            NDArray values = largest.get(0).maximum(numbers.constant(0));
            NDArray columns = largest.get(1);
            try (NDArray zeros = z.zerosLike()) {
                NDArray all = zeros.scatter(columns, values, 1);
                if (!split) {
                    return new Active(all, null);
                }
                long[] cut = {first};
                NDArray leading = zeros.scatter(
                        columns.split(cut, 1).get(0), values.split(cut, 1).get(0), 1);
                return new Active(all, leading);
            }
        }
    }

    /** The k·B largest of the batch. When rows come in parts, each part first gives its own largest ones. */
    final class PerBatch implements DeviceChoice {
        private final NativeScope step;
        private final DeviceNumbers numbers;
        private final int keep;
        private final int batch;
        private final NDList values = new NDList();
        private final NDList places = new NDList();

        PerBatch(NativeScope step, DeviceNumbers numbers, int keep, int batch) {
            this.step = step;
            this.numbers = numbers;
            this.keep = keep;
            this.batch = batch;
        }

        @Override
        public boolean looksAhead() {
            return true;
        }

        @Override
        public void look(NDArray z, int firstRow) {
            NDList largest = largest(z.flatten(), keep);
            long begin = (long) firstRow * z.getShape().get(1);
            values.add(step.keep(largest.get(0)));
            places.add(step.keep(firstRow == 0 ? largest.get(1) : largest.get(1).add(begin)));
            if (firstRow + z.getShape().get(0) == batch && values.size() > 1) {
                NDArray candidates = NDArrays.concat(places);
                NDList chosen = largest(NDArrays.concat(values), keep);
                values.clear();
                places.clear();
                values.add(chosen.get(0));
                places.add(candidates.get(new NDIndex("{}", chosen.get(1))));
            }
        }

        private static NDList largest(NDArray vector, int keep) {
            return vector.topK((int) Math.min(keep, vector.size()), 0, true, false);
        }

        @Override
        public Active activate(NDArray z, int firstRow) {
            long size = z.size();
            NDArray chosen = values.getFirst().maximum(numbers.constant(0));
            if (z.getShape().get(0) == batch) {
                try (NDArray zeros = z.getManager().zeros(new Shape(size))) {
                    return new Active(
                            zeros.scatter(places.getFirst(), chosen, 0).reshape(z.getShape()), null);
                }
            }
            // Places of other parts all go to one more element, which is then cut off.
            try (NDArray zeros = z.getManager().zeros(new Shape(size + 1));
                    NDArray end = z.getManager().create(size)) {
                NDArray here =
                        places.getFirst().sub((long) firstRow * z.getShape().get(1));
                NDArray inside = here.gte(0L).logicalAnd(here.lt(end));
                NDArray target = NDArrays.where(inside, here, end.broadcast(here.getShape()));
                NDArray spread = zeros.scatter(target, chosen, 0);
                return new Active(spread.get(new NDIndex("0:{}", size)).reshape(z.getShape()), null);
            }
        }

        @Override
        public NDArray smallestKept() {
            NDArray kept = values.getFirst();
            NDArray none = step.keep(numbers.constant(Float.POSITIVE_INFINITY).broadcast(kept.getShape()));
            return NDArrays.where(kept.gt(numbers.constant(0)), kept, none).min();
        }
    }
}
