package org.latentworkbench.engine.tensor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.ResourceException;

/** Where libtorch computes. */
public enum ComputeDevice {
    /** The processor. */
    CPU,
    /** The first NVIDIA GPU, through a libtorch built with CUDA. */
    CUDA;

    /** Taken for a GPU whose driver does not answer, in bytes. */
    private static final long LITTLE_GPU = 4L << 30;

    /**
     * Reads a choice a person made.
     *
     * @param choice {@code auto} (a GPU if there is one that can be used), {@code cpu} or {@code cuda}
     * @throws BadInputException if it is none of them
     * @throws ResourceException if {@code cuda} is asked for and there is none
     */
    public static ComputeDevice parse(String choice) {
        return switch (choice.strip().toLowerCase(Locale.ROOT)) {
            case "cpu" -> CPU;
            case "auto" -> hasCuda() ? CUDA : CPU;
            case "cuda", "gpu" -> {
                if (!hasCuda()) {
                    throw new ResourceException(
                            "There is no CUDA device that PyTorch can use here. Choose the device cpu or auto, or let"
                                    + " PYTORCH_LIBRARY_PATH name the folder \"lib\" of a PyTorch "
                                    + TorchInstallation.VERSION + " with CUDA (see doctor).");
                }
                yield CUDA;
            }
            default -> throw new BadInputException("There is no device \"" + choice + "\". Choose auto, cpu or cuda.");
        };
    }

    /** The device as DJL names it. */
    public Device djl() {
        return this == CUDA ? Device.gpu() : Device.cpu();
    }

    /** What it is, for a person: {@code "CPU, 2 threads"}, or the GPU's name and memory. */
    public String describe() {
        if (this == CPU) {
            return "CPU, " + cpuThreads() + (cpuThreads() == 1 ? " thread" : " threads");
        }
        return CudaDriver.first()
                .map(gpu -> "%s, %.1f GiB".formatted(gpu.name(), (double) gpu.memory() / (1L << 30)))
                .orElse("CUDA GPU");
    }

    /** Memory it has, in bytes. */
    public long memory() {
        if (this == CUDA) {
            return CudaDriver.first().map(CudaDriver.Gpu::memory).orElse(LITTLE_GPU);
        }
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Runtime.getRuntime().maxMemory();
    }

    /** Threads libtorch uses for one operation on the processor. */
    public static int cpuThreads() {
        return Integer.getInteger(
                "ai.djl.pytorch.num_threads", Runtime.getRuntime().availableProcessors());
    }

    /**
     * Starts libtorch.
     *
     * @throws ResourceException if its native library cannot be loaded; the message says why
     */
    static Engine engine() {
        // Without these DJL asks the network where it runs and offers to download libraries.
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", System.getProperty("ai.djl.offline", "true"));
        // Threads of libtorch that wait by spinning lose most of the speed when anything else runs on the machine.
        NativeEnvironment.setIfAbsent("OMP_WAIT_POLICY", "passive");
        NativeAllocator.keepFreedPages(System.getenv());
        choose(System.getenv());
        try {
            return Engine.getEngine("PyTorch");
        } catch (RuntimeException | LinkageError e) {
            throw new ResourceException(
                    "The native library of PyTorch could not be loaded (" + e.getMessage()
                            + "). Check that the temporary folder and ~/.djl.ai are writable and have room.",
                    e);
        }
    }

    /** Tells DJL what to load, which it asks of properties where the environment is silent. */
    private static void choose(Map<String, String> environment) {
        TorchInstallation.chosen(environment).ifPresent(installation -> {
            installation.check();
            String flavor = installation.flavor(environment);
            if (flavor != null) {
                System.setProperty("PYTORCH_FLAVOR", flavor);
            }
        });
    }

    /** What libtorch says itself: DJL counts GPUs through a library of CUDA that it does not always find. */
    private static boolean hasCuda() {
        return engine().hasCapability(StandardCapabilities.CUDA);
    }
}
