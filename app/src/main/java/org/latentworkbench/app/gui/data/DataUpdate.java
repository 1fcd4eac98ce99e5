package org.latentworkbench.app.gui.data;

import java.util.ArrayList;
import java.util.List;
import org.latentworkbench.app.gui.Words;
import org.latentworkbench.engine.activation.ActivationCache;
import org.latentworkbench.engine.activation.ActivationInfo;
import org.latentworkbench.engine.error.WorkbenchException;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.lm.ModelFacts;
import org.latentworkbench.engine.text.CorpusInfo;
import org.latentworkbench.engine.text.TokenCorpus;
import org.latentworkbench.engine.workspace.Deleted;
import org.latentworkbench.engine.workspace.DiskUse;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks what there is in a workspace and how much room it takes. What cannot be read is listed with the reason. */
record DataUpdate(Workspace workspace) implements Job<DataUpdate.Found> {
    private static final Logger LOG = LoggerFactory.getLogger(DataUpdate.class);

    /**
     * What was found.
     *
     * @param items models, corpora, caches
     * @param bytes of the whole workspace without the trash
     * @param trash what was deleted lately
     */
    record Found(List<DataItem> items, long bytes, List<Deleted> trash) {}

    /** The sections that are shown, in this order. */
    static final List<Section> SHOWN = List.of(Section.MODELS, Section.CORPORA, Section.ACTIVATIONS);

    @Override
    public Found run(JobContext context) {
        List<DataItem> items = new ArrayList<>();
        long bytes = 0;
        for (Section section : Section.values()) {
            for (String name : workspace.names(section)) {
                context.checkCancelled();
                long size = DiskUse.of(workspace.path(section, name));
                bytes += size;
                if (SHOWN.contains(section)) {
                    items.add(item(section, name, size));
                }
            }
        }
        return new Found(items, bytes, workspace.trash().list());
    }

    private DataItem item(Section section, String name, long bytes) {
        try {
            return new DataItem(section, name, detail(section, name), bytes, true);
        } catch (WorkbenchException e) {
            LOG.warn("{} {} cannot be read: {}", section, name, e.getMessage());
            return new DataItem(section, name, Words.reason(e), bytes, false);
        }
    }

    private String detail(Section section, String name) {
        return switch (section) {
            case MODELS -> {
                ModelFacts facts = ModelFacts.read(workspace.modelDir(name));
                yield facts.config().layers() + " layers of width "
                        + facts.config().width() + ", " + Words.roughly(facts.parameters()) + " parameters";
            }
            case CORPORA -> {
                try (TokenCorpus corpus = TokenCorpus.open(workspace.corpusDir(name))) {
                    CorpusInfo info = corpus.info();
                    yield Words.roughly(info.tokens()) + " tokens, " + Words.count(info.documents(), "document");
                }
            }
            case ACTIVATIONS -> {
                try (ActivationCache cache = ActivationCache.open(workspace.activationsDir(name))) {
                    ActivationInfo info = cache.info();
                    yield info.hook() + " of " + info.model() + ", " + Words.roughly(info.rows()) + " rows";
                }
            }
            case SAES, INDEXES -> "";
        };
    }
}
