package org.latentworkbench.app.cli;

import java.util.List;
import java.util.Map;
import org.latentworkbench.engine.text.CorpusInfo;
import org.latentworkbench.engine.text.TokenCorpus;
import org.latentworkbench.engine.workspace.Workspace;

/** Lists corpora. */
@picocli.CommandLine.Command(
        name = "list",
        description = "List the corpora of the workspace.",
        footer = {"", "Example:", "  workbench corpus list"})
final class CorpusListCommand extends Command {
    CorpusListCommand(Program program) {
        super(program);
    }

    @Override
    Answer answer() {
        try (Workspace workspace = existingWorkspace()) {
            List<CorpusInfo> corpora = workspace.corpora().stream()
                    .map(name -> {
                        try (TokenCorpus corpus = TokenCorpus.open(workspace.corpusDir(name))) {
                            return corpus.info();
                        }
                    })
                    .toList();
            return Answer.of(Map.of("corpora", corpora), out -> {
                var table = new Table("name", "documents", "tokens", "contexts");
                corpora.forEach(info -> table.row(
                        info.name(),
                        Texts.count(info.documents()),
                        Texts.count(info.tokens()),
                        Texts.count(info.contexts())));
                table.print(out);
            });
        }
    }
}
