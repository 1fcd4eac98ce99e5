package org.latentworkbench.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.latentworkbench.engine.pipeline.SystemCheck;
import picocli.CommandLine.Option;

/** Whether everything works here. */
@picocli.CommandLine.Command(
        name = "doctor",
        description = {
            "Check Java, native libraries, device, memory, folders and display.",
            "The exit code is 1 if something needed is missing."
        },
        footer = {"", "Example:", "  workbench doctor"})
final class DoctorCommand extends Command {
    @Option(names = "--self-check", description = "Also run the built-in model and lay out a scene.")
    boolean selfCheck;

    DoctorCommand(Program program) {
        super(program);
    }

    private record Result(boolean ok, String version, String device, List<SystemCheck.Finding> checks) {}

    @Override
    Answer answer() {
        List<SystemCheck.Finding> checks = new ArrayList<>(SystemCheck.run(common.device, selfCheck));
        checks.add(folders());
        checks.add(screen());
        checks.add(toolkit());
        boolean ok =
                checks.stream().allMatch(check -> check.ok() || check.remedy().isEmpty());
        String device = checks.stream()
                .filter(check -> check.name().equals(SystemCheck.DEVICE))
                .map(SystemCheck.Finding::detail)
                .findFirst()
                .orElse("");
        return Answer.of(
                new Result(ok, Version.number(), device, checks),
                out -> {
                    checks.forEach(check -> {
                        out.println((check.ok() ? "ok       " : "problem  ") + check.name() + ": " + check.detail());
                        if (!check.ok() && !check.remedy().isEmpty()) {
                            out.println("         " + check.remedy());
                        }
                    });
                    out.println(ok ? "Everything works." : "Something needed is missing.");
                },
                ok);
    }

    private SystemCheck.Finding folders() {
        return SystemCheck.attempt(
                "log", "Make the folder writable, or set LATENT_WORKBENCH_HOME to one that is.", () -> {
                    java.nio.file.Path log = program.log();
                    if (!java.nio.file.Files.isWritable(log.toAbsolutePath().getParent())) {
                        throw new java.io.IOException(log.getParent() + " is not writable");
                    }
                    return log.toString();
                });
    }

    private static SystemCheck.Finding screen() {
        boolean linux =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
        String x11 = System.getenv().getOrDefault("DISPLAY", "");
        String wayland = System.getenv().getOrDefault("WAYLAND_DISPLAY", "");
        String found = linux ? (x11.isEmpty() ? wayland : x11) : "the desktop";
        // Without a display the command line works all the same, so this is no failure.
        return new SystemCheck.Finding(
                "display", true, found.isEmpty() ? "none, the window cannot be opened here" : found, "");
    }

    private SystemCheck.Finding toolkit() {
        boolean built = program.window().check();
        return new SystemCheck.Finding(
                "window",
                built,
                built ? "can be built" : "cannot be built, see " + program.log(),
                built
                        ? ""
                        : "On Debian or Ubuntu: sudo apt-get install libgtk-3-0 libgl1 libxtst6 libxxf86vm1 fontconfig"
                                + " fonts-dejavu-core.");
    }
}
