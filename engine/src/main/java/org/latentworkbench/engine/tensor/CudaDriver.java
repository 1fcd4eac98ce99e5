package org.latentworkbench.engine.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import org.latentworkbench.engine.error.BugException;

/**
 * The first GPU, as NVIDIA's driver tells of it. The driver's library is found wherever a GPU works; that of the CUDA runtime,
 * which DJL asks, is found only by those who set the system's search path.
 */
final class CudaDriver {
    private static final int NAME_BYTES = 256;

    private CudaDriver() {}

    /**
     * A GPU.
     *
     * @param name for example {@code "NVIDIA H100 80GB HBM3"}
     * @param memory in bytes
     */
    record Gpu(String name, long memory) {}

    /** The first GPU; empty if there is no driver, or none that it may use. */
    @SuppressWarnings("restricted") // native access is granted on the command line of every JVM of ours
    static Optional<Gpu> first() {
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        try (Arena arena = Arena.ofConfined()) {
            SymbolLookup driver = SymbolLookup.libraryLookup(windows ? "nvcuda.dll" : "libcuda.so.1", arena);
            return first(arena, driver);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // no driver is installed
        }
    }

    private static Optional<Gpu> first(Arena arena, SymbolLookup driver) {
        MemorySegment device = arena.allocate(ValueLayout.JAVA_INT);
        MemorySegment name = arena.allocate(NAME_BYTES);
        MemorySegment memory = arena.allocate(ValueLayout.JAVA_LONG);
        var number = ValueLayout.JAVA_INT;
        var address = ValueLayout.ADDRESS;
        boolean done = works(driver, "cuInit", FunctionDescriptor.of(number, number), 0)
                && works(driver, "cuDeviceGet", FunctionDescriptor.of(number, address, number), device, 0)
                && works(
                        driver,
                        "cuDeviceGetName",
                        FunctionDescriptor.of(number, address, number, number),
                        name,
                        NAME_BYTES,
                        device.get(number, 0))
                && works(
                        driver,
                        "cuDeviceTotalMem_v2",
                        FunctionDescriptor.of(number, address, number),
                        memory,
                        device.get(number, 0));
        return done
                ? Optional.of(new Gpu(name.getString(0).strip(), memory.get(ValueLayout.JAVA_LONG, 0)))
                : Optional.empty();
    }

    @SuppressWarnings("restricted")
    private static boolean works(SymbolLookup driver, String function, FunctionDescriptor shape, Object... arguments) {
        Optional<MemorySegment> symbol = driver.find(function);
        if (symbol.isEmpty()) {
            return false;
        }
        try {
            return (int) Linker.nativeLinker()
                            .downcallHandle(symbol.get(), shape)
                            .invokeWithArguments(arguments)
                    == 0;
        } catch (Throwable e) {
            throw new BugException("Asking NVIDIA's driver (" + function + ") failed.", e);
        }
    }
}
