package org.latentworkbench.engine.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.latentworkbench.engine.error.BugException;

/**
 * Environment variables as native code sees them. Libraries read them once, when they are loaded; Java's own view of the
 * environment is a copy that cannot be changed.
 */
final class NativeEnvironment {
    private NativeEnvironment() {}

    /** Sets a variable unless the person did; does nothing on systems without {@code setenv} (Windows). */
    static void setIfAbsent(String name, String value) {
        if (System.getenv(name) == null) {
            set(name, value);
        }
    }

    /** Sets a variable for native code of this process. */
    @SuppressWarnings("restricted") // native access is granted on the command line of every JVM of ours
    static void set(String name, String value) {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> symbol = linker.defaultLookup().find("setenv");
        if (symbol.isEmpty()) {
            return;
        }
        MethodHandle setenv = linker.downcallHandle(
                symbol.get(),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            int _ = (int) setenv.invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 1);
        } catch (Throwable e) {
            throw new BugException("Setting " + name + " for native code failed.", e);
        }
    }
}
