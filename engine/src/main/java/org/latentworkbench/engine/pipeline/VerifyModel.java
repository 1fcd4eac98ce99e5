package org.latentworkbench.engine.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.lm.LanguageModel;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.tensor.SafetensorsFile;
import org.latentworkbench.engine.tensor.TensorInfo;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;

/**
 * Compares what a model computes with values from elsewhere.
 *
 * @param workspace where the model lies
 * @param model its name
 * @param reference safetensors file with {@code input_ids} [B, T] and any of the tensors of {@link LanguageModel#trace}
 * @param device where the model runs
 */
public record VerifyModel(Workspace workspace, String model, Path reference, ComputeDevice device)
        implements Job<VerifyModel.Result> {
    private static final String INPUT = "input_ids";

    /**
     * How far the values are apart.
     *
     * @param maxAbsError largest absolute difference over all tensors
     * @param maxRelError largest difference relative to the largest value of its tensor
     * @param tensors each tensor
     */
    public record Result(double maxAbsError, double maxRelError, List<Tensor> tensors) {}

    /**
     * One tensor.
     *
     * @param name its name in the file
     * @param maxAbsError largest absolute difference
     * @param maxRelError the same over the largest absolute value of the reference
     */
    public record Tensor(String name, double maxAbsError, double maxRelError) {}

    @Override
    public Result run(JobContext context) {
        Path folder = workspace.require(Section.MODELS, model);
        if (!Files.isRegularFile(reference)) {
            throw new BadInputException("There is no file " + reference + ".");
        }
        try (SafetensorsFile file = SafetensorsFile.open(reference);
                LanguageModel loaded = LanguageModel.load(folder, device)) {
            context.message("running " + model);
            Map<String, float[]> trace =
                    loaded.trace(inputs(file, loaded.config().vocabulary()));
            List<Tensor> tensors = new ArrayList<>();
            for (String name : file.names().stream().sorted().toList()) {
                context.checkCancelled();
                float[] ours = trace.get(name);
                if (ours != null) {
                    tensors.add(compare(name, ours, file.floats(name)));
                }
            }
            if (tensors.isEmpty()) {
                throw new BadInputException(reference + " has none of the tensors this model gives: "
                        + String.join(", ", trace.keySet().stream().sorted().toList()) + ".");
            }
            return new Result(
                    tensors.stream().mapToDouble(Tensor::maxAbsError).max().orElse(0),
                    tensors.stream().mapToDouble(Tensor::maxRelError).max().orElse(0),
                    tensors);
        }
    }

    private int[][] inputs(SafetensorsFile file, int vocabulary) {
        if (!file.names().contains(INPUT)) {
            throw new BadInputException(reference + " has no tensor \"" + INPUT + "\" [batch, positions].");
        }
        TensorInfo info = file.info(INPUT);
        if (info.shape().length != 2) {
            throw new BadInputException(reference + ": tensor \"" + INPUT + "\" has " + info.shape().length
                    + " dimensions, expected [batch, positions].");
        }
        float[] values = file.floats(INPUT);
        var ids = new int[(int) info.shape()[0]][(int) info.shape()[1]];
        for (int row = 0; row < ids.length; row++) {
            for (int column = 0; column < ids[row].length; column++) {
                int id = (int) values[row * ids[row].length + column];
                if (id < 0 || id >= vocabulary) {
                    throw new BadInputException(reference + ": \"" + INPUT + "\" holds the token " + id
                            + ", but the model has ids 0 to " + (vocabulary - 1) + ".");
                }
                ids[row][column] = id;
            }
        }
        return ids;
    }

    private Tensor compare(String name, float[] ours, float[] theirs) {
        if (ours.length != theirs.length) {
            throw new BadInputException(reference + ": tensor \"" + name + "\" has " + theirs.length
                    + " values, the model gives " + ours.length + ".");
        }
        double difference = 0;
        double largest = 0;
        for (int i = 0; i < ours.length; i++) {
            double apart = Math.abs((double) ours[i] - theirs[i]);
            // NaN must not pass as equal.
            difference = Double.isNaN(apart) ? Double.POSITIVE_INFINITY : Math.max(difference, apart);
            largest = Math.max(largest, Math.abs(theirs[i]));
        }
        return new Tensor(name, difference, largest == 0 ? difference : difference / largest);
    }
}
