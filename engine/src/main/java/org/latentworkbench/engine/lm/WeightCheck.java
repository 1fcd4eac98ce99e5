package org.latentworkbench.engine.lm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.UnsupportedException;
import org.latentworkbench.engine.tensor.TensorInfo;
import org.latentworkbench.engine.tensor.TensorSource;

/** Whether weight files hold what an architecture asks for, found out from their headers before anything is read. */
final class WeightCheck {
    private static final int NAMED = 3;

    private final TensorSource files;
    private final Architecture architecture;
    private final Path file;

    WeightCheck(TensorSource files, Architecture architecture) {
        this.files = files;
        this.architecture = architecture;
        this.file = files.path().getFileName();
    }

    /**
     * Compares names, shapes and element types.
     *
     * @throws BadInputException if tensors are missing or of another shape than the config says
     * @throws UnsupportedException if there are tensors the model has no place for, or quantised ones
     */
    void run(ParameterList parameters) {
        Set<String> left = new LinkedHashSet<>(files.names());
        left.removeIf(architecture::ignores);
        List<String> missing = new ArrayList<>();
        List<ParameterList.Wanted> found = new ArrayList<>();
        for (ParameterList.Wanted wanted : parameters.wanted()) {
            String stored = WeightFiles.nameIn(files, wanted.name(), architecture.prefix());
            if (left.remove(stored)) {
                found.add(wanted);
            } else {
                missing.add(wanted.name());
            }
        }
        checkNames(missing, List.copyOf(left));
        for (ParameterList.Wanted wanted : found) {
            checkForm(wanted, files.info(WeightFiles.nameIn(files, wanted.name(), architecture.prefix())));
        }
    }

    private void checkNames(List<String> missing, List<String> left) {
        String model = "a " + architecture.config().family() + " model as config.json describes it";
        if (!missing.isEmpty()) {
            throw new BadInputException("`" + file + "` lacks " + named(missing) + " of " + model
                    + (left.isEmpty() ? "" : " and has " + named(left) + " instead")
                    + ". Fetch the folder again, or correct config.json.");
        }
        if (!left.isEmpty()) {
            // It would compute something else than its authors meant.
            throw new UnsupportedException("`" + file + "` has " + named(left) + ", which " + model
                    + " has no place for. Choose a model of a supported family.");
        }
    }

    private static String named(List<String> names) {
        String first = names.stream().limit(NAMED).map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        String more = names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "";
        return (names.size() == 1 ? "tensor " : "tensors ") + first + more;
    }

    private void checkForm(ParameterList.Wanted wanted, TensorInfo info) {
        long[] expected = wanted.extents();
        if (!info.hasShape(expected)) {
            String fields = wanted.shape().stream().map(Extent::toString).collect(Collectors.joining(", "));
            throw new BadInputException("`" + file + "`: tensor `" + info.name() + "` is "
                    + Arrays.toString(info.shape()) + " but config.json says " + Arrays.toString(expected) + " ("
                    + fields
                    + ").");
        }
        if (!info.dtype().isFloat()) {
            throw new UnsupportedException("`" + file + "`: tensor `" + info.name() + "` is stored as " + info.dtype()
                    + ", a quantised form that is not read. Use weights in F32, F16 or BF16.");
        }
    }
}
