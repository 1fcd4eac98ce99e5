package org.latentworkbench.app.gui.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.app.gui.DemoFixture;
import org.latentworkbench.app.gui.OpenFixture;
import org.latentworkbench.app.gui.control.StripContent;
import org.latentworkbench.app.gui.control.StripItem;
import org.latentworkbench.app.gui.settings.Settings;
import org.latentworkbench.engine.search.ExceptionKind;
import org.latentworkbench.engine.workspace.SettingsFile;

class SearchViewModelTest {
    @TempDir
    Path folder;

    private OpenFixture fixture;
    private SearchViewModel model;

    @BeforeEach
    void open() {
        fixture = new OpenFixture(folder);
        model = new SearchViewModel(fixture.lanes(), settings());
        model.openedProperty().set(fixture.opened());
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Settings settings() {
        return new Settings(new SettingsFile(folder.resolve("settings.json")));
    }

    @Test
    void ranksTheLatentOfAWordFirst() {
        model.textProperty().set("( Lily)");
        SearchAnswer answer = model.answerProperty().get();
        assertThat(answer.rows().getFirst().latent()).isEqualTo(DemoFixture.latent("Lily"));
        assertThat(answer.rows())
                .isSortedAccordingTo(Comparator.comparingDouble(
                                (RankedRow row) -> row.scores().cosine())
                        .reversed());
        assertThat(answer.corpora().getFirst().matches()).isPositive();
        assertThat(model.selectedProperty().get()).isEqualTo(answer.rows().getFirst());
    }

    @Test
    void theThreeKindsOfExamplesAddUp() {
        model.textProperty().set("( Lily)");
        RankedRow lily = model.selectedProperty().get();
        var examples = model.examplesProperty().get();
        long matches = model.answerProperty().get().corpora().getFirst().matches();
        assertThat(examples.matchedFiring() + examples.matchedSilent()).isEqualTo(matches);
        assertThat(examples.matchedFiring() + examples.firingUnmatched())
                .isEqualTo(fixture.index().statistics().count(lily.latent()));
    }

    @Test
    void aSilentMatchIsAnEmptyRing() {
        model.textProperty().set("( Lily)");
        model.selectedProperty()
                .set(model.answerProperty().get().rows().stream()
                        .filter(row -> row.latent() == DemoFixture.latent("female name"))
                        .findFirst()
                        .orElseThrow());
        model.kindProperty().set(ExceptionKind.MATCHED_SILENT);
        assertThat(model.examplesProperty().get().items()).isNotEmpty().allSatisfy(item -> {
            StripContent strip = ((StripItem.Strip) item).content();
            int ringed = strip.ringed().nextSetBit(0);
            assertThat(strip.texts().get(ringed)).contains("Lily");
            assertThat(strip.value(ringed)).isZero();
            assertThat(strip.underlined().get(ringed)).isTrue();
        });
    }

    @Test
    void aWrongScriptKeepsTheLastAnswerAndOffersItsMendedForm() {
        model.textProperty().set(" cat");
        SearchAnswer before = model.answerProperty().get();
        model.textProperty().set(" cat+");
        QueryError error = model.errorProperty().get();
        assertThat(error).isNotNull();
        assertThat(error.place()).isEqualTo("1:5");
        assertThat(model.answerProperty().get()).isSameAs(before);
        model.applyFix();
        assertThat(model.textProperty().get()).isEqualTo("( cat)+");
        assertThat(model.errorProperty().get()).isNull();
    }

    @Test
    void wordsWithAPrefixAreLookedForInContexts() {
        model.textProperty().set("text:Lily garden");
        assertThat(model.modeProperty().get()).isEqualTo(SearchMode.TEXT);
        assertThat(model.textProperty().get()).isEqualTo("Lily garden");
        SearchAnswer answer = model.answerProperty().get();
        assertThat(answer.contexts()).isNotEmpty().allSatisfy(item -> {
            StripContent strip = ((StripItem.Strip) item).content();
            assertThat(strip.plainText().toLowerCase()).contains("lily").contains("garden");
            assertThat(strip.underlined().isEmpty()).isFalse();
        });
        assertThat(answer.rows()).isNotEmpty();
    }

    @Test
    void labelsAreFoundByTheirWords() {
        model.textProperty().set("label:speech");
        assertThat(model.answerProperty().get().rows())
                .anyMatch(row -> row.latent() == DemoFixture.latent("speech verb"));
        assertThat(model.examplesProperty().get().items()).isNotEmpty();
    }

    @Test
    void onlyStarredLatentsAreRankedWhenAskedFor() {
        model.choiceProperty().set(LatentChoice.ALL.withStarredOnly(true));
        model.textProperty().set("( Lily| Mia| Sue)");
        assertThat(model.answerProperty().get().rows()).isNotEmpty().allMatch(row -> fixture.opened()
                .labels()
                .label(row.latent())
                .orElseThrow()
                .starred());
    }

    @Test
    void latentsAreChosenByIdAndByHowOftenTheyFire() {
        model.textProperty().set("( Lily| Mia| Sue)");
        List<Integer> all = model.answerProperty().get().rows().stream()
                .map(RankedRow::latent)
                .toList();
        int first = all.getFirst();
        model.choiceProperty().set(LatentChoice.ALL.withIds(first + ", " + all.getLast()));
        assertThat(model.answerProperty().get().rows())
                .extracting(RankedRow::latent)
                .containsExactly(first, all.getLast());
        for (LatentChoice.Density density : LatentChoice.Density.values()) {
            model.choiceProperty().set(LatentChoice.ALL.withDensity(density));
            assertThat(model.answerProperty().get().rows())
                    .allMatch(row -> density == LatentChoice.Density.ANY
                            || density == LatentChoice.Density.RARE == row.density() <= 0.001);
        }
        assertThat(LatentChoice.ALL
                        .withDensity(LatentChoice.Density.RARE)
                        .withIds("1-3")
                        .words(1))
                .isEqualTo("All latents of 1-3, below 0.1 %");
    }

    @Test
    void queriesAreRememberedAndKept() {
        model.textProperty().set("# cats\n( cat| kitten)");
        model.remember();
        model.toggleSaved();
        assertThat(model.book().history().getFirst().name()).isEqualTo("cats");
        SearchViewModel later =
                new SearchViewModel(fixture.lanes(), model.book().settings());
        assertThat(later.book().saved()).containsExactly(model.query());
        model.toggleSaved();
        assertThat(model.book().saved()).isEmpty();
    }

    @Test
    void anEmptyQueryShowsNothing() {
        model.textProperty().set(" cat");
        model.textProperty().set("");
        assertThat(model.answerProperty().get().rows()).isEmpty();
        assertThat(model.selectedProperty().get()).isNull();
    }

    @Test
    void completesLabelsAndDefinitions() {
        String script = "pet = ( cat)\n[p";
        assertThat(model.completions(script, script.length()))
                .anyMatch(offer -> offer.text().equals("pet"));
        assertThat(model.completions("[label:\"fe", 10))
                .anyMatch(offer -> offer.text().startsWith("female names"));
    }

    @Test
    void aQueryIsAPlaceThatCanBeOpenedAgain() {
        SearchQuery query = new SearchQuery(SearchMode.PATTERN, "a = ( 100%)\n[a] said");
        assertThat(SearchQuery.of(query.address())).isEqualTo(query);
        SearchQuery words = new SearchQuery(SearchMode.TEXT, "wise \"old owl\"");
        assertThat(words.address()).hasToString("search:text:wise \"old owl\"");
        assertThat(SearchQuery.of(words.address())).isEqualTo(words);
    }

    @Test
    void anotherQueryShowsItsBestLatentAndOtherLatentsOfTheSameQueryKeepTheOneThatIsRead() {
        model.textProperty().set("( Lily)");
        RankedRow second = model.answerProperty().get().rows().get(1);
        model.selectedProperty().set(second);
        model.choiceProperty().set(LatentChoice.ALL.withIgnoreCase(true));
        assertThat(model.selectedProperty().get().latent()).isEqualTo(second.latent());
        model.textProperty().set("( Lily| Mia)");
        assertThat(model.selectedProperty().get())
                .isEqualTo(model.answerProperty().get().rows().getFirst());
    }

    @Test
    void aWordListThatWasTypedIsOnDiskBeforeAnotherIsShown() {
        WordListsViewModel lists = model.wordLists();
        lists.nameProperty().set("pets");
        lists.textProperty().set(" cat\n\n dog  ");
        lists.save();
        lists.begin();
        lists.nameProperty().set("names");
        lists.textProperty().set(" Lily");
        lists.choose("pets");
        assertThat(lists.textProperty().get()).isEqualTo(" cat\n dog");
        assertThat(lists.names()).containsExactly("names", "pets");
        assertThat(fixture.opened().words().list("names")).containsExactly(" Lily");
        assertThat(model.completions("[literals `p", 12))
                .singleElement()
                .satisfies(completion -> assertThat(completion.text()).contains("pets"));
    }

    @Test
    void aNameThatCannotBeOneIsExplainedAndNothingTypedIsLost() {
        WordListsViewModel lists = model.wordLists();
        lists.nameProperty().set("a/b");
        lists.textProperty().set(" cat");
        lists.save();
        assertThat(lists.messageProperty().get()).contains("a/b");
        assertThat(lists.textProperty().get()).isEqualTo(" cat");
    }
}
