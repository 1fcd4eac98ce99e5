package org.latentworkbench.app.gui.theme;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latentworkbench.app.gui.FxTest;

class ThemeTest extends FxTest {
    @Test
    void scalesLengthsButNotHairlinesNorNames() {
        assertThat(StyleSheets.scaled("a{-fx-padding: 3px 10px; -fx-border-width: 1px; -x2px: #00ff10;}", 1.5))
                .isEqualTo("a{-fx-padding: 4.50px 15.00px; -fx-border-width: 1px; -x2px: #00ff10;}");
    }

    @Test
    void paletteFollowsTheMode() {
        Theme theme = theme(ThemeMode.LIGHT);
        assertThat(theme.palette().activation(9)).isEqualTo(Color.web("#e86d26"));
        fx(theme::toggle);
        assertThat(theme.isDark()).isTrue();
        assertThat(theme.palette().activation(9)).isEqualTo(Color.web("#fdbe45"));
        assertThat(theme.palette().colour("-color-accent-fg")).isEqualTo(Color.web("#58a6ff"));
    }

    @ParameterizedTest
    @EnumSource(value = ThemeMode.class, names = "SYSTEM", mode = EnumSource.Mode.EXCLUDE)
    void controlsAreCompact(ThemeMode mode) {
        Theme theme = theme(mode);
        Button plain = new Button("Export");
        var root = fxGet(() -> sampler(plain));
        snapshot("controls-" + theme.isDark(), root, 640, 400, theme);
        assertThat(plain.getHeight()).isEqualTo(28);
        assertThat(plain.getFont().getSize()).isEqualTo(13);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "7", "8"})
    void figuresHaveOneWidth(String digit) {
        Theme theme = theme(ThemeMode.LIGHT);
        for (Font font : List.of(theme.font(13), theme.strongFont(13), theme.monoFont(12))) {
            assertThat(width(digit, font)).as(font.getName()).isEqualTo(width("5", font));
        }
        assertThat(theme.strongFont(13).getStyle()).isEqualTo("Bold");
    }

    private static double width(String text, Font font) {
        return fxGet(() -> {
            Text node = new Text(text.repeat(20));
            node.setFont(font);
            return node.getLayoutBounds().getWidth();
        });
    }

    private static VBox sampler(Button plain) {
        Button accent = new Button("Open");
        accent.getStyleClass().add(Styles.ACCENT);
        ToggleButton first = new ToggleButton("Step");
        first.getStyleClass().add("first");
        ToggleButton last = new ToggleButton("Time");
        last.getStyleClass().add("last");
        ToggleGroup group = new ToggleGroup();
        first.setToggleGroup(group);
        last.setToggleGroup(group);
        first.setSelected(true);
        HBox segmented = new HBox(first, last);
        segmented.getStyleClass().add("segmented");
        ComboBox<String> combo = new ComboBox<>(FXCollections.observableArrayList("Matryoshka BatchTopK"));
        combo.getSelectionModel().select(0);
        TextField field = new TextField("12,288");
        HBox tokens = new HBox(2);
        for (int i = 0; i < 10; i++) {
            Label token = new Label("Lily" + i);
            token.getStyleClass().add("act-" + i);
            tokens.getChildren().add(token);
        }
        Label title = new Label("Latents 0123456789 1,111");
        title.getStyleClass().add("page-title");
        Label mono = new Label("( Lily| Sue) 0123");
        mono.getStyleClass().add("mono");
        Label numbers = new Label("11,111\n98,470");
        VBox root = new VBox(8, title, new HBox(8, plain, accent, segmented), combo, field, tokens, mono, numbers);
        root.setStyle("-fx-padding: 16px");
        return root;
    }
}
