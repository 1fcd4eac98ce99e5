package org.latentworkbench.app.gui;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.latentworkbench.app.gui.theme.Theme;
import org.latentworkbench.app.gui.theme.ThemeMode;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.service.query.NodeQuery;
import org.testfx.util.WaitForAsyncUtils;

/**
 * A test with a real window on the headless platform. Keeps the test library behind a few methods: run on the interface
 * thread, show, click by {@code robot}, wait for a condition, take a picture.
 */
public abstract class FxTest {
    private static final Path SCREENS = Path.of("target", "screens");
    private static final int WAIT_SECONDS = 60;
    private static final int HEADLESS_SCREEN = 1000;

    protected final FxRobot robot = new FxRobot() {
        /** Walks the scene on the interface thread: anywhere else a list that is just being filled breaks the walk. */
        @Override
        public NodeQuery lookup(String query) {
            return fxGet(() -> super.lookup(query));
        }
    };
    private @Nullable Stage stage;

    @BeforeAll
    static void startToolkit() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
        Platform.setImplicitExit(false);
    }

    @AfterEach
    void closeStage() {
        Stage open = stage;
        if (open != null) {
            fx(open::close);
        }
        stage = null;
    }

    /** Runs something on the interface thread and waits for it and for what it caused. */
    public static void fx(Runnable action) {
        WaitForAsyncUtils.waitForAsyncFx(WAIT_SECONDS * 1000L, action);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Asks something on the interface thread. */
    public static <T> T fxGet(Callable<T> question) {
        if (Platform.isFxApplicationThread()) {
            try {
                return question.call();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        return WaitForAsyncUtils.waitForAsyncFx(WAIT_SECONDS * 1000L, question);
    }

    /** Waits until something holds; {@code what} names it in the failure. */
    protected static void await(String what, BooleanSupplier condition) {
        try {
            WaitForAsyncUtils.waitFor(WAIT_SECONDS, TimeUnit.SECONDS, () -> fxGet(condition::getAsBoolean));
        } catch (TimeoutException e) {
            throw new AssertionError("waited " + WAIT_SECONDS + " s for: " + what, e);
        }
    }

    /** A theme that does not depend on the machine. */
    protected static Theme theme(ThemeMode mode) {
        return fxGet(() -> {
            Theme theme = new Theme();
            theme.modeProperty().set(mode);
            return theme;
        });
    }

    /**
     * Shows a root in a dressed window. What is larger than the headless screen is laid out but not shown: it can be looked
     * at, not clicked.
     */
    protected Stage show(Parent root, double width, double height, Theme theme) {
        Stage shown = fxGet(() -> {
            Scene scene = new Scene(root, width, height);
            theme.apply(scene);
            Stage fresh = new Stage();
            fresh.setScene(scene);
            fresh.setX(0);
            fresh.setY(0);
            if (height < HEADLESS_SCREEN) {
                fresh.show();
            }
            return fresh;
        });
        stage = shown;
        if (fxGet(shown::isShowing)) {
            robot.targetWindow(shown);
            fx(shown::requestFocus);
            await("focus of the window", shown::isFocused);
        }
        return shown;
    }

    /** A dressed scene that is not shown, for pictures larger than the screen. */
    protected static Scene scene(Parent root, double width, double height, Theme theme) {
        return fxGet(() -> {
            Scene scene = new Scene(root, width, height);
            theme.apply(scene);
            return scene;
        });
    }

    /** The only node for a selector. */
    protected <T extends Node> T node(String selector) {
        return robot.lookup(selector).query();
    }

    /** Writes a picture of a scene to {@code target/screens/NAME.png}. */
    protected static Path snapshot(String name, Scene scene) {
        WaitForAsyncUtils.waitForFxEvents();
        WritableImage image = fxGet(() -> {
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            return scene.snapshot(null);
        });
        return write(name, image);
    }

    /** Dresses a root, lays it out at a size and writes a picture of it. */
    protected static Path snapshot(String name, Parent root, double width, double height, Theme theme) {
        return snapshot(name, scene(root, width, height, theme));
    }

    private static Path write(String name, WritableImage image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(0, 0, width, height, pixels, 0, width);
        Path file = SCREENS.resolve(name + ".png");
        try {
            Files.createDirectories(SCREENS);
            ImageIO.write(picture, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
