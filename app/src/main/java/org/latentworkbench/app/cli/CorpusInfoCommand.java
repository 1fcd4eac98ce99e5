package org.latentworkbench.app.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.latentworkbench.engine.text.BosRule;
import org.latentworkbench.engine.text.CorpusInfo;
import org.latentworkbench.engine.text.TokenCorpus;
import org.latentworkbench.engine.text.TokenStatistics;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Describes a corpus. */
@picocli.CommandLine.Command(
        name = "info",
        description = "Show what a corpus holds.",
        footer = {"", "Examples:", "  workbench corpus info demo", "  workbench corpus info demo --tokens 20"})
final class CorpusInfoCommand extends Command {
    @Parameters(paramLabel = "NAME", description = "The corpus.")
    String name = "";

    @Option(names = "--tokens", paramLabel = "N", description = "Count all tokens and name the N most frequent ones.")
    int frequent;

    CorpusInfoCommand(Program program) {
        super(program);
    }

    @Override
    Answer answer() {
        try (Workspace workspace = existingWorkspace();
                TokenCorpus corpus = TokenCorpus.open(workspace.require(Section.CORPORA, name))) {
            if (frequent <= 0) {
                return answer(corpus.info());
            }
            TokenStatistics counted = run(context -> TokenStatistics.of(corpus, frequent, context));
            return Answer.of(new Counted(corpus.info(), counted), out -> {
                answer(corpus.info()).text().accept(out);
                out.println(Texts.count(counted.distinct()) + " of " + Texts.count(counted.vocabulary())
                        + " tokens of the vocabulary occur");
                var table = new Table("token", "id", "count", "share");
                counted.frequent()
                        .forEach(each -> table.row(
                                '"' + Texts.token(each.text()) + '"',
                                Integer.toString(each.token()),
                                Texts.count(each.count()),
                                Texts.percent(each.share())));
                table.print(out);
            });
        }
    }

    private record Counted(@JsonUnwrapped CorpusInfo info, TokenStatistics statistics) {}

    static Answer answer(CorpusInfo info) {
        return Answer.of(
                info,
                out -> out.println("corpus " + info.name() + ": " + Texts.count(info.documents()) + " documents, "
                        + Texts.count(info.tokens()) + " tokens in " + Texts.count(info.contexts())
                        + " contexts of up to " + info.contextLength()
                        + (info.bos() == BosRule.NONE ? "" : ", BOS before each")));
    }
}
