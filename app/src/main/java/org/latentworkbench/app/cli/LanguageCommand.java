package org.latentworkbench.app.cli;

import java.util.Map;
import org.latentworkbench.engine.search.syntax.LanguageReference;
import org.latentworkbench.engine.search.syntax.ReferencePage;
import picocli.CommandLine.Option;

/** The reference of the token-regex language. */
@picocli.CommandLine.Command(
        name = "language",
        description = "Show how token regexes are written: every construct with an example.",
        footer = {"", "Example:", "  workbench language"})
final class LanguageCommand extends Command {
    @Option(names = "--markdown", description = "As a page of Markdown.")
    boolean markdown;

    LanguageCommand(Program program) {
        super(program);
    }

    @Override
    Answer answer() {
        return Answer.of(
                Map.of("constructs", LanguageReference.entries()),
                out -> out.print(markdown ? ReferencePage.markdown() : ReferencePage.plain()));
    }
}
