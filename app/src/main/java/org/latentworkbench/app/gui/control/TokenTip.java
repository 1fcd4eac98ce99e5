package org.latentworkbench.app.gui.control;

import java.util.Locale;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** The one dark tip that tells a token's value; follows the mouse and the keys alike. */
final class TokenTip {
    private final Text value = new Text();
    private final Text rest = new Text();
    private final Tooltip tooltip = new Tooltip();
    private String text = "";

    TokenTip() {
        value.getStyleClass().add("tip-value");
        rest.getStyleClass().add("tip-text");
        tooltip.getStyleClass().add("token-tip");
        tooltip.setGraphic(new TextFlow(value, rest));
        tooltip.setAutoFix(true);
        tooltip.setHideOnEscape(false); // the strip decides; a tip that takes the key would leave the outline behind
    }

    void show(Node strip, StripContent content, int token, double x, double y) {
        String shownValue = String.format(Locale.US, "%.2f", content.value(token));
        String shownRest = describe(content, token);
        text = shownValue + shownRest;
        value.setText(shownValue);
        rest.setText(shownRest);
        Bounds screen = strip.localToScreen(strip.getLayoutBounds());
        if (screen == null || strip.getScene() == null || strip.getScene().getWindow() == null) {
            return;
        }
        tooltip.show(strip, screen.getMinX() + x, screen.getMinY() + y - 30);
    }

    void hide() {
        text = "";
        tooltip.hide();
    }

    String text() {
        return text;
    }

    private static String describe(StripContent content, int token) {
        StringBuilder out = new StringBuilder();
        if (content.value(token) > 0 && content.reference() > 0) {
            out.append(String.format(Locale.US, " · %.0f %% of max", 100 * content.value(token) / content.reference()));
        }
        if (content.secondValue(token) > 0) {
            out.append(String.format(Locale.US, " · second %.2f", content.secondValue(token)));
        }
        out.append(" · token “")
                .append(content.texts().get(token).replace("\n", "↵"))
                .append("” · doc ")
                .append(String.format(Locale.US, "%,d pos %,d", content.document(), content.firstPosition() + token));
        return out.toString();
    }

    /** What a screen reader says: the text, then the tokens that fire. */
    static String spoken(StripContent content) {
        StringBuilder out = new StringBuilder(content.plainText());
        for (int i = 0; i < content.values().length; i++) {
            if (content.value(i) > 0) {
                out.append(String.format(
                        Locale.US, "; %s %.2f", content.texts().get(i).strip(), content.value(i)));
            }
        }
        return out.toString();
    }
}
