package org.latentworkbench.app.gui.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.app.gui.task.Lanes;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.pipeline.BuiltInModelImport;
import org.latentworkbench.engine.pipeline.StoryCorpus;
import org.latentworkbench.engine.text.TokenStatistics;
import org.latentworkbench.engine.workspace.Deleted;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;

class DataViewModelTest {
    @TempDir
    Path folder;

    private final DataViewModel model = new DataViewModel(Lanes.inline());
    private Workspace workspace;

    @BeforeEach
    void makeAWorkspace() throws IOException {
        workspace = Workspace.open(folder.resolve("lab"));
        String stories = new BuiltInModelImport(workspace).run(JobContext.silent());
        new StoryCorpus(workspace, stories, "tales", 20, 64, 1).run(JobContext.silent());
        Files.writeString(
                Files.createDirectories(workspace.activationsDir("broken")).resolve("activations.json"), "{");
        model.open(workspace);
        model.look();
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void everythingIsListedWithItsSize() {
        assertThat(model.list(Section.MODELS)).singleElement().satisfies(item -> {
            assertThat(item.detail()).startsWith("4 layers of width 128");
            assertThat(item.bytes()).isGreaterThan(1_000_000);
        });
        assertThat(model.list(Section.CORPORA)).singleElement().satisfies(item -> assertThat(item.detail())
                .endsWith("20 documents"));
        assertThat(model.list(Section.ACTIVATIONS)).singleElement().satisfies(item -> assertThat(item.readable())
                .isFalse());
        assertThat(model.foundProperty().get().bytes())
                .isEqualTo(model.foundProperty().get().items().stream()
                        .mapToLong(DataItem::bytes)
                        .sum());
    }

    @Test
    void aModelTellsItsSizesAndACorpusItsTokens() {
        DataDetails stories = model.detailsProperty().get();
        assertThat(stories.item().name()).isEqualTo("stories");
        assertThat(stories.headline()).extracting(DataDetails.Fact::value).startsWith("4", "128");
        assertThat(stories.facts())
                .filteredOn(fact -> fact.caption().equals("hook points"))
                .singleElement()
                .satisfies(fact -> assertThat(fact.value()).contains("resid_post.0–3"));
        model.choose("corpora/tales");
        DataDetails tales = model.detailsProperty().get();
        assertThat(tales.preview()).isNotEmpty();
        TokenStatistics counted = model.statisticsProperty().get().orElseThrow();
        assertThat(DataDetailsFigures.number(tales, "tokens")).isEqualTo(counted.tokens());
        assertThat(counted.lengths().stream().mapToLong(Long::longValue).sum()).isEqualTo(counted.tokens());
    }

    @Test
    void whatCannotBeReadSaysWhy() {
        model.choose("activations/broken");
        assertThat(model.problemProperty().get()).contains("activations.json");
        assertThat(model.detailsProperty().get()).isNull();
        model.choose("models/stories");
        assertThat(model.problemProperty().get()).isNull();
        assertThat(model.detailsProperty().get()).isNotNull();
    }

    @Test
    void whatIsDeletedLeavesTheListAndIsInTheTrash() {
        model.choose("corpora/tales");
        Deleted deleted = workspace.trash().put(Section.CORPORA, "tales");
        model.look();
        assertThat(model.list(Section.CORPORA)).isEmpty();
        assertThat(model.foundProperty().get().trash()).containsExactly(deleted);
        assertThat(model.selectedProperty().get()).isNotNull();
        workspace.trash().restore(deleted.id());
        model.look();
        assertThat(model.list(Section.CORPORA)).hasSize(1);
        assertThat(model.foundProperty().get().trash()).isEmpty();
    }

    @Test
    void anotherWorkspaceShowsNothingOfTheOld() {
        model.open(null);
        assertThat(model.selectedProperty().get()).isNull();
        assertThat(model.detailsProperty().get()).isNull();
        assertThat(model.list(Section.MODELS)).isEmpty();
        assertThat(model.foundProperty().get().items()).isEmpty();
    }

    private static final class DataDetailsFigures {
        static long number(DataDetails details, String caption) {
            return details.headline().stream()
                    .filter(fact -> fact.caption().equals(caption))
                    .mapToLong(fact -> Long.parseLong(fact.value().replace(",", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
