package org.latentworkbench.app.gui.latents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.app.gui.DemoFixture;
import org.latentworkbench.app.gui.OpenFixture;
import org.latentworkbench.app.gui.control.ActivationRange;
import org.latentworkbench.app.gui.control.StripContent;
import org.latentworkbench.app.gui.control.StripItem;
import org.latentworkbench.engine.workspace.Label;

class LatentPageViewModelTest {
    @TempDir
    Path folder;

    private OpenFixture fixture;
    private LatentPageViewModel model;
    private int names;

    @BeforeEach
    void open() {
        fixture = new OpenFixture(folder);
        model = new LatentPageViewModel(
                fixture.lanes(),
                fixture.edits(),
                (_, _, latent) ->
                        _ -> new PromotedTokens(List.of(new PromotedTokens.Effect("she", latent)), List.of(), ""));
        model.openedProperty().set(fixture.opened());
        names = DemoFixture.latent("female name");
        model.latentProperty().set(names);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void showsWhatTheIndexKnows() {
        LatentPage page = page();
        var statistics = fixture.index().statistics();
        assertThat(page.title()).isEqualTo("female names");
        assertThat(page.levelWords()).isEqualTo("level 3 of 4");
        assertThat(page.statistics().get(1).value()).isEqualTo(String.format("%,d", statistics.count(names)));
        assertThat(Arrays.stream(page.histogram().counts()).sum()).isEqualTo(statistics.count(names));
        assertThat(page.nearest()).isNotEmpty();
        assertThat(page.family()).anyMatch(relation -> relation.mark().equals("→"));
    }

    @Test
    void topContextsComeStrongestFirst() {
        double[] leads =
                strips().mapToDouble(strip -> strip.lead().orElseThrow()).toArray();
        assertThat(leads).isNotEmpty();
        for (int i = 1; i < leads.length; i++) {
            assertThat(leads[i]).isLessThanOrEqualTo(leads[i - 1]);
        }
    }

    @Test
    void brushingARangeShowsContextsWhoseMaximumLiesInIt() {
        double max = fixture.index().statistics().max(names);
        model.rangeProperty().set(new ActivationRange(0.5 * max, 0.7 * max));
        assertThat(model.tabProperty().get()).isEqualTo(ContextTab.RANGE);
        assertThat(strips()).isNotEmpty().allSatisfy(strip -> assertThat(
                        strip.lead().orElseThrow())
                .isBetween(0.5 * max - 1e-6, 0.7 * max + 1e-6));
        model.rangeProperty().set(null);
        assertThat(model.tabProperty().get()).isEqualTo(ContextTab.TOP);
    }

    @Test
    void askingForARangeBrushesOne() {
        model.tabProperty().set(ContextTab.RANGE);
        assertThat(model.rangeProperty().get()).isNotNull();
        assertThat(model.contextsProperty().get().count()).endsWith("tokens");
    }

    @Test
    void quantilesStandUnderHeadings() {
        model.tabProperty().set(ContextTab.QUANTILES);
        assertThat(model.contextsProperty().get().items().stream().filter(StripItem.Heading.class::isInstance))
                .hasSize(5);
    }

    @Test
    void drawingAgainGivesOtherContexts() {
        model.tabProperty().set(ContextTab.RANDOM);
        var before = strips().map(StripContent::plainText).toList();
        model.drawAgain();
        assertThat(strips().map(StripContent::plainText).toList()).isNotEqualTo(before);
    }

    @Test
    void aSecondLatentLiesUnderTheSameTokens() {
        int lily = DemoFixture.latent("Lily");
        model.secondProperty().set(lily);
        assertThat(strips()).allMatch(strip -> strip.second() != null);
        assertThat(strips().anyMatch(strip -> strip.texts().stream().anyMatch(text -> text.contains("Lily"))))
                .isTrue();
    }

    @Test
    void whatIsWrittenIsKeptWhenGoingOn() {
        model.labels().labelProperty().set("girls");
        model.labels().noteProperty().set("and some women");
        model.latentProperty().set(DemoFixture.latent("animal"));
        Label kept = fixture.opened().labels().label(names).orElseThrow();
        assertThat(kept.label()).isEqualTo("girls");
        assertThat(kept.note()).isEqualTo("and some women");
        assertThat(kept.starred()).isTrue();
        assertThat(model.labels().labelProperty().get()).isEqualTo("animals");
    }

    @Test
    void blanksWhileWritingAreNotTakenAway() {
        model.labels().labelProperty().set("girls ");
        assertThat(model.labels().labelProperty().get()).isEqualTo("girls ");
        assertThat(fixture.opened().labels().label(names).orElseThrow().label()).isEqualTo("girls");
        assertThat(model.labels().statusProperty().get()).isEqualTo("saved");
    }

    @Test
    void aDeadLatentHasNoContexts() {
        int dead = fixture.index().info().latents() - 1;
        model.latentProperty().set(dead);
        assertThat(page().deadWords()).startsWith("dead: silent on all ");
        assertThat(page().histogram()).isNull();
        assertThat(model.contextsProperty().get().items()).isEmpty();
    }

    @Test
    void whatItPromotesBelongsToTheLatentShown() {
        assertThat(model.promotedProperty().get().promoted()).containsExactly(new PromotedTokens.Effect("she", names));
        model.latentProperty().set(DemoFixture.latent("animal"));
        assertThat(model.promotedProperty().get().promoted().getFirst().logit())
                .isEqualTo(DemoFixture.latent("animal"));
        model.latentProperty().set(fixture.index().info().latents() - 1);
        assertThat(model.promotedProperty().get()).isNull();
    }

    private LatentPage page() {
        LatentPage page = model.pageProperty().get();
        assertThat(page).isNotNull();
        return page;
    }

    private java.util.stream.Stream<StripContent> strips() {
        return model.contextsProperty().get().items().stream()
                .filter(StripItem.Strip.class::isInstance)
                .map(item -> ((StripItem.Strip) item).content());
    }
}
