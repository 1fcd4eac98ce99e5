package org.latentworkbench.app.gui.search;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.latentworkbench.app.gui.OpenAutoencoder;
import org.latentworkbench.app.gui.control.Buttons;
import org.latentworkbench.app.gui.control.QueryEditor;
import org.latentworkbench.app.gui.control.SegmentedControl;

/** Where a query is written: mode, editor, and one line that says what a match is or what is wrong. */
final class QueryPane extends VBox {
    private final SearchViewModel model;
    private final QueryEditor editor = new QueryEditor();
    private final FontIcon sign = new FontIcon("mdi2c-check-circle-outline");
    private final Function<String, Optional<String>> askIds;
    private final Label words = new Label();
    private final Label place = new Label();
    private final Button fix = new Button("Fix");
    private final Button choice = new Button();
    private final Button save = new Button("Save", new FontIcon("mdi2b-bookmark-outline"));

    /** @param askIds asks for the ids of latents, given those of now; empty if the person changes nothing */
    QueryPane(SearchViewModel model, Runnable export, Function<String, Optional<String>> askIds) {
        this.model = model;
        this.askIds = askIds;
        getStyleClass().add("query-pane");
        editor.setId("query");
        editor.textProperty().bindBidirectional(model.textProperty());
        editor.setOnRun(model::remember);
        editor.setCompletions(model::completions);
        VBox.setVgrow(editor, Priority.ALWAYS);
        getChildren().addAll(head(), editor, line(export));
        model.errorProperty().subscribe(_ -> explain());
        model.answerProperty().subscribe(_ -> explain());
        model.firstMatchesProperty().subscribe(_ -> explain());
        model.choiceProperty().subscribe(_ -> nameChoice());
        model.openedProperty().subscribe(_ -> nameChoice());
        model.textProperty().subscribe(_ -> nameSaved());
        model.book().saved().subscribe(this::nameSaved);
    }

    private HBox head() {
        SegmentedControl<SearchMode> modes = new SegmentedControl<>(List.of(SearchMode.values()), SearchMode::title);
        modes.setId("search-mode");
        modes.valueProperty().bindBidirectional(model.modeProperty());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button history = Buttons.flat("mdi2h-history", "History", () -> {});
        history.setOnAction(
                _ -> queries(model.book().history(), "Nothing was asked yet").show(history, Side.BOTTOM, 0, 4));
        Button saved = Buttons.flat("mdi2b-bookmark-outline", "Saved", () -> {});
        saved.setId("saved-queries");
        saved.setOnAction(
                _ -> queries(model.book().saved(), "Nothing was saved yet").show(saved, Side.BOTTOM, 0, 4));
        CheatSheet sheet = new CheatSheet(this::use);
        Button cheat = Buttons.flat("mdi2h-help-circle-outline", "Cheat sheet", () -> {});
        cheat.setId("cheat-sheet");
        cheat.setOnAction(_ -> sheet.toggle(cheat));
        WordListsPane lists = new WordListsPane(model.wordLists());
        Button words = Buttons.flat("mdi2f-format-list-bulleted", "Word lists", () -> {});
        words.setId("word-lists");
        words.setOnAction(_ -> lists.toggle(words));
        return new HBox(4, modes, space, history, saved, words, cheat);
    }

    private void use(String pattern) {
        model.ask(new SearchQuery(SearchMode.PATTERN, pattern));
        editor.edit();
    }

    private ContextMenu queries(List<SearchQuery> queries, String none) {
        ContextMenu menu = new ContextMenu();
        for (SearchQuery query : queries.subList(0, Math.min(20, queries.size()))) {
            MenuItem item = new MenuItem(query.name());
            item.setMnemonicParsing(false);
            item.setOnAction(_ -> {
                model.ask(query);
                editor.edit();
            });
            menu.getItems().add(item);
        }
        if (queries.isEmpty()) {
            MenuItem item = new MenuItem(none);
            item.setDisable(true);
            menu.getItems().add(item);
        }
        return menu;
    }

