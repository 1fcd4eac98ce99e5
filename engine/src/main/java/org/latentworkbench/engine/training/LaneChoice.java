package org.latentworkbench.engine.training;

import java.util.Locale;
import org.latentworkbench.engine.activation.InputScale;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.tensor.Blas;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.tensor.ComputePool;

/**
 * Which program takes training steps, and where. Both do the same mathematics, and a run may be stopped on one and go on on the
 * other; but they round differently, so that only a run that stays on one lane and device is repeated exactly.
 *
 * @param lane which program
 * @param device where it computes
 */
public record LaneChoice(Lane lane, ComputeDevice device) {
    /** The fused kernels of this program, on the processor. */
    public static final LaneChoice CPU = new LaneChoice(Lane.CPU, ComputeDevice.CPU);

    /** A program that takes steps. */
    public enum Lane {
        /** Fused kernels on the processor; exact on every number of threads. */
        CPU,
        /** Few large operations of libtorch, on a GPU as a rule; as exact as libtorch is on the device. */
        TORCH;

        /** The name used on the command line and in files. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Checks that the two go together. */
    public LaneChoice {
        if (lane == Lane.CPU && device != ComputeDevice.CPU) {
            throw new BadInputException("The lane cpu computes on the processor; choose the device cpu with it.");
        }
    }

    /** The faster lane for a device. */
    public static LaneChoice of(ComputeDevice device) {
        return device == ComputeDevice.CPU ? CPU : new LaneChoice(Lane.TORCH, device);
    }

    /**
     * Reads a choice.
     *
     * @param lane {@code auto} (the faster one for the device), {@code cpu} or {@code torch}
     * @throws BadInputException if it is none of them, or {@code cpu} on a GPU
     */
    public static LaneChoice parse(String lane, ComputeDevice device) {
        return switch (lane.strip().toLowerCase(Locale.ROOT)) {
            case "auto" -> of(device);
            case "cpu" -> new LaneChoice(Lane.CPU, device);
            case "torch" -> new LaneChoice(Lane.TORCH, device);
            default -> throw new BadInputException("There is no lane \"" + lane + "\". Choose auto, cpu or torch.");
        };
    }

    /** Opens a lane on a state, which stays the caller's. */
    StepLane open(
            TrainingConfig config,
            TrainingState state,
            InputScale scale,
            long deadWindow,
            Blas blas,
            ComputePool pool) {
        return switch (lane) {
            case CPU -> new CpuLane(config, state, scale, deadWindow, blas, pool);
            case TORCH -> new DeviceLane(config, state, scale, deadWindow, device, pool);
        };
    }
}
