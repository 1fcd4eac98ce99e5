package org.latentworkbench.engine.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.lm.BuiltInModel;
import org.latentworkbench.engine.lm.GenerationOptions;
import org.latentworkbench.engine.lm.LanguageModel;
import org.latentworkbench.engine.tensor.Blas;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.text.Tokenizer;
import org.slf4j.LoggerFactory;

/** Tries whether everything the engine needs works on this computer: native libraries, device, memory. */
public final class SystemCheck {
    /** Name of the finding whose detail describes the device. */
    public static final String DEVICE = "device";

    private static final int NEEDED_JAVA = 25;
    private static final long LITTLE_MEMORY = 1L << 30;

    private SystemCheck() {}

    /**
     * One thing that was tried.
     *
     * @param name what
     * @param ok whether it works
     * @param detail what was found
     * @param remedy what to do if it does not work; empty if the program works without it
     */
    public record Finding(String name, boolean ok, String detail, String remedy) {}

    /**
     * Tries everything.
     *
     * @param device where models should run: {@code auto}, {@code cpu} or {@code cuda}
     * @param thorough whether the built-in model is loaded and run too
     */
    public static List<Finding> run(String device, boolean thorough) {
        List<Finding> findings = new ArrayList<>();
        findings.add(java());
        findings.add(memory());
        findings.add(attempt(
                DEVICE,
                "Choose --device cpu, or install an NVIDIA driver and point PYTORCH_LIBRARY_PATH to a PyTorch with CUDA.",
                () -> ComputeDevice.parse(device).describe()));
        findings.add(attempt(
                "dense product",
                "Use a 64-bit Linux, Windows or macOS on which the native library of OpenBLAS loads.",
                () -> Blas.load().describe()));
        findings.add(attempt(
                thorough ? "tokenizer and language model" : "tokenizer",
                "Make the temporary folder and the home folder writable, with some hundred MB of room.",
                () -> model(thorough)));
        return List.copyOf(findings);
    }

    /** Tries one thing; whatever it throws becomes the detail. */
    public static Finding attempt(String name, String remedy, Callable<String> trial) {
        try {
            return new Finding(name, true, trial.call(), "");
        } catch (Exception | LinkageError e) {
            LoggerFactory.getLogger(SystemCheck.class).warn("{} does not work", name, e);
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return new Finding(name, false, reason, remedy);
        }
    }

    private static Finding java() {
        int release = Runtime.version().feature();
        return new Finding(
                "Java",
                release >= NEEDED_JAVA,
                Runtime.version() + " of " + System.getProperty("java.vendor", "unknown vendor") + " on "
                        + System.getProperty("os.name", "") + " " + System.getProperty("os.arch", "") + ", "
                        + Runtime.getRuntime().availableProcessors() + " processors",
                release >= NEEDED_JAVA ? "" : "Install a JDK 25, for example Temurin, and set JAVA_HOME to it.");
    }

    private static Finding memory() {
        long heap = Runtime.getRuntime().maxMemory();
        boolean enough = heap >= LITTLE_MEMORY;
        return new Finding(
                "memory",
                enough,
                "%.1f GiB for Java".formatted((double) heap / (1L << 30)),
                enough ? "" : "Give Java at least 1 GiB, with JDK_JAVA_OPTIONS=-Xmx2g.");
    }

    private static String model(boolean thorough) throws IOException {
        Path folder = Files.createTempDirectory("latent-workbench");
        try {
            BuiltInModel.copyTo(folder);
            String prompt = "Once upon a time";
            if (!thorough) {
                return Tokenizer.load(folder).encode(prompt).length + " tokens in \"" + prompt + "\"";
            }
            try (LanguageModel model = LanguageModel.load(folder, ComputeDevice.CPU)) {
                int[] ids = model.tokenizer().encode(prompt);
                return prompt + model.tokenizer().decode(model.generate(ids, GenerationOptions.greedy(8)));
            }
        } finally {
            AtomicFile.deleteQuietly(folder);
        }
    }
}
