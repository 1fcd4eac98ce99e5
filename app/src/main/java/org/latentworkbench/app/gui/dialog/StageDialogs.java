package org.latentworkbench.app.gui.dialog;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ChoiceDialog;
import javafx.scene.control.Dialog;
import javafx.scene.control.TextInputDialog;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.settings.Settings;
import org.latentworkbench.app.gui.theme.Theme;

/** Dialogs of the system and of the toolkit over the main window; each kind starts in the folder last used for it. */
public final class StageDialogs implements Dialogs {
    private final Theme theme;
    private final Settings settings;
    private @Nullable Window owner;

    /** Dialogs without a window yet. */
    public StageDialogs(Theme theme, Settings settings) {
        this.theme = theme;
        this.settings = settings;
    }

    @Override
    public void setOwner(Window window) {
        owner = window;
    }

    @Override
    public Optional<Path> chooseFolder(String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        lastFolder("folder").ifPresent(chooser::setInitialDirectory);
        File chosen = chooser.showDialog(owner);
        if (chosen == null) {
            return Optional.empty();
        }
        remember("folder", chosen.getParentFile());
        return Optional.of(chosen.toPath());
    }

    @Override
    public List<Path> chooseFiles(String title, String kind, List<String> patterns) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(kind, patterns));
        lastFolder("files").ifPresent(chooser::setInitialDirectory);
        List<File> chosen = chooser.showOpenMultipleDialog(owner);
        if (chosen == null || chosen.isEmpty()) {
            return List.of();
        }
        remember("files", chosen.getFirst().getParentFile());
        return chosen.stream().map(File::toPath).toList();
    }

    @Override
    public Optional<Path> chooseTarget(String title, String suggestedName) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialFileName(suggestedName);
        lastFolder("target").ifPresent(chooser::setInitialDirectory);
        File chosen = chooser.showSaveDialog(owner);
        if (chosen == null) {
            return Optional.empty();
        }
        remember("target", chosen.getParentFile());
        return Optional.of(chosen.toPath());
    }

    @Override
    public Optional<String> choose(String question, List<String> choices) {
        ChoiceDialog<String> dialog = new ChoiceDialog<>(choices.getFirst(), choices);
        dialog.setTitle("Latent Workbench");
        dialog.setHeaderText(question);
        dialog.setGraphic(null);
        return ask(dialog);
    }

    @Override
    public boolean confirm(String question, String detail, String yes, String no) {
        ButtonType yesButton = new ButtonType(yes, ButtonBar.ButtonData.OK_DONE);
        ButtonType noButton = new ButtonType(no, ButtonBar.ButtonData.CANCEL_CLOSE);
        Alert alert = new Alert(Alert.AlertType.CONFIRMATION, detail, yesButton, noButton);
        alert.setTitle("Latent Workbench");
        alert.setHeaderText(question);
        return ask(alert).filter(answer -> answer == yesButton).isPresent();
    }

    @Override
    public Optional<String> askText(String title, String prompt, String initial) {
        TextInputDialog dialog = new TextInputDialog(initial);
        dialog.setTitle("Latent Workbench");
        dialog.setHeaderText(title);
        dialog.setContentText(prompt);
        dialog.setGraphic(null);
        return ask(dialog);
    }

    private <T> Optional<T> ask(Dialog<T> dialog) {
        if (owner != null) {
            dialog.initOwner(owner);
        }
        var scene = dialog.getDialogPane().getScene();
        theme.apply(scene);
        try {
            return dialog.showAndWait();
        } finally {
            theme.forget(scene);
        }
    }

    private Optional<File> lastFolder(String kind) {
        return settings.text("lastFolder." + kind).map(File::new).filter(File::isDirectory);
    }

    private void remember(String kind, @Nullable File folder) {
        if (folder != null) {
            settings.put("lastFolder." + kind, folder.getPath());
        }
    }
}
