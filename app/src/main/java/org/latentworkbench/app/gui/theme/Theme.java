package org.latentworkbench.app.gui.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;

/**
 * Light or dark, and how large. Changes reach every scene it was applied to at once. Set before the first window is
 * shown, so that nothing flashes.
 */
public final class Theme {
    /** The smallest and the largest font scale. */
    public static final double MIN_SCALE = 0.8;

    /** See {@link #MIN_SCALE}. */
    public static final double MAX_SCALE = 2;

    private static final double BASE_SIZE = 13;

    private final Fonts fonts = Fonts.load();
    private final ObjectProperty<ThemeMode> mode = new SimpleObjectProperty<>(this, "mode", ThemeMode.SYSTEM);
    private final DoubleProperty scale = new SimpleDoubleProperty(this, "scale", 1);
    private final ReadOnlyObjectWrapper<Palette> palette;
    private final List<Scene> scenes = new ArrayList<>();
    private String sheet = "";

    /** Starts as the system is. */
    public Theme() {
        palette = new ReadOnlyObjectWrapper<>(this, "palette", Palette.of(wantsDark()));
        refresh();
        mode.subscribe(this::refresh);
        scale.subscribe(this::refresh);
        Platform.getPreferences().colorSchemeProperty().subscribe(this::refresh);
    }

    /** Light, dark or as the system. */
    public ObjectProperty<ThemeMode> modeProperty() {
        return mode;
    }

    /** How large everything is drawn, from {@value #MIN_SCALE} to {@value #MAX_SCALE}; 1 is text of 13 pixels. */
    public DoubleProperty scaleProperty() {
        return scale;
    }

    /** The colours for what is drawn on a canvas; redraw when it changes. */
    public ReadOnlyObjectProperty<Palette> paletteProperty() {
        return palette.getReadOnlyProperty();
    }

    /** The colours for what is drawn on a canvas. */
    public Palette palette() {
        return palette.get();
    }

    /** Whether the dark theme is on now. */
    public boolean isDark() {
        return palette.get().dark();
    }

    /** From light to dark or back, whatever was chosen before. */
    public void toggle() {
        mode.set(isDark() ? ThemeMode.LIGHT : ThemeMode.DARK);
    }

    /** Makes everything larger or smaller by steps of ten percent. */
    public void zoom(int steps) {
        scale.set(Math.clamp(Math.round(scale.get() * 10 + steps) / 10.0, MIN_SCALE, MAX_SCALE));
    }

    /** A length of the design in pixels at the present scale. */
    public double px(double length) {
        return length * scale.get();
    }

    /** The font of running text for a canvas, at the present scale; {@code size} as in the design. */
    public Font font(double size) {
        return Font.font(fonts.sans(), px(size));
    }

    /** The semibold font of running text for a canvas. */
    public Font strongFont(double size) {
        return Font.font(fonts.sans(), FontWeight.BOLD, px(size));
    }

    /** The monospaced font for a canvas. */
    public Font monoFont(double size) {
        return Font.font(fonts.mono(), px(size));
    }

    /** Dresses a scene now and whenever the theme changes. */
    public void apply(Scene scene) {
        scenes.add(scene);
        scene.getStylesheets().setAll(sheet);
    }

    /** Forgets a scene that is closed. */
    public void forget(Scene scene) {
        scenes.remove(scene);
    }

    private boolean wantsDark() {
        return switch (mode.get()) {
            case LIGHT -> false;
            case DARK -> true;
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
    }

    private void refresh() {
        boolean dark = wantsDark();
        double size = Math.clamp(scale.get(), MIN_SCALE, MAX_SCALE);
        Application.setUserAgentStylesheet(size == 1 ? primer(dark) : scaledPrimer(dark, size));
        sheet = StyleSheets.url(StyleSheets.workbench(dark, size, fonts));
        scenes.forEach(scene -> scene.getStylesheets().setAll(sheet));
        palette.set(Palette.of(dark));
    }

    private static String primer(boolean dark) {
        return (dark ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet();
    }

    private static String scaledPrimer(boolean dark, double scale) {
        return StyleSheets.url(StyleSheets.scaled(StyleSheets.primer(dark), scale));
    }

    /** The size of running text in pixels at the present scale. */
    public double textSize() {
        return px(BASE_SIZE);
    }
}
