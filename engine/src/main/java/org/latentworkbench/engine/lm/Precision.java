package org.latentworkbench.engine.lm;

import ai.djl.ndarray.types.DataType;
import java.util.Locale;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.UnsupportedException;
import org.latentworkbench.engine.lm.kernel.CpuKernels;
import org.latentworkbench.engine.lm.kernel.Kernels;
import org.latentworkbench.engine.lm.kernel.TorchKernels;
import org.latentworkbench.engine.tensor.ComputeDevice;

/** How a model's matrices are kept and multiplied; everything between the products is float32. */
public enum Precision {
    /** As exact as the original. */
    FLOAT32(DataType.FLOAT32),
    /** Half the memory and more speed on a GPU, three digits; numbers up to 65504. DJL has no bfloat16: it ends the process. */
    FLOAT16(DataType.FLOAT16);

    private final DataType matrices;

    /**
     * Reads a choice.
     *
     * @param choice {@code f32} or {@code f16}
     * @throws BadInputException if it is neither
     * @throws UnsupportedException if it is {@code bf16}
     */
    public static Precision parse(String choice) {
        return switch (choice.strip().toLowerCase(Locale.ROOT)) {
            case "f32", "float32" -> FLOAT32;
            case "f16", "float16" -> FLOAT16;
            case "bf16", "bfloat16" ->
                throw new UnsupportedException("bfloat16 is not computed here. Choose f16, on a GPU, or f32.");
            default -> throw new BadInputException("There is no precision \"" + choice + "\". Choose f32 or f16.");
        };
    }

    Precision(DataType matrices) {
        this.matrices = matrices;
    }

    DataType matrices() {
        return matrices;
    }

    private void check(ComputeDevice device) {
        if (this == FLOAT16 && device == ComputeDevice.CPU) {
            throw new UnsupportedException(
                    "float16 is computed on a GPU only. Choose the device cuda, or the precision f32.");
        }
    }

    /**
     * The arithmetic of a device.
     *
     * @throws UnsupportedException if the device cannot compute so
     */
    Kernels kernels(ComputeDevice device) {
        check(device);
        return device == ComputeDevice.CPU ? new CpuKernels(ComputeDevice.cpuThreads()) : new TorchKernels(matrices);
    }
}
