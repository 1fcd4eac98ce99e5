package org.latentworkbench.engine.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.sae.SaeWeights;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.NativeScope;

/**
 * The training loss of every kind in operations of libtorch and double precision, so that its autograd can differentiate it.
 * Choices of latents and steps are constants; where a kind is trained through a step by a straight-through gradient, the
 * step's value has that slope added as {@code slope · (θ - stop(θ))}.
 */
final class TorchLoss implements AutoCloseable {
    private final NDManager manager = NativeScope.open(ComputeDevice.CPU).manager();
    private final TrainingConfig config;
    private final double lossScale;
    private final int[] prefixes;
    private final NDArray x;
    private final NDArray encoder;
    private final NDArray encoderBias;
    private final NDArray decoder;
    private final NDArray decoderBias;
    private final NDArray[] further;

    /** @param x normalised input */
    TorchLoss(SaeWeights weights, double[][] x, TrainingConfig config, double lossScale) {
        this.config = config;
        this.lossScale = lossScale;
        this.prefixes = config.objective() instanceof Objective.RandomPrefixes random
                ? random.law().draw(random.count(), config.width(), config.seed(), 0)
                : config.kind().prefixWidths(config.width());
        this.x = manager.create(
                Arrays.stream(x).flatMapToDouble(Arrays::stream).toArray(), shape(x.length, x[0].length));
        this.encoder = parameter(weights.encoder(), weights.latents(), weights.width());
        this.encoderBias = parameter(weights.encoderBias(), weights.latents());
        this.decoder = parameter(weights.decoder(), weights.latents(), weights.width());
        this.decoderBias = parameter(weights.decoderBias(), weights.width());
        this.further = new NDArray[(int) weights.further().rows()];
        Arrays.setAll(further, row -> parameter(weights.further().rows(row, 1), weights.latents()));
    }

    private static Shape shape(long... sizes) {
        return new Shape(sizes);
    }

    private NDArray parameter(FloatMatrix matrix, long... sizes) {
        double[] values = new double[(int) (matrix.rows() * matrix.columns())];
        for (int i = 0; i < values.length; i++) {
            values[i] = matrix.get(i / matrix.columns(), i % matrix.columns());
        }
        NDArray array = manager.create(values, shape(sizes));
        array.setRequiresGradient(true);
        return array;
    }

    /** Gradients by autograd: W_enc, b_enc, W_dec, b_dec, then the further ones, each flattened; and the loss. */
    record Gradients(
            double loss,
            double[] encoder,
            double[] encoderBias,
            double[] decoder,
            double[] decoderBias,
            double[][] further) {}

    /** Of everything but AuxK. */
    Gradients gradients() {
        return differentiate(this::total);
    }

    /** The same with AuxK of weight {@code alpha}, which takes up to {@code most} of the dead latents. */
    Gradients gradientsWithAuxiliary(boolean[] dead, double alpha, int most) {
        return differentiate(() -> total().add(auxiliary(dead, alpha, most)));
    }

