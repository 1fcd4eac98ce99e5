package org.latentworkbench.engine.tensor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import ai.djl.util.cuda.CudaUtils;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.ResourceException;

/** Where libtorch computes. */
public enum ComputeDevice {
    /** The processor. */
    CPU,
    /** The first NVIDIA GPU, through a libtorch built with CUDA. */
    CUDA;

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
                            "There is no CUDA device that PyTorch can use here. Choose the device cpu"
                                    + " or auto, or point PYTORCH_LIBRARY_PATH to a PyTorch "
                                    + "with CUDA (see doctor).");
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
        return gpuName() + ", " + "%.1f GiB".formatted((double) memory() / (1L << 30));
    }

    /** Memory it has, in bytes. */
    public long memory() {
        if (this == CUDA) {
            return CudaUtils.getGpuMemory(djl()).getMax();
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
        try {
            return Engine.getEngine("PyTorch");
        } catch (RuntimeException | LinkageError e) {
            throw new ResourceException(
                    "The native library of PyTorch could not be loaded (" + e.getMessage()
                            + "). Check that the temporary folder and ~/.djl.ai are writable and have room.",
                    e);
        }
    }

    private static boolean hasCuda() {
        // The capability is asked first: counting GPUs without CUDA in libtorch logs warnings about missing libraries.
        return engine().hasCapability(StandardCapabilities.CUDA) && CudaUtils.getGpuCount() > 0;
    }

    private static String gpuName() {
        Path drivers = Path.of("/proc/driver/nvidia/gpus");
        if (Files.isDirectory(drivers)) {
            try (DirectoryStream<Path> gpus = Files.newDirectoryStream(drivers)) {
                for (Path gpu : gpus) {
                    for (String line : Files.readAllLines(gpu.resolve("information"))) {
                        if (line.startsWith("Model:")) {
                            return line.substring("Model:".length()).strip();
                        }
                    }
                }
            } catch (IOException e) {
                return "CUDA GPU"; // only its name is lost
            }
        }
        return "CUDA GPU";
    }
}
