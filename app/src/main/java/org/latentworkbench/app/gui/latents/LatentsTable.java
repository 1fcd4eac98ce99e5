package org.latentworkbench.app.gui.latents;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.AnchorPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.control.Buttons;
import org.latentworkbench.app.gui.control.Clipboards;
import org.latentworkbench.app.gui.control.EmptyState;
import org.latentworkbench.app.gui.control.Figures;
import org.latentworkbench.app.gui.control.WholeRows;
import org.latentworkbench.app.gui.settings.Settings;

/** The table of all latents with its filters. */
final class LatentsTable extends VBox {
    private static final double HEADER = 28;
    private static final Set<LatentColumn> HIDDEN = EnumSet.of(LatentColumn.MEAN, LatentColumn.F1);

    private final LatentsViewModel model;
    private final TableView<LatentRow> table = new TableView<>();
    private final Runnable openPage;
    private boolean selecting;

    /**
     * A table.
     *
     * @param settings where the columns are remembered
     * @param openPage moves the keyboard to the page of the chosen latent
     * @param explain looks for the best regex of every latent
     * @param export writes tab-separated text to a file the person names
     */
    LatentsTable(
            LatentsViewModel model, Settings settings, Runnable openPage, Runnable explain, Consumer<String> export) {
        this.model = model;
        this.openPage = openPage;
        getStyleClass().add("latents-table");
        table.setId("latents");
        table.getStyleClass().add("with-filters");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        for (LatentColumn column : LatentColumn.values()) {
            TableColumn<LatentRow, ?> made = LatentColumns.make(column, model::toggleStar);
            made.setVisible(!HIDDEN.contains(column));
            table.getColumns().add(made);
        }
        ColumnMemory.keep(table, settings, "latents.columns");
        table.setItems(model.rows());
        table.setRowFactory(_ -> new Row());
        table.setPlaceholder(placeholder());
        sortAs(model.orderProperty().get());
        table.getSortOrder().subscribe(this::markSorted);
        markSorted();
        table.setSortPolicy(_ -> {
            model.orderProperty().set(order());
            return true;
        });
        table.getSelectionModel().selectedItemProperty().subscribe(this::chosen);
        model.selectedProperty().subscribe(this::reveal);
        model.rows().subscribe(() -> reveal(model.selectedProperty().get()));
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        FilterRow filters = new FilterRow(table, model.filterProperty());
        AnchorPane over = new AnchorPane(filters);
        over.setPickOnBounds(false);
        AnchorPane.setTopAnchor(filters, HEADER);
        AnchorPane.setLeftAnchor(filters, 0.0);
        AnchorPane.setRightAnchor(filters, 0.0);
        StackPane stack = new StackPane(table, over);
        StackPane.setAlignment(table, Pos.TOP_CENTER);
        VBox.setVgrow(stack, Priority.ALWAYS);
        WholeRows.keep(table, stack.heightProperty());
        getChildren().addAll(head(explain, export), stack, foot());
    }

    private HBox head(Runnable explain, Consumer<String> export) {
        Label title = new Label("Latents");
        title.getStyleClass().add("page-title");
        Label count = new Label();
        count.setId("latent-count");
        count.getStyleClass().addAll("muted", "page-count");
        count.textProperty().bind(model.countProperty());
        Button dead = new Button();
        dead.setId("dead-badge");
        dead.getStyleClass().setAll("chip", "quiet", "chip-button");
        dead.setMinWidth(USE_PREF_SIZE);
        Runnable name = () -> dead.setText(Figures.count(model.deadProperty().get())
                + (model.filterProperty().get().group() == RowFilter.Group.DEAD ? " dead" : " dead hidden"));
        model.deadProperty().subscribe(_ -> name.run());
        model.filterProperty().subscribe(_ -> name.run());
        dead.visibleProperty().bind(model.deadProperty().greaterThan(0));
        dead.setOnAction(_ -> group(RowFilter.Group.DEAD));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button lists = Buttons.flat("mdi2b-bookmark-outline", "Lists", () -> {});
        lists.setId("lists");
        lists.setOnAction(_ -> groups().show(lists, javafx.geometry.Side.BOTTOM, 0, 4));
        Button columns = Buttons.icon("mdi2v-view-column-outline", "Choose columns", () -> {});
        columns.setId("columns");
        columns.setOnAction(_ -> columns().show(columns, javafx.geometry.Side.BOTTOM, 0, 4));
        Button save = Buttons.icon(
                "mdi2t-tray-arrow-up",
                "Save the rows as tab-separated text",
                () -> export.accept(LatentsViewModel.tsv(model.rows(), visibleColumns())));
        Button regexes = Buttons.icon("mdi2r-regex", "Find the best regex of every latent", explain);
        regexes.setId("explain");
        HBox head = new HBox(title, count, dead, space, lists, regexes, columns, save);
        head.getStyleClass().addAll("pane-head", "line-bottom");
        return head;
    }

    private HBox foot() {
        Label keys = new Label("Enter opens · Ctrl+click adds a second latent in violet · Space stars");
        keys.getStyleClass().add("caption");
        keys.setMinWidth(0);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Label sorted = new Label();
        sorted.setId("sorted-by");
        sorted.getStyleClass().add("caption");
        sorted.setMinWidth(USE_PREF_SIZE);
        sorted.textProperty().bind(model.orderProperty().map(SortKey::words));
        HBox foot = new HBox(8, keys, space, sorted);
        foot.getStyleClass().addAll("pane-foot", "line-top");
        return foot;
    }

