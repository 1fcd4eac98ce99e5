package org.latentworkbench.app.cli;

import java.nio.file.Path;
import java.util.Locale;
import org.latentworkbench.engine.activation.ExportFormat;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.pipeline.ExportActivations;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes activations for other programs. */
@picocli.CommandLine.Command(
        name = "export",
        description = "Write an activation cache, with its token ids, in a form other programs read.",
        footer = {"", "Example:", "  workbench activations export acts --format npz --out ./acts-npz"})
final class ActivationsExportCommand extends Command {
    @Parameters(paramLabel = "NAME", description = "The activation cache.")
    String name = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "safetensors",
            description = "npy, npz or safetensors (default: ${DEFAULT-VALUE}).")
    String format = "safetensors";

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder to make.")
    Path out = Path.of("");

    ActivationsExportCommand(Program program) {
        super(program);
    }

    private record Result(String activations, String out, String format, long rows, int width, boolean tokens) {}

    @Override
    Answer answer() {
        ExportFormat chosen =
                switch (format.toLowerCase(Locale.ROOT)) {
                    case "npy" -> ExportFormat.NPY;
                    case "npz" -> ExportFormat.NPZ;
                    case "safetensors" -> ExportFormat.SAFETENSORS;
                    default ->
                        throw new BadInputException(
                                "There is no format \"" + format + "\"; choose npy, npz or safetensors.");
                };
        try (Workspace workspace = existingWorkspace()) {
            ExportActivations.Result result = run(new ExportActivations(workspace, name, chosen, out));
            return Answer.of(
                    new Result(
                            name,
                            out.toString(),
                            format,
                            result.info().rows(),
                            result.info().width(),
                            result.tokens()),
                    stream -> stream.println(Texts.count(result.info().rows()) + " rows of width "
                            + result.info().width() + " are in " + out
                            + (result.tokens() ? ", with their token ids" : ", without token ids")));
        }
    }
}
