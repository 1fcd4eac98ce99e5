package org.latentworkbench.app.cli;

import org.latentworkbench.engine.text.BosRule;
import org.latentworkbench.engine.text.CorpusInfo;
import org.latentworkbench.engine.text.TokenCorpus;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Parameters;

/** Describes a corpus. */
@picocli.CommandLine.Command(
        name = "info",
        description = "Show what a corpus holds.",
        footer = {"", "Example:", "  workbench corpus info demo"})
final class CorpusInfoCommand extends Command {
    @Parameters(paramLabel = "NAME", description = "The corpus.")
    String name = "";

    CorpusInfoCommand(Program program) {
        super(program);
    }

    @Override
    Answer answer() {
        try (Workspace workspace = existingWorkspace();
                TokenCorpus corpus = TokenCorpus.open(workspace.require(Section.CORPORA, name))) {
            return answer(corpus.info());
        }
    }

    static Answer answer(CorpusInfo info) {
        return Answer.of(
                info,
                out -> out.println("corpus " + info.name() + ": " + Texts.count(info.documents()) + " documents, "
                        + Texts.count(info.tokens()) + " tokens in " + Texts.count(info.contexts())
                        + " contexts of up to " + info.contextLength()
                        + (info.bos() == BosRule.NONE ? "" : ", BOS before each")));
    }
}
