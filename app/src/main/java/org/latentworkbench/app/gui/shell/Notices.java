package org.latentworkbench.app.gui.shell;

import java.time.Duration;
import javafx.animation.Interpolator;
import javafx.animation.TranslateTransition;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.latentworkbench.app.gui.Notifier;
import org.latentworkbench.app.gui.Words;
import org.latentworkbench.app.gui.task.FailureLog;
import org.latentworkbench.app.gui.task.Lanes;
import org.latentworkbench.engine.error.CancelledException;

/** News in the lower right corner: slides in, never takes the focus; failures stay until they are closed. */
public final class Notices extends VBox implements Notifier {
    private static final Duration SHOWN = Duration.ofSeconds(6);
    private static final int MOST = 4;
    private static final double SLIDE = 360;

    private final Lanes lanes;
    private final FailureLog failures;

    /**
     * No news yet.
     *
     * @param failures where what is told of is written
     */
    public Notices(Lanes lanes, FailureLog failures) {
        this.lanes = lanes;
        this.failures = failures;
        setId("notices");
        getStyleClass().add("notices");
        setPickOnBounds(false);
    }

    @Override
    public void info(String message) {
        show(message, "mdi2c-check-circle-outline", "success", null, true);
    }

    @Override
    public void info(String message, String actionText, Runnable action) {
        Hyperlink link = new Hyperlink(actionText);
        link.setFocusTraversable(false);
        link.setOnAction(_ -> action.run());
        show(message, "mdi2c-check-circle-outline", "success", link, true);
    }

    @Override
    public void error(String what, Throwable reason) {
        if (reason instanceof CancelledException) {
            return;
        }
        failures.write(what, reason);
        show(what + ". " + Words.reason(reason), "mdi2a-alert-circle-outline", "danger", null, false);
    }

    private void show(String message, String icon, String tone, @Nullable Node action, boolean passes) {
        FontIcon symbol = new FontIcon(icon);
        symbol.getStyleClass().add(tone);
        Label text = new Label(message);
        text.setWrapText(true);
        text.getStyleClass().add("notice-text");
        VBox middle = new VBox(text);
        middle.getStyleClass().add("notice-middle");
        if (action != null) {
            middle.getChildren().add(action);
        }
        HBox.setHgrow(middle, Priority.ALWAYS);
        Button close = new Button();
        close.getStyleClass().addAll("icon-button", "small");
        close.setGraphic(new FontIcon("mdi2c-close"));
        close.setAccessibleText("Close");
        close.setFocusTraversable(false);
        HBox notice = new HBox(symbol, middle, close);
        notice.getStyleClass().addAll("notice", tone);
        close.setOnAction(_ -> getChildren().remove(notice));
        if (getChildren().size() >= MOST) {
            getChildren().removeFirst();
        }
        getChildren().add(notice);
        slideIn(notice);
        if (passes) {
            lanes.clock().after(SHOWN, () -> getChildren().remove(notice));
        }
    }

    private static void slideIn(Node notice) {
        TranslateTransition slide = new TranslateTransition(javafx.util.Duration.millis(180), notice);
        slide.setFromX(SLIDE);
        slide.setToX(0);
        slide.setInterpolator(Interpolator.EASE_OUT);
        slide.play();
    }
}