    private Region placeholder() {
        EmptyState empty = new EmptyState("mdi2f-filter-variant");
        model.problemProperty().subscribe(problem -> {
            empty.setSentence(problem.isEmpty() ? "Nothing to show yet." : problem);
            empty.setNextStep(problem.isEmpty() ? "" : "Clear filters", model::clearFilters);
        });
        return empty;
    }

    private ContextMenu groups() {
        ContextMenu menu = new ContextMenu();
        for (RowFilter.Group group : RowFilter.Group.values()) {
            CheckMenuItem item = new CheckMenuItem(group.title());
            item.setSelected(model.filterProperty().get().group() == group);
            item.setOnAction(_ -> group(group));
            menu.getItems().add(item);
        }
        return menu;
    }

    private void group(RowFilter.Group group) {
        RowFilter.Group now = model.filterProperty().get().group();
        RowFilter.Group next = now == group ? RowFilter.Group.LIVE : group;
        model.filterProperty()
                .set(new RowFilter(next, model.filterProperty().get().words()));
    }

    private ContextMenu columns() {
        ContextMenu menu = new ContextMenu();
        for (TableColumn<LatentRow, ?> column : table.getColumns()) {
            if (column.getUserData() instanceof LatentColumn which && which != LatentColumn.ID) {
                CheckMenuItem item = new CheckMenuItem(which.title());
                item.selectedProperty().bindBidirectional(column.visibleProperty());
                menu.getItems().add(item);
            }
        }
        return menu;
    }

    private List<LatentColumn> visibleColumns() {
        return table.getVisibleLeafColumns().stream()
                .map(column -> (LatentColumn) column.getUserData())
                .toList();
    }

    private List<SortKey> order() {
        return table.getSortOrder().stream()
                .map(column -> new SortKey(
                        (LatentColumn) column.getUserData(), column.getSortType() == TableColumn.SortType.DESCENDING))
                .toList();
    }

    private void markSorted() {
        for (TableColumn<LatentRow, ?> column : table.getColumns()) {
            column.getStyleClass().remove("sorted");
            if (table.getSortOrder().contains(column)) {
                column.getStyleClass().add("sorted");
            }
        }
    }

    private void sortAs(List<SortKey> keys) {
        for (SortKey key : keys) {
            for (TableColumn<LatentRow, ?> column : table.getColumns()) {
                if (column.getUserData() == key.column()) {
                    column.setSortType(
                            key.descending() ? TableColumn.SortType.DESCENDING : TableColumn.SortType.ASCENDING);
                    table.getSortOrder().add(column);
                }
            }
        }
    }

    private void chosen(@Nullable LatentRow row) {
        if (row != null && !selecting) {
            model.selectedProperty().set(row.id());
        }
    }

    /** Selects the row of a latent and brings it into sight, if it passes the filter. */
    private void reveal(@Nullable Integer latent) {
        LatentRow present = table.getSelectionModel().getSelectedItem();
        if (latent == null || (present != null && present.id() == latent)) {
            return;
        }
        for (int i = 0; i < model.rows().size(); i++) {
            if (model.rows().get(i).id() == latent) {
                selecting = true;
                table.getSelectionModel().clearAndSelect(i);
                selecting = false;
                table.scrollTo(Math.max(0, i - 5));
                return;
            }
        }
        table.getSelectionModel().clearSelection();
    }

    private void keyPressed(KeyEvent event) {
        LatentRow row = table.getSelectionModel().getSelectedItem();
        if (event.getCode() == KeyCode.C && event.isShortcutDown()) {
            Clipboards.putText(LatentsViewModel.tsv(table.getSelectionModel().getSelectedItems(), visibleColumns()));
            event.consume();
        } else if (row != null && event.getCode() == KeyCode.ENTER) {
            openPage.run();
            event.consume();
        } else if (row != null && event.getCode() == KeyCode.SPACE && event.getTarget() == table) {
            model.toggleStar(row.id());
            event.consume();
        }
    }

    /** Takes the keyboard. */
    void focus() {
        table.requestFocus();
    }

    TableView<LatentRow> table() {
        return table;
    }

    private final class Row extends TableRow<LatentRow> {
        Row() {
            addEventFilter(MouseEvent.MOUSE_PRESSED, this::pressed);
            model.secondProperty().subscribe(_ -> markSecond());
            itemProperty().subscribe(_ -> markSecond());
            MenuItem copy = new MenuItem("Copy row");
            copy.setOnAction(_ -> {
                LatentRow row = getItem();
                if (row != null) {
                    Clipboards.putText(LatentsViewModel.tsv(List.of(row), visibleColumns()));
                }
            });
            MenuItem star = new MenuItem("Star or unstar");
            star.setOnAction(_ -> {
                LatentRow row = getItem();
                if (row != null) {
                    model.toggleStar(row.id());
                }
            });
            MenuItem second = new MenuItem("Show as second latent");
            second.setOnAction(_ -> toggleSecond());
            ContextMenu menu = new ContextMenu(copy, star, second);
            setContextMenu(menu);
        }

        private void pressed(MouseEvent event) {
            if (event.isShortcutDown() && event.getButton() == MouseButton.PRIMARY) {
                toggleSecond();
                event.consume();
            }
        }

        private void toggleSecond() {
            LatentRow row = getItem();
            if (row != null) {
                Integer now = model.secondProperty().get();
                model.secondProperty().set(now != null && now == row.id() ? null : Integer.valueOf(row.id()));
            }
        }

        private void markSecond() {
            LatentRow row = getItem();
            Integer now = model.secondProperty().get();
            pseudoClassStateChanged(SECOND, row != null && now != null && now == row.id());
        }
    }

    private static final javafx.css.PseudoClass SECOND = javafx.css.PseudoClass.getPseudoClass("second");
}
