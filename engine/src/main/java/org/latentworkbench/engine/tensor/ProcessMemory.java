package org.latentworkbench.engine.tensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Physical memory of this process in bytes, native memory included; 0 where the system does not tell.
 *
 * @param resident what it holds now
 * @param peak the most it has held so far
 * @param own what it holds now that is no file
 * @param mapped what it holds now of mapped files
 */
public record ProcessMemory(long resident, long peak, long own, long mapped) {
    private static final Path STATUS = Path.of("/proc/self/status"); // see proc_pid_status(5)

    /** What the system tells now. */
    public static ProcessMemory now() {
        try {
            List<String> lines = Files.isReadable(STATUS) ? Files.readAllLines(STATUS) : List.of();
            return new ProcessMemory(
                    field(lines, "VmRSS:"), field(lines, "VmHWM:"), field(lines, "RssAnon:"), field(lines, "RssFile:"));
        } catch (IOException | NumberFormatException e) {
            return new ProcessMemory(0, 0, 0, 0); // only a figure is lost
        }
    }

    private static long field(List<String> lines, String name) {
        for (String line : lines) {
            if (line.startsWith(name)) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        return 0;
    }
}
