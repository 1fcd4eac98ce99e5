package org.latentworkbench.app.gui.control;

import javafx.css.PseudoClass;
import javafx.scene.layout.Region;

/** A thin bar on its track, filled by a share from 0 to 1. */
public final class Bar extends Region {
    static final PseudoClass SORTED = PseudoClass.getPseudoClass("sorted");

    private final Region fill = new Region();
    private final double thickness;
    private double share;

    /** @param thickness height of the track in pixels */
    public Bar(double thickness) {
        this.thickness = thickness;
        getStyleClass().add("bar");
        fill.getStyleClass().add("bar-fill");
        Region track = new Region();
        track.getStyleClass().add("bar-track");
        getChildren().addAll(track, fill);
        setMinWidth(8);
    }

    /** Fills another share. */
    public void setShare(double newShare) {
        share = Math.clamp(newShare, 0, 1);
        requestLayout();
    }

    /** The filled share. */
    public double getShare() {
        return share;
    }

    /** Marks the bar as the one the list is sorted by. */
    public void setSorted(boolean sorted) {
        pseudoClassStateChanged(SORTED, sorted);
    }

    @Override
    protected double computePrefHeight(double width) {
        return thickness;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 48;
    }

    @Override
    protected void layoutChildren() {
        double y = snapPositionY((getHeight() - thickness) / 2);
        getChildren().get(0).resizeRelocate(0, y, getWidth(), thickness);
        double width = share <= 0 ? 0 : Math.max(2, snapSizeX(getWidth() * share));
        fill.resizeRelocate(0, y, width, thickness);
    }
}
