package org.latentworkbench.engine.tensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which family of OpenBLAS kernels to ask for. OpenBLAS looks at {@code OPENBLAS_CORETYPE} once, when it is loaded. Its own
 * detection takes AVX2 kernels on AMD processors with AVX-512, at half the speed of its AVX-512 kernels.
 *
 * @param coreType value for {@code OPENBLAS_CORETYPE}; empty leaves the choice to OpenBLAS
 * @param reason why, in words for a person
 */
record BlasKernel(Optional<String> coreType, String reason) {
    static final String VARIABLE = "OPENBLAS_CORETYPE";
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /** Chooses for this machine. */
    static BlasKernel forThisMachine() {
        return choose(System.getenv(VARIABLE), cpuInfo());
    }

    /**
     * Chooses from what is known.
     *
     * @param given what the person set in the environment
     * @param cpuInfo content of {@code /proc/cpuinfo}; empty where there is none
     */
    static BlasKernel choose(@Nullable String given, String cpuInfo) {
        if (given != null && !given.isBlank()) {
            return new BlasKernel(Optional.empty(), "set in the environment");
        }
        boolean avx512 = hasFlag(cpuInfo, "avx512f")
                && hasFlag(cpuInfo, "avx512bw")
                && hasFlag(cpuInfo, "avx512dq")
                && hasFlag(cpuInfo, "avx512vl");
        if (cpuInfo.contains("AuthenticAMD") && avx512) {
            return new BlasKernel(Optional.of("SkylakeX"), "the AMD processor has AVX-512");
        }
        return new BlasKernel(Optional.empty(), "detected by OpenBLAS");
    }

    /** Sets the variable for native code of this process, which reads its own copy of the environment. */
    void apply() {
        coreType.ifPresent(value -> NativeEnvironment.set(VARIABLE, value));
    }

    private static boolean hasFlag(String cpuInfo, String flag) {
        return cpuInfo.contains(" " + flag + " ") || cpuInfo.contains(" " + flag + "\n");
    }

    private static String cpuInfo() {
        try {
            return Files.isReadable(CPU_INFO) ? Files.readString(CPU_INFO) : "";
        } catch (IOException e) {
            return "";
        }
    }
}
