package org.latentworkbench.app.gui.tree;

/**
 * Which part of the forest is seen. Columns always fit the width; the height is stretched by {@code zoom}, and {@code top} is the
 * y at the upper edge.
 *
 * @param zoom 1 shows the whole forest
 * @param top from 0 to {@code 1 − 1/zoom}
 */
record TreeCamera(double zoom, double top) {
    static final TreeCamera WHOLE = new TreeCamera(1, 0);

    TreeCamera {
        zoom = Math.max(1, zoom);
        top = Math.clamp(top, 0, 1 - 1 / zoom);
    }

    /** The share of the forest that is seen. */
    double span() {
        return 1 / zoom;
    }

    /** Where a y of the forest stands in a view of a height. */
    double toView(double y, double height) {
        return (y - top) * zoom * height;
    }

    /** The y of the forest at a place of a view. */
    double toForest(double viewY, double height) {
        return top + viewY / (zoom * height);
    }

    /** Zooms by a factor and keeps what is at {@code viewY} where it is. */
    TreeCamera zoomed(double factor, double viewY, double height, double most) {
        double next = Math.clamp(zoom * factor, 1, Math.max(1, most));
        double fixed = toForest(viewY, height);
        return new TreeCamera(next, fixed - viewY / (next * height));
    }

    /** Moves by pixels of the view. */
    TreeCamera moved(double pixels, double height) {
        return new TreeCamera(zoom, top - pixels / (zoom * height));
    }

    /** Moves as little as it takes to see a y, with room above and below. */
    TreeCamera seeing(double y) {
        double room = span() * 0.15;
        if (y < top + room) {
            return new TreeCamera(zoom, y - room);
        }
        if (y > top + span() - room) {
            return new TreeCamera(zoom, y + room - span());
        }
        return this;
    }
}
