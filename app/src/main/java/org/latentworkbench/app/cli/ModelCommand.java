package org.latentworkbench.app.cli;

import org.latentworkbench.engine.workspace.Section;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Language models. */
@Command(
        name = "model",
        synopsisSubcommandLabel = "COMMAND",
        description = "Import, list, check, train and run language models.",
        footer = {"", "Example:", "  workbench model generate stories --prompt 'Once upon a time'"})
final class ModelCommand extends CommandGroup {
    static CommandLine group(Program program) {
        return new CommandLine(new ModelCommand())
                .addSubcommand(new ModelImportCommand(program))
                .addSubcommand(new ModelListCommand(program))
                .addSubcommand(new ModelInfoCommand(program))
                .addSubcommand(new ModelVerifyCommand(program))
                .addSubcommand(new ModelTrainCommand(program))
                .addSubcommand(new ModelGenerateCommand(program))
                .addSubcommand(new ModelNextCommand(program))
                .addSubcommand(new DeleteCommand(program, Section.MODELS));
    }
}
