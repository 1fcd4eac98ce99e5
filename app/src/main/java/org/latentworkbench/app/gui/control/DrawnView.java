package org.latentworkbench.app.gui.control;

import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Region;
import org.latentworkbench.app.gui.theme.Theme;
import org.latentworkbench.engine.plot.Surface;
import org.latentworkbench.engine.plot.SvgSurface;

/** A drawing that fills its region, once a frame at most whatever changes; its menu copies and saves the data and itself. */
abstract class DrawnView extends Region {
    private final Theme theme;
    private final double usualHeight;
    private final Canvas canvas = new Canvas();

    /**
     * @param usualHeight it asks for, in pixels of the design
     * @param files asks where to save a file, given a suggested name
     */
    DrawnView(Theme theme, String styleClass, double usualHeight, SaveTarget files) {
        this.theme = theme;
        this.usualHeight = usualHeight;
        getStyleClass().add(styleClass);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinSize(120, 90);
        getChildren().add(canvas);
        theme.paletteProperty().subscribe(this::requestLayout);
        theme.scaleProperty().subscribe(this::requestLayout);
        new PlotMenu(this, canvas, files, this::name, this::table, this::svg).install();
    }

    /** What is shown, for the name of a file. */
    abstract String name();

    /** The data with tabs. */
    abstract String table();

    /** Draws what is shown, if anything is. */
    abstract void draw(Surface surface, double width, double height);

    /** The drawing as an SVG document in the colours of the present theme. */
    public final String svg() {
        SvgSurface surface = new SvgSurface(
                canvas.getWidth(),
                canvas.getHeight(),
                "Inter, sans-serif",
                theme.palette().argb("-color-bg-default"));
        draw(surface, canvas.getWidth(), canvas.getHeight());
        return surface.document();
    }

    @Override
    protected final double computePrefWidth(double height) {
        return 320;
    }

    @Override
    protected final double computePrefHeight(double width) {
        return usualHeight;
    }

    @Override
    protected final void layoutChildren() {
        double left = snappedLeftInset();
        double top = snappedTopInset();
        canvas.setWidth(Math.max(0, getWidth() - left - snappedRightInset()));
        canvas.setHeight(Math.max(0, getHeight() - top - snappedBottomInset()));
        canvas.relocate(left, top);
        canvas.getGraphicsContext2D().clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        draw(new CanvasSurface(canvas.getGraphicsContext2D(), theme), canvas.getWidth(), canvas.getHeight());
    }
}
