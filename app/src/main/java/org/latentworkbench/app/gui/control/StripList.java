package org.latentworkbench.app.gui.control;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * A list of token strips: the number that put each there at the left, copy at the right on hover, the whole context on a
 * click. Only the rows in sight have nodes. Up and down choose a row, left and right walk through its tokens.
 */
public final class StripList extends StackPane {
    private static final int EXCERPT_LINES = 2;
    private static final double LEAST_ROW_WIDTH = 120;
    private static final PseudoClass HEADING = PseudoClass.getPseudoClass("heading");

    private final ListView<StripItem> list = new ListView<>();
    private final TextMeasure measure = new TextMeasure();
    private final BooleanProperty marks = new SimpleBooleanProperty(this, "marks");
    private final StringProperty placeholder = new SimpleStringProperty(this, "placeholder", "");
    private final DoubleProperty rowWidth = new SimpleDoubleProperty(this, "rowWidth", LEAST_ROW_WIDTH);
    private final double leadWidth;
    private @Nullable StripItem expanded;

    /** @param leadWidth room for the number at the left in pixels; 0 for rows without one */
    public StripList(double leadWidth) {
        this.leadWidth = leadWidth;
        getStyleClass().add("strip-list");
        list.getStyleClass().add("strips");
        list.setCellFactory(_ -> new Row());
        Label empty = new Label();
        empty.getStyleClass().add("empty-words");
        empty.setWrapText(true);
        empty.textProperty().bind(placeholder);
        list.setPlaceholder(empty);
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        getChildren().add(list);
        list.widthProperty().subscribe(_ -> fitRows());
        list.skinProperty().subscribe(_ -> fitRows());
        rowWidth.subscribe((_, _) -> list.refresh()); // heights of rows depend on it, and the list remembers heights
    }

    /** Rows leave room for the scroll bar also while there is none: its coming must not wrap them anew. */
    private void fitRows() {
        Node bar = list.lookup(".scroll-bar:vertical");
        double taken = bar == null ? 0 : Math.ceil(bar.prefWidth(-1));
        rowWidth.set(Math.max(LEAST_ROW_WIDTH, list.getWidth() - taken));
    }

    /** The rows. */
    public ObservableList<StripItem> items() {
        return list.getItems();
    }

    /** Shows these contexts from the top. */
    public void showStrips(List<StripContent> strips) {
        show(strips.stream()
                .map(strip -> (StripItem) new StripItem.Strip(strip))
                .toList());
    }

    /** Shows other rows from the top. */
    public void show(List<StripItem> rows) {
        expanded = null;
        list.getItems().setAll(rows);
        list.getSelectionModel().clearSelection();
        if (!rows.isEmpty()) {
            list.scrollTo(0);
        }
    }

    /** Whether blanks and line breaks are shown as marks. */
    public BooleanProperty marksProperty() {
        return marks;
    }

    /** The sentence shown when there are no rows. */
    public StringProperty placeholderProperty() {
        return placeholder;
    }

    private void keyPressed(KeyEvent event) {
        boolean sideways = event.getCode() == KeyCode.LEFT || event.getCode() == KeyCode.RIGHT;
        if (!(list.getSelectionModel().getSelectedItem() instanceof StripItem.Strip selected) || event.isAltDown()) {
            return;
        }
        if (sideways && !event.isShortcutDown()) {
            rowOf(selected).ifPresent(row -> row.strip.moveCursor(event.getCode() == KeyCode.LEFT ? -1 : 1));
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            toggle(selected);
            event.consume();
        } else if (event.getCode() == KeyCode.C && event.isShortcutDown()) {
            Clipboards.putText(selected.content().plainText());
            event.consume();
        }
    }

    private Optional<Row> rowOf(StripItem item) {
        return list.lookupAll(".list-cell").stream()
                .filter(Row.class::isInstance)
                .map(Row.class::cast)
                .filter(row -> row.getItem() == item)
                .findFirst();
    }

    private void toggle(StripItem item) {
        expanded = expanded == item ? null : item;
        list.refresh();
    }

    private final class Row extends ListCell<StripItem> {
        final TokenStrip strip = new TokenStrip(measure);
        private final Label lead = new Label();
        private final Button copy = new Button(null, new FontIcon("mdi2c-content-copy"));
        private final RowBox box;

        Row() {
            lead.getStyleClass().add("strip-lead");
            lead.setMinWidth(leadWidth);
            lead.setPrefWidth(leadWidth);
            lead.setAlignment(Pos.TOP_RIGHT);
            copy.getStyleClass().addAll("icon-button", "small", "flat");
            copy.setTooltip(new Tooltip("Copy the context (Ctrl+C)"));
            copy.setAccessibleText("Copy the context");
            copy.setFocusTraversable(false);
            copy.visibleProperty().bind(hoverProperty());
            copy.setOnAction(_ -> strip.copy());
            strip.setFocusTraversable(false);
            strip.marksProperty().bind(marks);
            box = leadWidth > 0 ? new RowBox(strip, lead, strip, copy) : new RowBox(strip, strip, copy);
            setOnMouseClicked(event -> {
                if (event.getButton() == MouseButton.PRIMARY
                        && event.isStillSincePress()
                        && getItem() instanceof StripItem.Strip item) {
                    toggle(item);
                }
            });
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable StripItem item, boolean empty) {
            super.updateItem(item, empty);
            setText(null);
            pseudoClassStateChanged(HEADING, item instanceof StripItem.Heading);
            if (empty || item == null) {
                strip.contentProperty().set(null);
                setGraphic(null);
                return;
            }
            switch (item) {
                case StripItem.Heading(String text) -> {
                    strip.contentProperty().set(null);
                    setGraphic(null);
                    setText(text);
                }
                case StripItem.Strip(StripContent content) -> {
                    strip.excerptLinesProperty().set(item == expanded ? 0 : EXCERPT_LINES);
                    strip.contentProperty().set(content);
                    lead.setText(
                            content.lead().isPresent()
                                    ? Figures.two(content.lead().getAsDouble())
                                    : "");
                    setGraphic(box);
                }
            }
        }

        @Override
        protected double computeMinHeight(double width) {
            return computePrefHeight(width);
        }

        @Override
        protected double computePrefHeight(double width) {
            if (getGraphic() == null || box.getScene() == null) {
                return super.computePrefHeight(width);
            }
            return box.prefHeight(-1) + snappedTopInset() + snappedBottomInset();
        }
    }

    /** The nodes of a row. It knows its width, and so its height: asked without a width, a strip can only guess its lines. */
    private final class RowBox extends HBox {
        private final TokenStrip strip;

        RowBox(TokenStrip strip, Node... nodes) {
            super(nodes);
            this.strip = strip;
            getStyleClass().add("strip-row");
            HBox.setHgrow(strip, Priority.ALWAYS);
            minWidthProperty().bind(rowWidth);
            prefWidthProperty().bind(rowWidth);
            maxWidthProperty().bind(rowWidth);
        }

        @Override
        protected double computeMinHeight(double width) {
            return computePrefHeight(width);
        }

        @Override
        protected double computePrefHeight(double width) {
            double beside = (getChildren().size() - 1) * getSpacing();
            double least = 0;
            for (Node node : getChildren()) {
                if (node != strip) {
                    beside += node.prefWidth(-1);
                    least = Math.max(least, node.prefHeight(-1));
                }
            }
            return Math.max(least, strip.prefHeight(rowWidth.get() - beside));
        }
    }
}
