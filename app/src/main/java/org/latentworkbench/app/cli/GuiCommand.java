package org.latentworkbench.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Opens the window. */
@Command(
        name = "gui",
        description = "Open the window.",
        footer = {"", "Example:", "  workbench gui --open latent:demo/165"})
final class GuiCommand implements Callable<Integer> {
    @Mixin
    final WindowOptions options = new WindowOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    private final Program program;

    GuiCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        return options.open(program, WindowOptions.beforeCommand(spec));
    }
}
