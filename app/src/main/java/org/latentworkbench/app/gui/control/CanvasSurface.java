package org.latentworkbench.app.gui.control;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import org.latentworkbench.app.gui.theme.Theme;
import org.latentworkbench.engine.plot.Points;
import org.latentworkbench.engine.plot.Raster;
import org.latentworkbench.engine.plot.Stroke;
import org.latentworkbench.engine.plot.Surface;

/** Draws plots on a canvas of the window. Sizes of text are in pixels of the screen. */
final class CanvasSurface implements Surface {
    private final GraphicsContext graphics;
    private final Theme theme;

    CanvasSurface(GraphicsContext graphics, Theme theme) {
        this.graphics = graphics;
        this.theme = theme;
        graphics.setTextBaseline(VPos.BASELINE);
    }

    @Override
    public void line(double x1, double y1, double x2, double y2, Stroke stroke) {
        if (prepare(stroke)) {
            graphics.strokeLine(x1, y1, x2, y2);
        }
    }

    @Override
    public void polyline(Points points, Stroke stroke) {
        if (!prepare(stroke)) {
            return;
        }
        graphics.beginPath();
        boolean down = false;
        for (int i = 0; i < points.size(); i++) {
            double x = points.x()[i];
            double y = points.y()[i];
            if (!Double.isFinite(x) || !Double.isFinite(y)) {
                down = false;
            } else if (down) {
                graphics.lineTo(x, y);
            } else {
                graphics.moveTo(x, y);
                down = true;
            }
        }
        graphics.stroke();
    }

    @Override
    public void curve(double x1, double y1, double x2, double y2, Stroke stroke) {
        if (prepare(stroke)) {
            double middle = (x1 + x2) / 2;
            graphics.beginPath();
            graphics.moveTo(x1, y1);
            graphics.bezierCurveTo(middle, y1, middle, y2, x2, y2);
            graphics.stroke();
        }
    }

    @Override
    public void polygon(Points points, int fill) {
        graphics.setFill(colour(fill));
        graphics.fillPolygon(points.x(), points.y(), points.size());
    }

    @Override
    public void rectangle(double x, double y, double width, double height, double radius, int fill) {
        graphics.setFill(colour(fill));
        graphics.fillRoundRect(x, y, width, height, 2 * radius, 2 * radius);
    }

    @Override
    public void circle(double x, double y, double radius, int fill, Stroke outline) {
        graphics.setFill(colour(fill));
        graphics.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
        if (prepare(outline)) {
            graphics.strokeOval(x - radius, y - radius, 2 * radius, 2 * radius);
        }
    }

    @Override
    public void text(double x, double y, String text, double size, boolean bold, int fill, Anchor anchor) {
        double design = size / theme.px(1);
        graphics.setFill(colour(fill));
        graphics.setFont(bold ? theme.strongFont(design) : theme.font(design));
        graphics.setTextAlign(
                switch (anchor) {
                    case START -> TextAlignment.LEFT;
                    case MIDDLE -> TextAlignment.CENTER;
                    case END -> TextAlignment.RIGHT;
                });
        graphics.fillText(text, x, y);
    }

    @Override
    public void textUpwards(double x, double y, String text, double size, int fill) {
        graphics.save();
        graphics.translate(x, y);
        graphics.rotate(-90);
        text(0, 0, text, size, false, fill, Anchor.MIDDLE);
        graphics.restore();
    }

    @Override
    public void image(double x, double y, double width, double height, Raster raster) {
        WritableImage image = new WritableImage(raster.width(), raster.height());
        image.getPixelWriter()
                .setPixels(
                        0,
                        0,
                        raster.width(),
                        raster.height(),
                        PixelFormat.getIntArgbInstance(),
                        raster.pixels(),
                        0,
                        raster.width());
        graphics.drawImage(image, x, y, width, height);
    }

    private boolean prepare(Stroke stroke) {
        if (stroke.argb() >>> 24 == 0 || stroke.width() == 0) {
            return false;
        }
        graphics.setStroke(colour(stroke.argb()));
        graphics.setLineWidth(stroke.width());
        graphics.setLineDashes(stroke.dash());
        return true;
    }

    private static Color colour(int argb) {
        return Color.rgb(argb >> 16 & 0xFF, argb >> 8 & 0xFF, argb & 0xFF, (argb >>> 24) / 255.0);
    }
}
