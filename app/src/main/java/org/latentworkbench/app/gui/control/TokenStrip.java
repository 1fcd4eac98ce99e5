package org.latentworkbench.app.gui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * Running text with one cell per token, filled by activation. It wraps to its width, shows an excerpt around the token in
 * focus or the whole context, and tells the value of the token under the mouse or under the arrow keys. Plain tokens of a line share one node, so
 * that a list of strips stays light.
 */
public final class TokenStrip extends Region {
    private static final double LINE_HEIGHT_EM = 22.0 / 13.0;

    private final ObjectProperty<@Nullable StripContent> content = new SimpleObjectProperty<>(this, "content");
    private final IntegerProperty excerptLines = new SimpleIntegerProperty(this, "excerptLines", 2);
    private final BooleanProperty marks = new SimpleBooleanProperty(this, "marks");
    private final IntegerProperty cursor = new SimpleIntegerProperty(this, "cursor", -1);

    private final TextMeasure measure;
    private final Text fontProbe = new Text();
    private final Text markProbe = new Text();
    private final Region outline = new Region();
    private final TokenTip tip = new TokenTip();
    private @Nullable TokenLayout layout;
    private @Nullable TokenLayout drawn;

    /** A strip that stands alone. */
    public TokenStrip() {
        this(new TextMeasure());
    }

    /** A strip that shares its measured widths with others. */
    TokenStrip(TextMeasure measure) {
        this.measure = measure;
        getStyleClass().add("token-strip");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TEXT);
        prepareProbe(fontProbe, "token-text");
        prepareProbe(markProbe, "token-mark");
        outline.getStyleClass().add("token-outline");
        outline.setManaged(false);
        outline.setMouseTransparent(true);
        outline.setVisible(false);
        getChildren().addAll(fontProbe, markProbe, outline);
        content.subscribe(this::contentChanged);
        excerptLines.subscribe(_ -> forget());
        marks.subscribe(_ -> forget());
        cursor.subscribe(_ -> showCursor());
        focusedProperty().subscribe(focused -> {
            if (!focused) {
                cursor.set(-1);
            }
        });
        sceneProperty().subscribe(scene -> {
            if (scene == null) {
                cursor.set(-1);
            }
        });
        addEventHandler(MouseEvent.MOUSE_MOVED, this::pointAt);
        addEventHandler(MouseEvent.MOUSE_EXITED, e -> cursor.set(-1));
        addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    private void prepareProbe(Text probe, String styleClass) {
        probe.getStyleClass().add(styleClass);
        probe.setManaged(false);
        probe.setVisible(false);
        probe.fontProperty().subscribe(_ -> forget());
    }

    private void contentChanged(@Nullable StripContent now) {
        cursor.set(-1);
        forget();
        setAccessibleText(now == null ? "" : TokenTip.spoken(now));
    }