    private Gradients differentiate(Supplier<NDArray> loss) {
        try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            NDArray value = loss.get();
            collector.backward(value);
            return new Gradients(
                    value.getDouble(),
                    slopes(encoder),
                    slopes(encoderBias),
                    slopes(decoder),
                    slopes(decoderBias),
                    Arrays.stream(further).map(TorchLoss::slopes).toArray(double[][]::new));
        }
    }

    private static double[] slopes(NDArray parameter) {
        return parameter.getGradient().toDoubleArray();
    }

    private NDArray pre(NDArray bias) {
        NDArray input = config.kind().subtractsDecoderBias() ? x.sub(bias) : x;
        return input.matMul(encoder.transpose()).add(encoderBias);
    }

    private NDArray total() {
        NDArray pre = pre(decoderBias);
        return switch (config.objective()) {
            case Objective.Choice(boolean multi) -> chosen(pre, multi);
            case Objective.L1 l1 ->
                reconstructions(relu(pre))
                        .add(penalty(relu(pre), l1.decoderNorms(), false)
                                .mul(l1.sparsity().coefficient()));
            case Objective.RandomPrefixes random ->
                reconstructions(relu(pre))
                        .add(penalty(relu(pre), true, random.logarithm())
                                .mul(random.sparsity().coefficient()));
            case Objective.GateL1 gate -> gated(pre, gate.sparsity().coefficient());
            case Objective.L0 l0 -> jumping(pre, l0);
        };
    }

    private static NDArray relu(NDArray values) {
        return values.mul(constant(values.gt(0), values));
    }

    private static NDArray constant(NDArray truth, NDArray like) {
        return truth.toType(like.getDataType(), false).stopGradient();
    }

    /** Mean over rows of the squared error of the first {@code width} latents. */
    private NDArray error(NDArray f, int width, NDArray directions, NDArray bias) {
        NDIndex columns = new NDIndex(":, 0:" + width);
        return squares(f.get(columns)
                        .matMul(directions.get(new NDIndex("0:" + width)))
                        .add(bias)
                        .sub(x))
                .div(x.getShape().get(0));
    }

    private static NDArray squares(NDArray values) {
        return values.mul(values).sum();
    }

    private NDArray reconstructions(NDArray f) {
        NDArray sum = manager.create(0.0);
        for (int level = 0; level < prefixes.length; level++) {
            double weight = config.kind() instanceof SaeKind.Matryoshka fixed
                    ? fixed.weights().get(level)
                    : 1.0 / prefixes.length;
            sum = sum.add(error(f, prefixes[level], decoder, decoderBias).mul(weight * lossScale));
        }
        return sum;
    }

    private NDArray chosen(NDArray pre, boolean multi) {
        int k = config.kind().activeLatents().orElseThrow();
        NDArray loss = reconstructions(pre.mul(mask(pre, k)));
        return multi
                ? loss.add(
                        error(pre.mul(mask(pre, Math.min(4 * k, config.width()))), config.width(), decoder, decoderBias)
                                .mul(lossScale / 8))
                : loss;
    }

    private boolean choosesPerRow() {
        return config.kind() instanceof SaeKind.TopK
                || (config.kind() instanceof SaeKind.Matryoshka fixed
                        && fixed.choice() == SaeKind.Matryoshka.Choice.PER_ROW);
    }

    /** 1 at the positive ones of the largest, per row or of all. */
    private NDArray mask(NDArray pre, int k) {
        int rows = (int) pre.getShape().get(0);
        int latents = (int) pre.getShape().get(1);
        return choosesPerRow() ? largest(pre, latents, k) : largest(pre, rows * latents, rows * k);
    }

    private NDArray largest(NDArray pre, int group, int count) {
        double[] values = pre.stopGradient().toDoubleArray();
        double[] mask = new double[values.length];
        for (int from = 0; from < values.length; from += group) {
            IntStream.range(from, from + group)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> -values[i]))
                    .limit(count)
                    .filter(i -> values[i] > 0)
                    .forEach(i -> mask[i] = 1);
        }
        return manager.create(mask, pre.getShape());
    }

    /** {@code (1/K) Σ_k Σ_{i < L_k} mean_b s(a_i)} */
    private NDArray penalty(NDArray f, boolean norms, boolean logarithm) {
        NDArray lengths = decoder.mul(decoder).sum(new int[] {1}).sqrt();
        NDArray a = norms ? f.mul(lengths) : f;
        NDArray s = logarithm ? a.add(0.1).log().sub(Math.log(0.1)) : a;
        NDArray sum = manager.create(0.0);
        for (int prefix : prefixes) {
            sum = sum.add(s.get(new NDIndex(":, 0:" + prefix)).sum());
        }
        return sum.div(x.getShape().get(0) * prefixes.length);
    }

    private NDArray gated(NDArray gate, double lambda) {
        NDArray pi = gate.sub(encoderBias);
        NDArray magnitude =
                pi.mul(further[SaeWeights.MAGNITUDE_LOG_SCALE].exp()).add(further[SaeWeights.MAGNITUDE_BIAS]);
        NDArray f = relu(magnitude).mul(constant(gate.gt(0), gate));
        NDArray open = relu(gate);
        NDArray byGates = error(open, config.width(), decoder.stopGradient(), decoderBias.stopGradient());
        return reconstructions(f)
                .add(open.sum().mul(lambda / x.getShape().get(0)))
                .add(byGates);
    }

    private NDArray jumping(NDArray pre, Objective.L0 l0) {
        NDArray theta = further[SaeWeights.THRESHOLD];
        NDArray step = constant(pre.gt(theta), pre);
        NDArray near =
                constant(pre.sub(theta).abs().lt(l0.bandwidth() / 2), pre).div(l0.bandwidth());
        NDArray pseudo = theta.sub(theta.stopGradient());
        NDArray f = pre.mul(step).sub(near.mul(theta.stopGradient()).mul(pseudo));
        NDArray count = step.sub(near.mul(pseudo)).sum().div(x.getShape().get(0));
        double target = l0.sparsity().targetL0();
        NDArray distance = count.div(l0.squaredTarget() ? target : 1).sub(1);
        NDArray penalty = l0.squaredTarget() ? distance.mul(distance) : count;
        return reconstructions(f).add(penalty.mul(l0.sparsity().coefficient()));
    }

    private NDArray auxiliary(boolean[] dead, double alpha, int most) {
        NDArray pre = pre(decoderBias);
        NDArray f = pre.mul(mask(pre, config.kind().activeLatents().orElseThrow()));
        NDArray residual = x.sub(f.matMul(decoder).add(decoderBias)).stopGradient();
        NDArray spread = squares(residual.sub(residual.mean(new int[] {0})));
        int count = 0;
        double[] alive = new double[dead.length];
        for (int i = 0; i < dead.length; i++) {
            count += dead[i] ? 1 : 0;
            alive[i] = dead[i] ? 0 : 1e9;
        }
        NDArray own = pre(decoderBias.stopGradient());
        NDArray z = own.mul(largest(own.sub(manager.create(alive)), dead.length, Math.min(most, count)));
        return squares(z.matMul(decoder).sub(residual)).div(spread).mul(alpha * Math.min(1, (double) count / most));
    }

    @Override
    public void close() {
        manager.close();
    }
}
