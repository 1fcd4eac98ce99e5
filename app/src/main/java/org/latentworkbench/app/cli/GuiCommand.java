package org.latentworkbench.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Opens the window. */
@Command(
        name = "gui",
        description = "Open the window.",
        footer = {"", "Example:", "  workbench gui --open latent:demo/165"})
final class GuiCommand implements Callable<Integer> {
    @Mixin
    final WindowOptions options = new WindowOptions();

    private final Program program;

    GuiCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        return options.open(program);
    }
}
