package org.latentworkbench.engine.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;
import org.latentworkbench.engine.error.BugException;

/**
 * Memory of which the system is asked to make pages of 2 MiB. A training step passes over hundreds of megabytes; under pages
 * of 4 KiB a processor cannot remember where they all are and looks most of them up anew, in tables that other work may have
 * pushed out of the cache.
 *
 * <p>Linux only, and there only a wish: where it is not granted the pages are small, as they are elsewhere.
 */
final class LargePages {
    /** Smaller blocks are few pages anyway. */
    private static final long LEAST_BYTES = 1L << 22;

    private static final long PAGE_BYTES = 1L << 21;

    // From <sys/mman.h> of Linux.
    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_PRIVATE_ANONYMOUS = 0x22;
    private static final int MADV_HUGEPAGE = 14;
    private static final long MAP_FAILED = -1;

    private static final Optional<LargePages> SYSTEM = find();

    private final MethodHandle map;
    private final MethodHandle advise;
    private final MethodHandle unmap;

    private LargePages(MethodHandle map, MethodHandle advise, MethodHandle unmap) {
        this.map = map;
        this.advise = advise;
        this.unmap = unmap;
    }

    /** Zeroed memory that lives as long as {@code arena}; empty if it is to come from the arena itself. */
    static Optional<MemorySegment> allocate(Arena arena, long bytes) {
        return bytes < LEAST_BYTES ? Optional.empty() : SYSTEM.flatMap(pages -> pages.mapped(arena, bytes));
    }

    @SuppressWarnings("restricted") // native access is granted on the command line of every JVM of ours
    private static Optional<LargePages> find() {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).equals("linux")) {
            return Optional.empty();
        }
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> map = linker.defaultLookup().find("mmap");
        Optional<MemorySegment> advise = linker.defaultLookup().find("madvise");
        Optional<MemorySegment> unmap = linker.defaultLookup().find("munmap");
        if (map.isEmpty() || advise.isEmpty() || unmap.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new LargePages(
                linker.downcallHandle(
                        map.get(),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_LONG)),
                linker.downcallHandle(
                        advise.get(),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_INT)),
                linker.downcallHandle(
                        unmap.get(),
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG))));
    }

    @SuppressWarnings("restricted")
    private Optional<MemorySegment> mapped(Arena arena, long bytes) {
        long reserved = bytes + PAGE_BYTES;
        try {
            long start = (long) map.invokeExact(0L, reserved, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0L);
            if (start == MAP_FAILED) {
                return Optional.empty();
            }
            long aligned = Math.ceilDiv(start, PAGE_BYTES) * PAGE_BYTES;
            // Refused where the kernel has no such pages, which changes nothing but the speed.
            int _ = (int) advise.invokeExact(aligned, bytes, MADV_HUGEPAGE);
            return Optional.of(MemorySegment.ofAddress(aligned).reinterpret(bytes, arena, _ -> free(start, reserved)));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new BugException("Asking the system for memory failed.", e);
        }
    }

    private void free(long start, long reserved) {
        try {
            int _ = (int) unmap.invokeExact(start, reserved);
        } catch (Throwable e) {
            throw new BugException("Giving memory back to the system failed.", e);
        }
    }
}
