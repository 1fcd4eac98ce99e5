package org.latentworkbench.app.gui.latents;

import java.time.Duration;
import java.util.Optional;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.LabelEdits;
import org.latentworkbench.app.gui.OpenAutoencoder;
import org.latentworkbench.app.gui.control.ActivationRange;
import org.latentworkbench.app.gui.control.Histogram;
import org.latentworkbench.app.gui.reading.Explanations;
import org.latentworkbench.app.gui.reading.Families;
import org.latentworkbench.app.gui.reading.Searcher;
import org.latentworkbench.app.gui.task.Lanes;
import org.latentworkbench.app.gui.task.LatestUpdate;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.job.Job;

/** The state of the page of one latent: its figures, what the person writes about it, and the contexts chosen. */
final class LatentPageViewModel {
    /** How long a latent must be shown before its model is loaded: nobody waits who steps through the table. */
    private static final Duration STEPPING = Duration.ofMillis(250);

    private static final Duration BRUSHING = Duration.ofMillis(60);
    /** The range that is brushed when a person asks for a range without having drawn one. */
    private static final double FIRST_LOW = 0.28;

    private static final double FIRST_HIGH = 0.45;

    private final LabelEditor labels;
    private final Families families = new Families();
    private final LatestUpdate<LatentPage> reading;
    private final LatestUpdate<ContextsUpdate.Contexts> sampling;
    private final LatestUpdate<Explained> explaining;
    private final LatestUpdate<PromotedTokens> promoting;
    private final Promotions promotions;
    private final Searcher searcher = new Searcher();
    private final Explanations explanations = new Explanations();
    private final ObjectProperty<@Nullable OpenAutoencoder> opened = new SimpleObjectProperty<>(this, "opened");
    private final ObjectProperty<@Nullable Integer> latent = new SimpleObjectProperty<>(this, "latent");
    private final ObjectProperty<@Nullable Integer> second = new SimpleObjectProperty<>(this, "second");
    private final ReadOnlyObjectWrapper<@Nullable LatentPage> page = new ReadOnlyObjectWrapper<>(this, "page");
    private final ObjectProperty<ContextTab> tab = new SimpleObjectProperty<>(this, "tab", ContextTab.TOP);
    private final ObjectProperty<@Nullable ActivationRange> range = new SimpleObjectProperty<>(this, "range");
    private final LongProperty seed = new SimpleLongProperty(this, "seed", 1);
    private final ReadOnlyObjectWrapper<ContextsUpdate.Contexts> contexts =
            new ReadOnlyObjectWrapper<>(this, "contexts", ContextsUpdate.Contexts.NONE);
    private final ReadOnlyObjectWrapper<@Nullable Explained> explained = new ReadOnlyObjectWrapper<>(this, "explained");
    private final ReadOnlyObjectWrapper<@Nullable PromotedTokens> promoted =
            new ReadOnlyObjectWrapper<>(this, "promoted");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");

    /** What finds the tokens that a latent promotes; it may load a language model. */
    @FunctionalInterface
    interface Promotions {
        /** To be run off the interface thread. */
        Job<PromotedTokens> of(OpenAutoencoder opened, LatentIndex index, int latent);
    }

    LatentPageViewModel(Lanes lanes, LabelEdits edits, Promotions promotions) {
        this.promotions = promotions;
        promoting = new LatestUpdate<>(lanes, STEPPING);
        labels = new LabelEditor(lanes, edits);
        reading = new LatestUpdate<>(lanes, Duration.ZERO);
        sampling = new LatestUpdate<>(lanes, BRUSHING);
        explaining = new LatestUpdate<>(lanes, BRUSHING);
        opened.subscribe((_, _) -> open());
        latent.subscribe((_, _) -> open());
        second.subscribe((_, _) -> sample());
        tab.subscribe((_, _) -> chooseTab());
        range.subscribe(this::chooseRange);
        seed.subscribe((_, _) -> sample());
    }

    private void open() {
        OpenAutoencoder now = opened.get();
        Integer id = latent.get();
        if (now == null || now.index().isEmpty() || id == null) {
            reading.cancel();
            sampling.cancel();
            explaining.cancel();
            promoting.cancel();
            explained.set(null);
            promoted.set(null);
            page.set(null);
            contexts.set(ContextsUpdate.Contexts.NONE);
            return;
        }
        problem.set("");
        labels.show(now, id);
        reading.ask(new LatentPageUpdate(now, now.index().get(), families, id), this::show, this::failed);
    }

