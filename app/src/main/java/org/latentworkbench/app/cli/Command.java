package org.latentworkbench.app.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.workspace.Workspace;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What all commands share: the common options, one answer on stdout, progress on stderr. */
abstract class Command implements Callable<Integer> {
    @Mixin
    final CommonOptions common = new CommonOptions();

    final Program program;

    @Spec
    CommandSpec spec = CommandSpec.create();

    Command(Program program) {
        this.program = program;
    }

    /** Does the work. */
    abstract Answer answer();

    @Override
    public final Integer call() {
        if (common.verbose) {
            LogFile.beVerbose();
            say("Details go to " + program.log());
        }
        if (common.threads < 0) {
            throw new BadInputException("--threads is " + common.threads + "; it must be at least 1.");
        }
        if (common.threads > 0) {
            Threads.limit(common.threads);
        }
        LoggerFactory.getLogger(getClass()).info("starting {}", getClass().getSimpleName());
        Answer answer = answer();
        PrintStream out = program.console().out();
        if (common.json) {
            answer.json().ifPresent(json -> new JsonOutput().print(json, out));
        } else {
            answer.text().accept(out);
        }
        out.flush();
        return answer.exitCode();
    }

    /** Which folder this command works on: named behind the command, else before it, else the last one used. */
    final Path workspaceFolder() {
        return optional(common.workspace)
                .or(() -> WindowOptions.beforeCommand(spec).flatMap(options -> optional(options.workspace)))
                .orElseGet(() -> program.recent().defaultWorkspace());
    }

    /** The workspace, made if it is not there. */
    final Workspace workspace() {
        Workspace workspace = Workspace.open(workspaceFolder());
        remember(workspace);
        workspace
                .readOnlyReason()
                .ifPresent(reason ->
                        say("The workspace " + workspace.directory() + " is read-only because " + reason + "."));
        return workspace;
    }

    /** The workspace, which must be there. */
    final Workspace existingWorkspace() {
        Path folder = workspaceFolder();
        if (!Workspace.isWorkspace(folder)) {
            throw new BadInputException(
                    "There is no workspace in " + folder.toAbsolutePath().normalize()
                            + ". Name one with --workspace, or make one with \"workbench demo\".");
        }
        return workspace();
    }

    /** Runs a job with its progress on stderr. */
    final <T> T run(Job<T> job) {
        try (ProgressDisplay display = display()) {
            return job.run(new ProgressReport(display, program.cancellation()));
        }
    }

    /** Where jobs that are run by hand report. */
    final ProgressDisplay display() {
        return new ProgressDisplay(program.console(), common.quiet);
    }

    /** A context without progress, for what is quick but can be cancelled. */
    final JobContext quietContext() {
        return new ProgressReport(new ProgressDisplay(program.console(), true), program.cancellation());
    }

    /** A message to the person. */
    final void say(String text) {
        if (!common.quiet) {
            program.console().err().println(text);
        }
    }

    static <T> Optional<T> optional(@org.jspecify.annotations.Nullable T value) {
        return Optional.ofNullable(value);
    }

    private void remember(Workspace workspace) {
        try {
            program.recent().add(workspace.directory());
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(Command.class).warn("the workspace is not remembered", e);
        }
    }
}
