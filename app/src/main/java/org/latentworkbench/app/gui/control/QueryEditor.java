package org.latentworkbench.app.gui.control;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.LineNumberFactory;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.search.syntax.Completion;
import org.latentworkbench.engine.search.syntax.Highlighter;
import org.latentworkbench.engine.search.syntax.StyledSpan;

/**
 * The editor of token-regex scripts: line numbers, highlighting, an underline where the script is wrong, completion inside brackets
 * or by Ctrl+Space, and Ctrl+Enter to run.
 */
public final class QueryEditor extends StackPane {
    private static final PseudoClass FOCUSED = PseudoClass.getPseudoClass("editing");
    private static final String ERROR_CLASS = "query-error";

    private final CodeArea area = new CodeArea();
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final QueryCompletion completion;
    private Runnable onRun = () -> {};
    private int errorStart;
    private int errorEnd;

    /** An empty editor. */
    public QueryEditor() {
        getStyleClass().add("query-editor");
        area.getStyleClass().add("query-area");
        area.setParagraphGraphicFactory(LineNumberFactory.get(area, digits -> "%1$" + Math.max(1, digits) + "s"));
        area.setWrapText(false);
        area.setAccessibleText("Search pattern");
        completion = new QueryCompletion(area);
        getChildren().add(new VirtualizedScrollPane<>(area));
        area.focusedProperty().subscribe(focused -> pseudoClassStateChanged(FOCUSED, focused));
        area.textProperty().subscribe(now -> {
            if (!now.equals(text.get())) {
                text.set(now);
            }
            clearError();
            completion.textChanged();
        });
        text.subscribe(now -> {
            if (!now.equals(area.getText())) {
                area.replaceText(now);
                area.getUndoManager().forgetHistory();
            }
        });
        area.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    private void keyPressed(KeyEvent event) {
        if (completion.keyPressed(event)) {
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER && event.isShortcutDown()) {
            onRun.run();
            event.consume();
        } else if (event.getCode() == KeyCode.SPACE && event.isControlDown()) {
            completion.open();
            event.consume();
        } else if (event.getCode() == KeyCode.TAB && !event.isShiftDown() && !event.isControlDown()) {
            event.consume(); // Tab leaves the editor: a script has no tabs, and the keyboard must reach what follows
            javafx.scene.Node next = getParent();
            if (next != null) {
                area.requestFocusTraversal(javafx.scene.TraversalDirection.NEXT);
            }
        }
    }

    /** Underlines a stretch that is wrong, at least one character. */
    public void showError(int offset, int length) {
        int end = Math.min(area.getLength(), offset + Math.max(1, length));
        errorStart = Math.max(0, Math.min(offset, end - 1));
        errorEnd = end;
        restyle();
    }

    /** Takes the underline away. */
    public void clearError() {
        errorStart = 0;
        errorEnd = 0;
        restyle();
    }

    private void restyle() {
        String script = area.getText();
        if (script.isEmpty()) {
            return;
        }
        StyleSpans<Collection<String>> spans = styles(script);
        if (errorEnd > errorStart) {
            StyleSpansBuilder<Collection<String>> error = new StyleSpansBuilder<>();
            error.add(List.of(), errorStart);
            error.add(List.of(ERROR_CLASS), errorEnd - errorStart);
            error.add(List.of(), script.length() - errorEnd);
            spans = spans.overlay(
                    error.create(),
                    (role, wrong) -> wrong.isEmpty()
                            ? role
                            : java.util.stream.Stream.concat(role.stream(), wrong.stream())
                                    .toList());
        }
        area.setStyleSpans(0, spans);
    }

    private static StyleSpans<Collection<String>> styles(String script) {
        StyleSpansBuilder<Collection<String>> builder = new StyleSpansBuilder<>();
        int at = 0;
        for (StyledSpan styled : Highlighter.highlight(script)) {
            int start = Math.max(at, styled.span().offset());
            int end = Math.min(script.length(), styled.span().end());
            if (end > start) {
                builder.add(List.of(), start - at);
                builder.add(
                        List.of("query-"
                                + styled.style().name().toLowerCase(Locale.ROOT).replace('_', '-')),
                        end - start);
                at = end;
            }
        }
        builder.add(List.of(), script.length() - at);
        return builder.create();
    }

    /** Replaces a stretch of the script, as one step that can be undone. */
    public void replace(int from, int to, String replacement) {
        area.replaceText(from, Math.min(to, area.getLength()), replacement);
        area.requestFocus();
    }

    /** Writes text where the caret is. */
    public void insert(String inserted) {
        area.replaceSelection(inserted);
        area.requestFocus();
    }

    /** Takes the keyboard, the caret at the end. */
    public void edit() {
        area.requestFocus();
        area.moveTo(area.getLength());
    }

    /** What Ctrl+Enter does. */
    public void setOnRun(Runnable action) {
        onRun = action;
    }

    /** What may be written at a caret of a script. */
    public void setCompletions(BiFunction<String, Integer, List<Completion>> source) {
        completion.setSource(source);
    }

    /** Whether the list of completions is open. */
    public boolean isCompleting() {
        return completion.isOpen();
    }

    /** The script. */
    public StringProperty textProperty() {
        return text;
    }

    /** Where the caret stands, or null while the editor is not shown. */
    @Nullable
    Integer caret() {
        return area.getScene() == null ? null : area.getCaretPosition();
    }
}
