package org.latentworkbench.app.gui.latents;

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

class LatentsViewModelTest {
    @TempDir
    Path folder;

    private OpenFixture fixture;
    private LatentsViewModel model;

    @BeforeEach
    void open() {
        fixture = new OpenFixture(folder);
        model = new LatentsViewModel(fixture.lanes(), fixture.edits());
        model.openedProperty().set(fixture.opened());
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void showsLiveLatentsByDensityAndCountsTheDead() {
        int latents = fixture.index().info().latents();
        assertThat(model.rows()).noneMatch(LatentRow::dead);
        assertThat(model.rows().size() + model.deadProperty().get()).isEqualTo(latents);
        assertThat(model.rows())
                .isSortedAccordingTo(
                        Comparator.comparingDouble(LatentRow::density).reversed());
        assertThat(model.countProperty().get()).endsWith(" of " + latents);
    }

    @Test
    void filtersEveryColumnAtOnce() {
        model.filterProperty()
                .set(new RowFilter(RowFilter.Group.LIVE, new RowFilter.Words("", "name", "3", "> 0.001", "", "", "")));
        assertThat(model.rows())
                .isNotEmpty()
                .allMatch(row -> row.label().contains("name") && row.level() == 3 && row.density() > 0.001);
        assertThat(model.problemProperty().get()).isEmpty();
    }

    @Test
    void saysInWordsWhyNothingIsLeft() {
        model.filterProperty()
                .set(new RowFilter(
                        RowFilter.Group.LIVE, new RowFilter.Words("", "zebra crossing", "", "> 0.5", "", "", "")));
        assertThat(model.rows()).isEmpty();
        assertThat(model.problemProperty().get()).isEqualTo("No latent has density > 0.5 and “zebra crossing”.");
        model.clearFilters();
        assertThat(model.rows()).isNotEmpty();
    }

    @Test
    void sortsByTwoColumns() {
        model.orderProperty().set(List.of(new SortKey(LatentColumn.LEVEL, false), new SortKey(LatentColumn.MAX, true)));
        assertThat(model.rows())
                .isSortedAccordingTo(Comparator.comparingInt(LatentRow::level)
                        .thenComparing(
                                Comparator.comparingDouble(LatentRow::max).reversed()));
        assertThat(SortKey.words(model.orderProperty().get())).isEqualTo("sorted by lvl, then max");
    }

    @Test
    void aStarIsKeptAndShownAtOnce() {
        int latent = DemoFixture.latent("animal");
        model.toggleStar(latent);
        assertThat(row(latent).starred()).isTrue();
        assertThat(fixture.opened().labels().label(latent).orElseThrow().label())
                .isEqualTo("animals");
        model.filterProperty().set(new RowFilter(RowFilter.Group.STARRED, RowFilter.Words.NONE));
        assertThat(model.rows()).anyMatch(row -> row.id() == latent);
    }

    @Test
    void stepsThroughTheRowsAsTheyStand() {
        model.selectedProperty().set(model.rows().get(3).id());
        model.step(1);
        assertThat(model.selectedProperty().get()).isEqualTo(model.rows().get(4).id());
        model.selectedProperty().set(model.rows().getFirst().id());
        model.step(-1);
        assertThat(model.selectedProperty().get())
                .isEqualTo(model.rows().getFirst().id());
    }

    @Test
    void copiesRowsWithAHeader() {
        String tsv = LatentsViewModel.tsv(
                model.rows().subList(0, 2), List.of(LatentColumn.ID, LatentColumn.LABEL, LatentColumn.MAX));
        assertThat(tsv.lines()).hasSize(3).first().isEqualTo("id\tlabel\tmax");
        assertThat(tsv.lines().skip(1)).allMatch(line -> line.split("\t", -1).length == 3);
    }

    @Test
    void theBestRegexIsShownSortedAndFiltered() {
        assertThat(row(DemoFixture.latent("Lily")).regex().script()).containsIgnoringCase("lily");
        assertThat(row(DemoFixture.latent("Lily")).regex().f1()).isGreaterThan(0.5);
        model.orderProperty().set(List.of(new SortKey(LatentColumn.REGEX, true)));
        assertThat(model.rows())
                .isSortedAccordingTo(Comparator.comparingDouble(
                                (LatentRow row) -> row.regex().f1())
                        .reversed());
        model.filterProperty()
                .set(new RowFilter(RowFilter.Group.LIVE, new RowFilter.Words("", "", "", "", "", "", "lily")));
        assertThat(model.rows())
                .isNotEmpty()
                .allMatch(row ->
                        row.regex().script().toLowerCase(java.util.Locale.ROOT).contains("lily"));
    }

    @Test
    void forgetsEverythingWhenNothingIsOpen() {
        model.selectedProperty().set(3);
        model.openedProperty().set(null);
        assertThat(model.rows()).isEmpty();
        assertThat(model.selectedProperty().get()).isNull();
    }

    private LatentRow row(int latent) {
        return model.rows().stream()
                .filter(row -> row.id() == latent)
                .findFirst()
                .orElseThrow();
    }
}
