package org.latentworkbench.app.gui.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.app.gui.DemoFixture;
import org.latentworkbench.app.gui.OpenFixture;
import org.latentworkbench.app.gui.control.StripContent;
import org.latentworkbench.app.gui.control.StripItem;

class TreeViewModelTest {
    @TempDir
    Path folder;

    private OpenFixture fixture;
    private TreeViewModel model;
    private int names;
    private int lily;

    @BeforeEach
    void open() {
        fixture = new OpenFixture(folder);
        model = new TreeViewModel(fixture.lanes(), fixture.edits());
        model.openedProperty().set(fixture.opened());
        names = DemoFixture.latent("female name");
        lily = DemoFixture.latent("Lily");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private TreePicture picture() {
        TreePicture picture = model.pictureProperty().get();
        assertThat(picture).isNotNull();
        return picture;
    }

    @Test
    void higherThresholdsLeaveFewerNodesAtOnce() {
        int before = picture().forest().edges().size();
        model.scoreProperty().set(0.8);
        int stricter = picture().forest().edges().size();
        model.coverageProperty().set(0.95);
        assertThat(stricter).isLessThan(before);
        assertThat(picture().forest().edges()).allMatch(edge -> edge.score() >= 0.8 && edge.coverage() >= 0.95);
        model.minDensityProperty().set(0.5);
        assertThat(picture().forest().size()).isZero();
    }

    @Test
    void aChosenNodeIsHeldAgainstItsBestParent() {
        model.select(lily);
        assertThat(model.pairProperty().get()).isEqualTo(new TreeViewModel.Pair(names, lily));
        PairPage page = model.pageProperty().get();
        assertThat(page.child().title()).isEqualTo("Lily");
        assertThat(page.parent().orElseThrow().quoted()).isEqualTo("“female names”");
        long holes = page.counts().get(PairPage.Kind.HOLES);
        assertThat(holes + page.counts().get(PairPage.Kind.BOTH)).isEqualTo(page.childFires());
        assertThat(1 - page.coverage()).isEqualTo((double) holes / page.childFires());
    }

    @Test
    void holesAreRingedWhereOnlyTheChildFires() {
        model.select(lily);
        assertThat(model.pageProperty().get().strips().get(PairPage.Kind.HOLES))
                .isNotEmpty()
                .allSatisfy(item -> {
                    StripContent strip = ((StripItem.Strip) item).content();
                    assertThat(strip.ringed().isEmpty()).isFalse();
                    strip.ringed().stream().forEach(token -> {
                        assertThat(strip.value(token)).isZero();
                        assertThat(strip.secondValue(token)).isPositive();
                    });
                });
    }

    @Test
    void anyAncestorCanBeTheParent() {
        int root = picture().forest().path(lily)[0];
        model.select(lily);
        model.compareWith(root);
        assertThat(model.pairProperty().get()).isEqualTo(new TreeViewModel.Pair(root, lily));
        assertThat(model.pageProperty().get().pathScore().split(" · "))
                .hasSize(picture().forest().path(lily).length - 1);
    }

    @Test
    void stepsWalkTheTree() {
        model.select(names);
        model.step(Step.CHILD);
        int first = model.pairProperty().get().child();
        assertThat(picture().forest().bestParent(first).orElseThrow().parent()).isEqualTo(names);
        model.step(Step.NEXT);
        assertThat(model.pairProperty().get().child()).isNotEqualTo(first);
        model.step(Step.PREVIOUS);
        assertThat(model.pairProperty().get().child()).isEqualTo(first);
        model.step(Step.PARENT);
        assertThat(model.pairProperty().get().child()).isEqualTo(names);
    }

    @Test
    void aPlaceAskedForBeforeTheTreeIsThereIsShownThen() {
        TreeViewModel later = new TreeViewModel(fixture.lanes(), fixture.edits());
        later.goTo(new TreeViewModel.Pair(-1, lily));
        later.openedProperty().set(fixture.opened());
        assertThat(later.pairProperty().get()).isEqualTo(new TreeViewModel.Pair(names, lily));
    }

    @Test
    void saysWhatIsMissing() {
        model.openedProperty().set(null);
        assertThat(model.stateProperty().get()).isEqualTo(TreeViewModel.State.NOTHING_OPEN);
        assertThat(model.pictureProperty().get()).isNull();
    }

    @Test
    void aBranchFitsItsRoomAndHoldsTheWayToTheSelectedNode() {
        int animals = DemoFixture.latent("animal");
        for (int focus : new int[] {names, animals, picture().forest().path(lily)[0]}) {
            for (int room : new int[] {4, 10, 25}) {
                int selected = focus == animals ? animals : lily;
                Branch branch = Branch.of(picture().forest(), focus, selected, room);
                Set<Integer> ids = new HashSet<>();
                branch.nodes().forEach(node -> assertThat(ids.add(node.id())).isTrue());
                assertThat(branch.rows()).isLessThanOrEqualTo(room);
                for (int step : picture().forest().path(selected)) {
                    assertThat(ids).contains(step);
                }
                assertThat(rowsOfLeaves(branch)).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void aBranchSaysHowManyChildrenItLeavesOut() {
        Branch branch = Branch.of(picture().forest(), names, lily, 8);
        int shown = (int)
                branch.edges().stream().filter(edge -> edge.parent() == names).count();
        int left = branch.more().stream()
                .filter(more -> more.parent() == names)
                .mapToInt(Branch.More::count)
                .sum();
        assertThat(shown + left).isEqualTo(picture().forest().children(names).size());
    }

    private static List<Double> rowsOfLeaves(Branch branch) {
        Set<Integer> parents = new HashSet<>();
        branch.edges().forEach(edge -> parents.add(edge.parent()));
        return branch.nodes().stream()
                .filter(node -> !parents.contains(node.id()))
                .map(Branch.Node::row)
                .toList();
    }
}
