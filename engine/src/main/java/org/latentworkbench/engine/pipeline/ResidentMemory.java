package org.latentworkbench.engine.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The physical memory this process holds, native memory included. */
final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String FIELD = "VmRSS:";

    private ResidentMemory() {}

    /** In MiB; 0 where the system does not say. */
    static long mebibytes() {
        if (!Files.isReadable(STATUS)) {
            return 0;
        }
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith(FIELD)) {
                    return Long.parseLong(line.substring(FIELD.length())
                                    .replace("kB", "")
                                    .strip())
                            >> 10;
                }
            }
        } catch (IOException | NumberFormatException e) {
            return 0; // only a figure is lost
        }
        return 0;
    }
}