    private HBox line(Runnable export) {
        words.setId("query-words");
        words.setMinWidth(0);
        place.getStyleClass().addAll("muted", "figures");
        place.setMinWidth(USE_PREF_SIZE);
        fix.setId("fix");
        fix.getStyleClass().add("small");
        fix.setMinWidth(USE_PREF_SIZE);
        fix.setOnAction(_ -> {
            model.applyFix();
            editor.edit();
        });
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        choice.setId("latent-choice");
        choice.setGraphic(new FontIcon("mdi2t-tune-variant"));
        choice.setMinWidth(USE_PREF_SIZE);
        choice.setOnAction(_ -> choices().show(choice, Side.BOTTOM, 0, 4));
        save.setId("save-query");
        save.setMinWidth(USE_PREF_SIZE);
        save.setOnAction(_ -> model.toggleSaved());
        Button tray = Buttons.icon("mdi2t-tray-arrow-up", "Save the ranked latents as tab-separated text", export);
        tray.setMinWidth(USE_PREF_SIZE);
        tray.getStyleClass().add("bordered");
        HBox line = new HBox(8, sign, words, space, place, fix, choice, save, tray);
        line.getStyleClass().add("query-line");
        return line;
    }

    private void explain() {
        QueryError error = model.errorProperty().get();
        boolean searching = model.firstMatchesProperty().get() != null;
        String explanation =
                searching ? "Searching…" : model.answerProperty().get().explanation();
        boolean wrong = error != null;
        sign.setVisible(wrong || !searching && !explanation.isEmpty());
        sign.setIconLiteral(wrong ? "mdi2a-alert-circle-outline" : "mdi2c-check-circle-outline");
        sign.getStyleClass().setAll("ikonli-font-icon", wrong ? "danger" : "success");
        words.getStyleClass().removeAll("danger-text", "muted");
        words.getStyleClass().add(wrong ? "danger-text" : "muted");
        if (error == null) {
            editor.clearError();
            words.setText(explanation.isEmpty() ? "Type a phrase. Try “ said” or open the cheat sheet." : explanation);
            words.setTooltip(new Tooltip(words.getText()));
        } else {
            words.setText(error.message());
            words.setTooltip(new Tooltip(error.message()));
            if (error.length() > 0) {
                editor.showError(error.offset(), error.length());
            }
        }
        place.setText(error == null ? "" : error.place());
        boolean mends = error != null && error.fix().isPresent();
        fix.setVisible(mends);
        fix.setManaged(mends);
        if (error != null && error.fix().isPresent()) {
            fix.setTooltip(new Tooltip("Write " + error.fix().get().written()));
        }
        for (Region region : List.of(choice, save)) {
            region.setVisible(!wrong);
            region.setManaged(!wrong);
        }
    }

    private void nameChoice() {
        choice.setText(model.choiceProperty().get().words(levels()));
    }

    private int levels() {
        OpenAutoencoder opened = model.openedProperty().get();
        return opened == null ? 1 : opened.levels();
    }

    private void nameSaved() {
        boolean saved = model.book().isSaved(model.query());
        save.setText(saved ? "Saved" : "Save");
        save.setDisable(model.query().isBlank());
    }

    private ContextMenu choices() {
        LatentChoice now = model.choiceProperty().get();
        ContextMenu menu = new ContextMenu();
        menu.getItems()
                .addAll(
                        item("Any case", now.ignoreCase(), now.withIgnoreCase(!now.ignoreCase())),
                        item("Starred latents only", now.starredOnly(), now.withStarredOnly(!now.starredOnly())),
                        ids(now));
        menu.getItems().add(new SeparatorMenuItem());
        for (LatentChoice.Density density : LatentChoice.Density.values()) {
            menu.getItems().add(item(density.words(), now.density() == density, now.withDensity(density)));
        }
        int levels = levels();
        if (levels > 1) {
            menu.getItems().add(new SeparatorMenuItem());
            boolean all = now.lowestLevel() == 1 && now.highestLevel() >= levels;
            menu.getItems().add(item("All levels", all, now.withLevels(1, Integer.MAX_VALUE)));
            for (int level = 1; level <= levels; level++) {
                boolean only = now.lowestLevel() == level && now.highestLevel() == level;
                menu.getItems().add(item("Level " + level, only, now.withLevels(level, level)));
            }
        }
        return menu;
    }

    private CheckMenuItem ids(LatentChoice now) {
        CheckMenuItem item = item("Only these ids…", !now.ids().isEmpty(), now);
        item.setOnAction(_ -> askIds.apply(now.ids())
                .ifPresent(written -> model.choiceProperty().set(now.withIds(written))));
        return item;
    }

    private CheckMenuItem item(String name, boolean on, @Nullable LatentChoice then) {
        CheckMenuItem item = new CheckMenuItem(name);
        item.setSelected(on);
        item.setOnAction(_ -> model.choiceProperty().set(then));
        return item;
    }

    /** Takes the keyboard. */
    void focus() {
        editor.edit();
    }
}
