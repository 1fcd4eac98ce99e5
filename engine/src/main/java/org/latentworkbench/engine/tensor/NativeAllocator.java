package org.latentworkbench.engine.tensor;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.Optional;
import org.latentworkbench.engine.error.BugException;

/**
 * The allocator native code of this process uses. That of glibc asks the system for every large block and gives it back at
 * once; libtorch makes each result a new block, so that every pass through a model spends a third of its time on zeroing the
 * same pages again. Kept pages make the pass faster and cost no more memory than its peak.
 */
final class NativeAllocator {
    /** From {@code malloc.h}: free bytes at the end of the heap from which on they are given back. */
    private static final int TRIM_THRESHOLD = -1;

    /** From {@code malloc.h}: bytes by which the heap grows beyond what is needed. */
    private static final int TOP_PAD = -2;

    /** From {@code malloc.h}: how many blocks may be asked of the system one by one. */
    private static final int MMAP_MAX = -4;

    private static final int KEPT_BYTES = 1 << 29;
    private static final int GROWTH_BYTES = 1 << 26;

    private NativeAllocator() {}

    /** Keeps freed pages for the next block, unless the person set glibc's own variables; does nothing where there is no glibc. */
    @SuppressWarnings("restricted") // native access is granted on the command line of every JVM of ours
    static void keepFreedPages(Map<String, String> environment) {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> symbol = linker.defaultLookup().find("mallopt");
        if (symbol.isEmpty() || environment.keySet().stream().anyMatch(NativeAllocator::isChosen)) {
            return;
        }
        MethodHandle mallopt = linker.downcallHandle(
                symbol.get(), FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        try {
            int _ = (int) mallopt.invokeExact(MMAP_MAX, 0);
            int _ = (int) mallopt.invokeExact(TRIM_THRESHOLD, KEPT_BYTES);
            int _ = (int) mallopt.invokeExact(TOP_PAD, GROWTH_BYTES);
        } catch (Throwable e) {
            throw new BugException("Setting up the native allocator failed.", e);
        }
    }

    private static boolean isChosen(String variable) {
        return variable.startsWith("MALLOC_") || variable.equals("GLIBC_TUNABLES");
    }
}
