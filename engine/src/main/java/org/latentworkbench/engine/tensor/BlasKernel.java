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
    static final String OWN_VARIABLE = "LATENT_WORKBENCH_BLAS_KERNEL";
    private static final String AVX512 = "SkylakeX";
    private static final Set<String> AVX512_KERNELS = Set.of("skylakex", "cooperlake", "sapphirerapids");
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /** Chooses for this machine. */
    static BlasKernel forThisMachine() {
        return choose(System.getenv(OWN_VARIABLE), System.getenv(VARIABLE), cpuInfo());
    }

    /**
     * Chooses from what is known. Kernels without AVX-512 take at least twice the time on a processor that has it, and
     * {@code OPENBLAS_CORETYPE} is often set for a whole machine on behalf of other programs; so only our own variable
     * can ask for them.
     *
     * @param asked what the person asked of this program by {@code LATENT_WORKBENCH_BLAS_KERNEL}
     * @param given what stands in the environment for all programs
     * @param cpuInfo content of {@code /proc/cpuinfo}; empty where there is none
     */
    static BlasKernel choose(@Nullable String asked, @Nullable String given, String cpuInfo) {
        if (asked != null && !asked.isBlank()) {
            return new BlasKernel(Optional.of(asked.strip()), OWN_VARIABLE + " asks for it");
        }
        boolean fallsShort = cpuInfo.contains("AuthenticAMD")
                && hasFlag(cpuInfo, "avx512f")
                && hasFlag(cpuInfo, "avx512bw")
                && hasFlag(cpuInfo, "avx512dq")
                && hasFlag(cpuInfo, "avx512vl");
        boolean wide = fallsShort
                && (given == null || !AVX512_KERNELS.contains(given.strip().toLowerCase(Locale.ROOT)));
        if (wide) {
            String instead = given == null || given.isBlank() ? "" : ", in place of " + VARIABLE + "=" + given;
            return new BlasKernel(Optional.of(AVX512), "the AMD processor has AVX-512" + instead);
        }
        if (given != null && !given.isBlank()) {
            return new BlasKernel(Optional.empty(), VARIABLE + "=" + given + " is set in the environment");
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
