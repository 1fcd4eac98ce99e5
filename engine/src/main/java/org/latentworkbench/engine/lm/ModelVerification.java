package org.latentworkbench.engine.lm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.tensor.SafetensorsFile;
import org.latentworkbench.engine.tensor.TensorInfo;

/**
 * How near our forward pass is to a reference's.
 *
 * @param passed whether every tensor is within {@link #RELATIVE_TOLERANCE}
 * @param maxAbsError of the logits
 * @param maxRelError of the worst tensor
 * @param tensors one line per tensor of the reference that our pass makes too, in the order of the file
 * @param skipped tensors of the reference that our pass does not make
 */
public record ModelVerification(
        boolean passed, double maxAbsError, double maxRelError, List<TensorError> tensors, List<String> skipped) {
    /** Largest difference allowed, as a share of the tensor's largest value. */
    public static final double RELATIVE_TOLERANCE = 2e-5;

    private static final String INPUT = "input_ids";

    /**
     * One compared tensor.
     *
     * @param maxAbsError largest |ours − reference|
     * @param maxRelError that over the largest |reference|
     */
    public record TensorError(String name, double maxAbsError, double maxRelError) {}

    /**
     * Runs the reference's {@code input_ids} and compares everything else in it.
     *
     * @param reference a safetensors file with {@code input_ids} [batch, positions] and tensors named as in
     *     {@link LanguageModel#trace}
     * @throws BadInputException if the file has no input ids, or a tensor of another size than ours
     */
    public static ModelVerification verify(LanguageModel model, Path reference) {
        try (SafetensorsFile file = SafetensorsFile.open(reference)) {
            Map<String, float[]> ours = model.trace(inputIds(file));
            List<TensorError> errors = new ArrayList<>();
            List<String> skipped = new ArrayList<>();
            for (String name : file.names()) {
                float[] values = ours.get(name);
                if (values != null) {
                    errors.add(compare(reference, name, values, file.floats(name)));
                } else if (!name.equals(INPUT)) {
                    skipped.add(name);
                }
            }
            double logits = errors.stream()
                    .filter(error -> error.name().equals("logits"))
                    .mapToDouble(TensorError::maxAbsError)
                    .findAny()
                    .orElseThrow(() -> new BadInputException(reference + " has no tensor `logits` to compare with."));
            double worst = errors.stream().mapToDouble(TensorError::maxRelError).reduce(0, Math::max);
            return new ModelVerification(
                    worst <= RELATIVE_TOLERANCE, logits, worst, List.copyOf(errors), List.copyOf(skipped));
        }
    }

    private static int[][] inputIds(SafetensorsFile file) {
        TensorInfo info = file.info(INPUT);
        if (info.shape().length != 2 || info.elements() == 0) {
            throw new BadInputException(file.path() + ": tensor `input_ids` is " + Arrays.toString(info.shape())
                    + ", expected [batch, positions].");
        }
        long[] ids = file.longs(INPUT);
        int length = (int) info.shape()[1];
        int[][] rows = new int[(int) info.shape()[0]][length];
        for (int i = 0; i < ids.length; i++) {
            rows[i / length][i % length] = Math.clamp(ids[i], -1, Integer.MAX_VALUE);
        }
        return rows;
    }

    private static TensorError compare(Path reference, String name, float[] ours, float[] theirs) {
        if (ours.length != theirs.length) {
            throw new BadInputException(reference + ": tensor `" + name + "` has " + theirs.length
                    + " values, this model gives " + ours.length + ". Is it the reference of another model?");
        }
        double difference = 0;
        double largest = 0;
        for (int i = 0; i < ours.length; i++) {
            difference = Math.max(difference, Math.abs((double) ours[i] - theirs[i]));
            largest = Math.max(largest, Math.abs(theirs[i]));
        }
        return new TensorError(name, difference, largest == 0 ? difference : difference / largest);
    }
}
