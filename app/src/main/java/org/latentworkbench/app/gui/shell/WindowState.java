package org.latentworkbench.app.gui.shell;

import javafx.collections.ObservableList;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.latentworkbench.app.gui.settings.Settings;
import org.latentworkbench.app.gui.theme.Theme;
import org.latentworkbench.app.gui.theme.ThemeMode;

/** Where the window stood and how it looked, kept between starts. */
public final class WindowState {
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;
    private static final double LEAST_VISIBLE = 80;

    private WindowState() {}

    /** Brings theme and size back; before the first scene, so that nothing flashes. */
    public static void restoreTheme(Settings settings, Theme theme) {
        settings.text("theme").ifPresent(name -> {
            for (ThemeMode mode : ThemeMode.values()) {
                if (mode.name().equalsIgnoreCase(name)) {
                    theme.modeProperty().set(mode);
                }
            }
        });
        theme.scaleProperty().set(Math.clamp(settings.number("scale", 1), Theme.MIN_SCALE, Theme.MAX_SCALE));
    }

    /** Puts the window where it was, if that place is still on a screen. */
    public static void restore(Settings settings, Stage stage) {
        double width = settings.number("window.width", WIDTH);
        double height = settings.number("window.height", HEIGHT);
        double x = settings.number("window.x", Double.NaN);
        double y = settings.number("window.y", Double.NaN);
        ObservableList<Screen> screens = Double.isNaN(x) || Double.isNaN(y)
                ? javafx.collections.FXCollections.emptyObservableList()
                : Screen.getScreensForRectangle(x, y, width, LEAST_VISIBLE);
        Rectangle2D bounds = (screens.isEmpty() ? Screen.getPrimary() : screens.getFirst()).getVisualBounds();
        stage.setWidth(Math.min(width, bounds.getWidth()));
        stage.setHeight(Math.min(height, bounds.getHeight()));
        if (!screens.isEmpty()) {
            stage.setX(x);
            stage.setY(Math.max(y, bounds.getMinY()));
        }
        stage.setMaximized(settings.flag("window.maximized", false));
    }

    /** Writes down where the window stands and how it looks. */
    public static void keep(Settings settings, Stage stage, Theme theme) {
        settings.put("theme", theme.modeProperty().get().name());
        settings.put("scale", theme.scaleProperty().get());
        settings.put("window.maximized", stage.isMaximized());
        if (!stage.isMaximized() && !stage.isIconified()) {
            settings.put("window.x", stage.getX());
            settings.put("window.y", stage.getY());
            settings.put("window.width", stage.getWidth());
            settings.put("window.height", stage.getHeight());
        }
    }
}
