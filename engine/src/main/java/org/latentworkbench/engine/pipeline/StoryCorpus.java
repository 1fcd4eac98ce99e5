package org.latentworkbench.engine.pipeline;

import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.text.AnnotatedDocument;
import org.latentworkbench.engine.text.CorpusInfo;
import org.latentworkbench.engine.text.CorpusOptions;
import org.latentworkbench.engine.text.CorpusWriter;
import org.latentworkbench.engine.text.Document;
import org.latentworkbench.engine.text.story.Story;
import org.latentworkbench.engine.text.story.StoryConcepts;
import org.latentworkbench.engine.text.story.StoryGenerator;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;

/**
 * Makes a token corpus of generated stories that knows its ground-truth concepts.
 *
 * @param workspace where it goes
 * @param model name of the model whose tokenizer is used
 * @param name the corpus's name in the workspace
 * @param documents number of stories
 * @param contextLength tokens of a full context
 * @param seed chooses the stories
 */
public record StoryCorpus(Workspace workspace, String model, String name, int documents, int contextLength, long seed)
        implements Job<CorpusInfo> {
    /** Checks the number of stories. */
    public StoryCorpus {
        if (documents < 1) {
            throw new BadInputException("The number of stories is " + documents + "; it must be at least 1.");
        }
    }

    @Override
    public CorpusInfo run(JobContext context) {
        Path target = NewThing.folder(workspace, Section.CORPORA, name);
        Path modelFolder = workspace.require(Section.MODELS, model);
        context.message("telling stories");
        // The built-in model was trained on the stories of its own small seed; these must be ones it has not seen.
        var generator = new StoryGenerator(~seed);
        Stream<AnnotatedDocument> stories = IntStream.range(0, documents).mapToObj(number -> {
            context.progress(number, documents);
            Story story = generator.next();
            return new AnnotatedDocument(new Document("story " + (number + 1), story.text()), story.concepts());
        });
        return CorpusWriter.writeAnnotated(
                target,
                name,
                stories,
                StoryConcepts.hierarchy(),
                modelFolder,
                new CorpusOptions(
                        contextLength, CorpusImport.bosRule(modelFolder), documents + " stories of seed " + seed),
                context);
    }
}
