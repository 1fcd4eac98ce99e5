package org.latentworkbench.app.gui.control;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.plot.Png;
import org.latentworkbench.engine.plot.Raster;

/**
 * What can be done with every plot: copy and save its data and its drawing.
 *
 * @param view whose menu it is
 * @param canvas the drawing
 * @param files asks where to save
 * @param name what is shown, for the name of a file
 * @param table the data with tabs
 * @param svg the drawing as a document
 */
record PlotMenu(
        Node view,
        Canvas canvas,
        SaveTarget files,
        Supplier<String> name,
        Supplier<String> table,
        Supplier<String> svg) {
    void install() {
        ContextMenu menu = new ContextMenu(
                item("Copy data", () -> Clipboards.putText(table.get())),
                item("Copy as picture", this::copyPicture),
                item("Copy as SVG", () -> Clipboards.putText(svg.get())),
                new SeparatorMenuItem(),
                item("Save data…", () -> save("tsv", file -> AtomicFile.writeText(file, table.get()))),
                item("Save picture…", () -> {
                    byte[] png = Png.encode(raster());
                    save("png", file -> AtomicFile.write(file, out -> out.write(png)));
                }),
                item(
                        "Save SVG…",
                        () -> save(
                                "svg",
                                file -> AtomicFile.write(
                                        file, out -> out.write(svg.get().getBytes(StandardCharsets.UTF_8))))));
        view.setOnContextMenuRequested(event -> menu.show(view, event.getScreenX(), event.getScreenY()));
    }

    private void save(String ending, Consumer<java.nio.file.Path> write) {
        String base = name.get()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        files.choose("Save " + name.get(), (base.isEmpty() ? "plot" : base) + "." + ending)
                .ifPresent(write);
    }

    private void copyPicture() {
        ClipboardContent content = new ClipboardContent();
        content.putImage(canvas.snapshot(null, null));
        Clipboard.getSystemClipboard().setContent(content);
    }

    private Raster raster() {
        WritableImage image = canvas.snapshot(null, null);
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        Raster raster = Raster.blank(width, height);
        image.getPixelReader()
                .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), raster.pixels(), 0, width);
        return raster;
    }

    private static MenuItem item(String words, Runnable action) {
        MenuItem item = new MenuItem(words);
        item.setOnAction(_ -> action.run());
        return item;
    }
}