    private void forget() {
        layout = null;
        requestLayout();
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    private double lineHeight() {
        return Math.ceil(fontProbe.getFont().getSize() * LINE_HEIGHT_EM);
    }

    private TokenLayout layoutFor(StripContent shown, double width) {
        TokenLayout known = layout;
        if (known == null || known.width() != width) {
            measure.fonts(fontProbe.getFont(), markProbe.getFont());
            known = TokenLayout.of(shown, width, excerptLines.get(), marks.get(), measure);
            layout = known;
        }
        return known;
    }

    @Override
    protected double computePrefHeight(double width) {
        StripContent shown = content.get();
        double inner = (width < 0 ? Math.max(getWidth(), 400) : width) - insideLeft() - insideRight();
        int lines = shown == null ? 1 : layoutFor(shown, inner).lines();
        return lines * lineHeight() + snappedTopInset() + snappedBottomInset();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefWidth(double height) {
        return 400;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 80;
    }

    private double insideLeft() {
        return snappedLeftInset();
    }

    private double insideRight() {
        return snappedRightInset();
    }

    @Override
    protected void layoutChildren() {
        StripContent shown = content.get();
        if (shown == null) {
            getChildren().setAll(fontProbe, markProbe, outline);
            drawn = null;
            return;
        }
        TokenLayout now = layoutFor(shown, getWidth() - insideLeft() - insideRight());
        if (now == drawn) {
            return;
        }
        drawn = now;
        TokenPainter painter = new TokenPainter(shown, now, lineHeight(), insideLeft(), snappedTopInset(), baseline());
        List<Node> nodes = new ArrayList<>();
        nodes.add(fontProbe);
        nodes.add(markProbe);
        nodes.addAll(painter.nodes());
        nodes.add(outline);
        getChildren().setAll(nodes);
        showCursor();
    }

    private double baseline() {
        return Math.round(lineHeight() / 2 + fontProbe.getFont().getSize() * 0.36);
    }

    private void pointAt(MouseEvent event) {
        TokenLayout now = drawn;
        if (now != null) {
            int line = (int) Math.floor((event.getY() - snappedTopInset()) / lineHeight());
            cursor.set(now.cellAt(line, event.getX() - insideLeft()));
        }
    }

    private void keyPressed(KeyEvent event) {
        if (event.isShortcutDown()) {
            if (event.getCode() == javafx.scene.input.KeyCode.C) {
                copy();
                event.consume();
            }
            return;
        }
        if (event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case LEFT -> moveCursor(-1, event);
            case RIGHT -> moveCursor(1, event);
            case UP -> moveLine(-1, event);
            case DOWN -> moveLine(1, event);
            case ESCAPE -> cursor.set(-1);
            default -> {}
        }
    }

    private void moveLine(int direction, KeyEvent event) {
        TokenLayout now = drawn;
        if (now != null && cursor.get() >= 0) {
            int target = now.vertically(cursor.get(), direction);
            if (target != cursor.get()) {
                cursor.set(target);
                event.consume();
            }
        }
    }

    private void moveCursor(int by, KeyEvent event) {
        if (moveCursor(by)) {
            event.consume();
        }
    }

    /**
     * Moves the token that the keys point at.
     *
     * @param by −1 to the left, 1 to the right; the first move goes to the token in focus
     * @return whether there was a token to move to
     */
    public boolean moveCursor(int by) {
        TokenLayout now = drawn;
        StripContent shown = content.get();
        if (now == null || shown == null || now.cells().isEmpty()) {
            return false;
        }
        if (cursor.get() < 0) {
            cursor.set(Math.clamp(
                    shown.focus() - now.cells().getFirst().token(),
                    0,
                    now.cells().size() - 1));
            return true;
        }
        int target = cursor.get() + by;
        if (target < 0 || target >= now.cells().size()) {
            return false;
        }
        cursor.set(target);
        return true;
    }

    private void showCursor() {
        TokenLayout now = drawn;
        StripContent shown = content.get();
        int index = cursor.get();
        boolean there = now != null
                && shown != null
                && index >= 0
                && index < now.cells().size();
        outline.setVisible(there);
        if (!there || now == null || shown == null) {
            tip.hide();
            return;
        }
        TokenLayout.Cell cell = now.cells().get(index);
        double y = snappedTopInset() + cell.line() * lineHeight();
        outline.resizeRelocate(
                insideLeft() + cell.x() - (cell.filled() ? 0 : 1.5),
                y + 1.5,
                Math.max(6, cell.width() + (cell.filled() ? 0 : 3)),
                lineHeight() - 3);
        tip.show(this, shown, cell.token(), insideLeft() + cell.x(), y);
    }

    /** Is told which token a person chose, with the mouse or with Enter, and whether the shortcut key was down. */
    @FunctionalInterface
    public interface Choice {
        /** @param token index in the whole content */
        void chosen(int token, boolean shortcut);
    }

    /** Tells when a token is chosen. */
    public void setOnChosen(Choice choice) {
        addEventHandler(MouseEvent.MOUSE_CLICKED, event -> choose(choice, event.isShortcutDown()));
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == javafx.scene.input.KeyCode.ENTER) {
                choose(choice, event.isShortcutDown());
                event.consume();
            }
        });
    }

    private void choose(Choice choice, boolean shortcut) {
        TokenLayout now = drawn;
        int index = cursor.get();
        if (now != null && index >= 0 && index < now.cells().size()) {
            choice.chosen(now.cells().get(index).token(), shortcut);
        }
    }

    /** Puts the whole text of the context on the clipboard. */
    public void copy() {
        StripContent shown = content.get();
        if (shown != null) {
            Clipboards.putText(shown.plainText());
        }
    }

    /** The token the mouse or the keys point at, as written in its tip; empty when none. */
    public String tipText() {
        return tip.text();
    }

    /** What is shown; null for nothing. */
    public ObjectProperty<@Nullable StripContent> contentProperty() {
        return content;
    }

    /** How many lines the excerpt around the focus may take; 0 shows the whole context. */
    public IntegerProperty excerptLinesProperty() {
        return excerptLines;
    }

    /** Whether blanks and line breaks inside tokens are shown as marks. */
    public BooleanProperty marksProperty() {
        return marks;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "TokenStrip[%d cells]",
                drawn == null ? 0 : drawn.cells().size());
    }
}