    private void show(LatentPage read) {
        range.set(null);
        if (tab.get() == ContextTab.RANGE && read.histogram() != null) {
            range.set(firstRange(read.histogram()));
        }
        page.set(read);
        sample();
        explain(read);
        promote(read);
    }

    private void promote(LatentPage read) {
        OpenAutoencoder now = opened.get();
        promoted.set(null);
        if (now == null || now.index().isEmpty() || read.dead()) {
            promoting.cancel();
            return;
        }
        promoting.ask(
                promotions.of(now, now.index().get(), read.latent()),
                promoted::set,
                _ -> promoted.set(PromotedTokens.none("The model could not be read.")));
    }

    private void explain(LatentPage read) {
        OpenAutoencoder now = opened.get();
        explained.set(null);
        if (now == null || now.index().isEmpty() || read.dead()) {
            explaining.cancel();
            return;
        }
        LatentIndex index = now.index().get();
        explaining.ask(
                new ExplanationUpdate(now, index, searcher, explanations, read.latent()),
                explained::set,
                _ -> explained.set(Explained.NOTHING));
    }

    /** Reads the explanation again, after one was found. */
    void explainAgain() {
        LatentPage shown = page.get();
        if (shown != null) {
            explain(shown);
        }
    }

    private void failed(Throwable reason) {
        problem.set(Optional.ofNullable(reason.getMessage()).orElse("The latent could not be read."));
    }

    private static ActivationRange firstRange(Histogram histogram) {
        return new ActivationRange(histogram.max() * FIRST_LOW, histogram.max() * FIRST_HIGH);
    }

    private void chooseTab() {
        LatentPage shown = page.get();
        if (tab.get() == ContextTab.RANGE && range.get() == null && shown != null && shown.histogram() != null) {
            range.set(firstRange(shown.histogram()));
        } else {
            sample();
        }
    }

    private void chooseRange(@Nullable ActivationRange now) {
        if (now == null) {
            if (tab.get() == ContextTab.RANGE) {
                tab.set(ContextTab.TOP);
            }
        } else if (tab.get() == ContextTab.RANGE) {
            sample();
        } else {
            tab.set(ContextTab.RANGE);
        }
    }

    private void sample() {
        OpenAutoencoder now = opened.get();
        LatentPage shown = page.get();
        if (now == null || now.index().isEmpty() || shown == null || shown.dead()) {
            sampling.cancel();
            contexts.set(ContextsUpdate.Contexts.NONE);
            return;
        }
        sampling.ask(
                new ContextsUpdate(now.index().get(), shown.latent(), second.get(), tab.get(), range.get(), seed.get()),
                contexts::set,
                this::failed);
    }

    /** Draws other random contexts. */
    void drawAgain() {
        seed.set(seed.get() + 1);
    }

    ObjectProperty<@Nullable OpenAutoencoder> openedProperty() {
        return opened;
    }

    /** The latent shown; null for none. */
    ObjectProperty<@Nullable Integer> latentProperty() {
        return latent;
    }

    /** The second latent on the same text; null for none. */
    ObjectProperty<@Nullable Integer> secondProperty() {
        return second;
    }

    /** What the page shows; null until a latent is chosen. */
    ReadOnlyObjectProperty<@Nullable LatentPage> pageProperty() {
        return page.getReadOnlyProperty();
    }

    ObjectProperty<ContextTab> tabProperty() {
        return tab;
    }

    /** The brushed range; null for none. */
    ObjectProperty<@Nullable ActivationRange> rangeProperty() {
        return range;
    }

    ReadOnlyObjectProperty<ContextsUpdate.Contexts> contextsProperty() {
        return contexts.getReadOnlyProperty();
    }

    /** What the person writes about the latent. */
    LabelEditor labels() {
        return labels;
    }

    /** What its tokens alone say; null until that is computed. */
    ReadOnlyObjectProperty<@Nullable Explained> explainedProperty() {
        return explained.getReadOnlyProperty();
    }

    /** What it does to the next token; null until that is computed. */
    ReadOnlyObjectProperty<@Nullable PromotedTokens> promotedProperty() {
        return promoted.getReadOnlyProperty();
    }

    /** What went wrong, in one sentence; empty when nothing did. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return reading.busyProperty();
    }
}
