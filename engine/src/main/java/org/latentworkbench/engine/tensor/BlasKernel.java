package org.latentworkbench.engine.tensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
    private static final String AVX512 = "SkylakeX";
    private static final Set<String> AVX2_ONLY =
            Set.of("haswell", "zen", "sandybridge", "nehalem", "prescott", "core2");
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
        boolean fallsShort = cpuInfo.contains("AuthenticAMD")
                && hasFlag(cpuInfo, "avx512f")
                && hasFlag(cpuInfo, "avx512bw")
                && hasFlag(cpuInfo, "avx512dq")
                && hasFlag(cpuInfo, "avx512vl");
        if (given != null && !given.isBlank()) {
            String advice = fallsShort && AVX2_ONLY.contains(given.strip().toLowerCase(Locale.ROOT))
                    ? ", half as fast as " + AVX512 + " would be on this processor: unset it"
                    : "";
            return new BlasKernel(Optional.empty(), VARIABLE + "=" + given + " is set in the environment" + advice);
        }
        if (fallsShort) {
            return new BlasKernel(Optional.of(AVX512), "the AMD processor has AVX-512");
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
