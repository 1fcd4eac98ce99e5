package org.latentworkbench.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.latentworkbench.engine.workspace.UserFolders;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** One log file a day in the user's state folder, the last two weeks kept. */
public final class LogFile {
    private static final int DAYS = 14;

    private LogFile() {}

    /** Chooses today's file and tells the logger; must run before anything is logged. */
    public static Path choose(UserFolders folders) {
        Path folder = folders.state();
        try {
            Files.createDirectories(folder);
            if (!Files.isWritable(folder)) {
                folder = temporary();
            } else {
                deleteOld(folder);
            }
        } catch (IOException unwritable) {
            folder = temporary();
        }
        Path file = folder.resolve("workbench-" + LocalDate.now(ZoneId.systemDefault()) + ".log");
        System.setProperty("latentworkbench.log", file.toString());
        System.setProperty(
                "latentworkbench.pid", Long.toString(ProcessHandle.current().pid()));
        // Lucene and JavaFX speak to java.util.logging, which would print to stderr.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        return file;
    }

    /** Also logs what is only of use to find a fault. */
    static void beVerbose() {
        System.setProperty("latentworkbench.log.level", "DEBUG");
    }

    private static void deleteOld(Path folder) throws IOException {
        String oldest = "workbench-" + LocalDate.now(ZoneId.systemDefault()).minusDays(DAYS) + ".log";
        List<Path> old;
        try (Stream<Path> files = Files.list(folder)) {
            old = files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.matches("workbench-\\d{4}-\\d\\d-\\d\\d\\.log") && name.compareTo(oldest) < 0;
                    })
                    .toList();
        }
        for (Path file : old) {
            Files.deleteIfExists(file);
        }
    }

    private static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir", "."));
    }
}
