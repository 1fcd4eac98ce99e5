package org.latentworkbench.app.gui.search;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.Address;
import org.latentworkbench.app.gui.AppContext;
import org.latentworkbench.app.gui.OpenAutoencoder;
import org.latentworkbench.app.gui.WorkbenchView;
import org.latentworkbench.app.gui.control.Dividers;
import org.latentworkbench.app.gui.control.EmptyState;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.search.LatentIds;

/** Search of latents by pattern, of contexts by words, of labels by words. */
public final class SearchView extends WorkbenchView {
    private static final double LATENTS_WIDTH = 664;
    private static final double QUERY_HEIGHT = 196;
    private static final double HALF = 0.5;

    private final AppContext context;
    private final SearchViewModel model;
    private @Nullable QueryPane query;

    /** A search of the autoencoder that the session has in view. */
    public SearchView(AppContext context) {
        this(context, new SearchViewModel(context.jobs().lanes(), context.settings()));
    }

    SearchView(AppContext context, SearchViewModel model) {
        super("search", "Search", "mdi2m-magnify");
        this.context = context;
        this.model = model;
        model.openedProperty().bind(context.session().openedProperty());
        // Only answered queries are places: half-typed words would fill the way back.
        model.answerProperty().subscribe(answer -> moveTo(answer.query().address()));
    }

    @Override
    public void show(Address place) {
        if (!place.rest().isBlank() && !place.equals(address())) {
            model.ask(SearchQuery.of(place));
        }
        if (query != null) {
            query.focus();
        }
    }

    @Override
    protected Node build() {
        QueryPane queryPane = new QueryPane(model, this::export, this::askIds);
        query = queryPane;
        CorpusTable corpora = new CorpusTable();
        model.answerProperty().subscribe(answer -> corpora.show(answer.corpora()));
        model.firstMatchesProperty().subscribe(found -> show(corpora, found));
        model.errorProperty().subscribe(error -> corpora.setOpacity(error == null ? 1 : HALF));
        StackPane beside = new StackPane(corpora);
        beside.getStyleClass().add("corpora-pane");
        StackPane.setAlignment(corpora, javafx.geometry.Pos.TOP_LEFT);
        HBox top = new HBox(queryPane, beside);
        top.getStyleClass().add("line-bottom");
        top.setMinHeight(QUERY_HEIGHT);
        top.setPrefHeight(QUERY_HEIGHT);
        HBox.setHgrow(beside, Priority.ALWAYS);
        RankedTable table = new RankedTable(model, this::openLatent);
        ExamplesPane examples = new ExamplesPane(model, this::openLatent);
        SplitPane split = new SplitPane(table, examples);
        Dividers.keepFirst(
                split, context.settings().number("search.latents", LATENTS_WIDTH), width -> context.settings()
                        .put("search.latents", width));
        var position = split.getDividers().getFirst().positionProperty();
        queryPane.prefWidthProperty().bind(split.widthProperty().multiply(position));
        queryPane.minWidthProperty().bind(queryPane.prefWidthProperty());
        VBox.setVgrow(split, Priority.ALWAYS);
        VBox content = new VBox(top, split);
        EmptyState empty = new EmptyState("mdi2m-magnify");
        StackPane root = new StackPane(content, empty);
        root.getStyleClass().add("search-view");
        model.openedProperty().subscribe(now -> {
            boolean ready = now != null && now.index().isPresent();
            content.setVisible(ready);
            empty.setVisible(!ready);
            empty.setSentence(
                    "Search finds latents by what they should fire on. It needs the index of an autoencoder.");
            empty.setNextStep("Open Data", () -> context.navigator().go(new Address("data", "")));
        });
        return root;
    }

    private void show(CorpusTable corpora, @Nullable FirstMatches found) {
        if (found == null) {
            corpora.show(model.answerProperty().get().corpora());
        } else {
            corpora.showSoFar(
                    context.session()
                            .opened()
                            .flatMap(OpenAutoencoder::index)
                            .map(index -> index.info().corpus())
                            .orElse(""),
                    found.matches());
        }
    }

    private Optional<String> askIds(String present) {
        Optional<String> written = context.dialogs()
                .askText("Which latents?", "Ids and ranges, such as 3,7,100-199; empty for all", present);
        int latents =
                context.session().opened().map(now -> now.info().latents()).orElse(0);
        try {
            written.filter(ids -> !ids.isBlank()).ifPresent(ids -> LatentIds.parse(ids, latents));
            return written;
        } catch (BadInputException e) {
            context.notifier().error("All latents are ranked as before", e);
            return Optional.empty();
        }
    }

    private void openLatent() {
        RankedRow row = model.selectedProperty().get();
        context.session().opened().ifPresent(opened -> {
            if (row != null) {
                model.remember();
                context.navigator().go(Address.latent(opened.name(), row.latent()));
            }
        });
    }

    private void export() {
        String tsv = RankedTable.tsv(model.answerProperty().get().rows());
        Optional<Path> target = context.dialogs().chooseTarget("Save the ranked latents", "search.tsv");
        target.ifPresent(file -> context.jobs()
                .lanes()
                .ask(
                        () -> {
                            AtomicFile.writeText(file, tsv);
                            return file;
                        },
                        written -> context.notifier().info("Saved " + written.getFileName()),
                        reason -> context.notifier().error("Could not save the latents", reason)));
    }
}
