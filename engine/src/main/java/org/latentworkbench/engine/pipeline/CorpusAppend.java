package org.latentworkbench.engine.pipeline;

import java.nio.file.Path;
import java.util.List;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.text.CorpusAppender;
import org.latentworkbench.engine.text.CorpusInfo;
import org.latentworkbench.engine.text.Documents;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;

/**
 * Puts more text behind a corpus. What was made of it stays as it is; its indexes are extended when they are built again.
 *
 * @param workspace where it lies
 * @param corpus its name
 * @param paths {@code .txt} and {@code .jsonl} files and folders of them
 * @param textField field of a JSON line that holds the text
 */
public record CorpusAppend(Workspace workspace, String corpus, List<Path> paths, String textField)
        implements Job<CorpusInfo> {
    /** Copies the list. */
    public CorpusAppend {
        paths = List.copyOf(paths);
        if (paths.isEmpty()) {
            throw new BadInputException("Name at least one text file or folder.");
        }
    }

    @Override
    public CorpusInfo run(JobContext context) {
        workspace.requireWritable();
        Path folder = workspace.require(Section.CORPORA, corpus);
        context.message("reading text");
        try (var documents = Documents.read(paths, textField)) {
            return CorpusAppender.append(folder, documents, CorpusImport.source(paths), context);
        }
    }
}
