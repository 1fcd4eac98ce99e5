package org.latentworkbench.engine.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.latentworkbench.engine.activation.ActivationCache;
import org.latentworkbench.engine.activation.ActivationExport;
import org.latentworkbench.engine.activation.ActivationInfo;
import org.latentworkbench.engine.activation.ExportFormat;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.text.TokenCorpus;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;

/**
 * Writes a cache in a form other programs read, with its token ids if its corpus is there.
 *
 * @param workspace where it lies
 * @param name the cache
 * @param format the form
 * @param out the folder to make
 */
public record ExportActivations(Workspace workspace, String name, ExportFormat format, Path out)
        implements Job<ExportActivations.Result> {
    /**
     * What was written.
     *
     * @param info the cache
     * @param tokens whether token ids are with it
     */
    public record Result(ActivationInfo info, boolean tokens) {}

    @Override
    public Result run(JobContext context) {
        if (Files.exists(out)) {
            throw new BadInputException(out + " is there already. Name a folder that is to be made.");
        }
        try (ActivationCache cache = ActivationCache.open(workspace.require(Section.ACTIVATIONS, name))) {
            ActivationInfo info = cache.info();
            if (info.corpus().isEmpty() || !workspace.has(Section.CORPORA, info.corpus())) {
                ActivationExport.write(cache, Optional.empty(), format, out, context);
                return new Result(info, false);
            }
            try (TokenCorpus corpus = TokenCorpus.open(workspace.require(Section.CORPORA, info.corpus()))) {
                boolean same = corpus.info().sha256().equals(info.corpusSha256());
                ActivationExport.write(cache, Optional.of(corpus).filter(_ -> same), format, out, context);
                return new Result(info, same);
            }
        }
    }
}
