package org.latentworkbench.app.gui.start;

import java.io.File;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.latentworkbench.app.gui.AppContext;
import org.latentworkbench.app.gui.action.Action;
import org.latentworkbench.app.gui.control.StripContent;
import org.latentworkbench.app.gui.control.TokenStrip;

/** Title, a painted sentence, what one can do, and the workspaces opened before. */
final class StartPage extends ScrollPane {
    private final AppContext context;
    private final StartView view;

    StartPage(AppContext context, StartViewModel model, StartView view) {
        this.context = context;
        this.view = view;
        setId("start-page");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().add("start-page");
        VBox left = new VBox(choices(model), dropTarget());
        left.getStyleClass().add("start-left");
        HBox columns = new HBox(left, new RecentList(model, view));
        columns.getStyleClass().add("start-columns");
        VBox page = new VBox(heading(), sentence(model), columns);
        page.getStyleClass().add("start-content");
        StackPane middle = new StackPane(page);
        StackPane.setAlignment(page, Pos.TOP_CENTER);
        setContent(middle);
    }

    private static Node heading() {
        Label title = new Label("Latent Workbench");
        title.getStyleClass().add("start-title");
        Label line = new Label("See what the latents of a sparse autoencoder respond to.");
        line.getStyleClass().add("start-line");
        VBox heading = new VBox(title, line);
        heading.getStyleClass().add("start-heading");
        return heading;
    }

    private static Node sentence(StartViewModel model) {
        TokenStrip strip = new TokenStrip();
        strip.setId("start-sentence");
        strip.getStyleClass().add("start-strip");
        strip.excerptLinesProperty().set(0);
        Label whose = new Label();
        whose.getStyleClass().add("caption");
        VBox box = new VBox(strip, whose);
        box.getStyleClass().add("start-sentence");
        model.sentenceProperty().subscribe(sentence -> {
            box.setVisible(sentence != null);
            box.setManaged(sentence != null);
            if (sentence != null) {
                strip.contentProperty().set(content(sentence));
                whose.setText("latent " + sentence.latent() + " of the demo: " + sentence.words());
            }
        });
        return box;
    }

    private static StripContent content(PaintedSentence sentence) {
        return new StripContent(
                sentence.tokens(),
                sentence.values(),
                sentence.reference(),
                null,
                0,
                new BitSet(),
                new BitSet(),
                0,
                OptionalDouble.empty(),
                0,
                0);
    }

    private Node choices(StartViewModel model) {
        Button demo = new Button("Open");
        demo.setId("open-demo");
        demo.getStyleClass().add("accent");
        demo.setDefaultButton(false);
        demo.setOnAction(_ -> view.openDemo());
        model.demoRunningProperty().subscribe(running -> demo.setText(running ? "Stop" : "Open"));
        Node demoRow =
                row("mdi2r-rocket-launch-outline", "Open the demo", model.demoLineProperty(), demo, view::openDemo);
        VBox choices = new VBox(
                demoRow,
                row("workspace.new", "New workspace", "choose a folder, then import a model or texts"),
                row("workspace.open", "Open workspace", "a folder made by this program"));
        choices.getStyleClass().add("start-choices");
        return choices;
    }

    private Node row(String action, String title, String line) {
        Action declared = context.actions().get(action);
        Label keys = new Label(declared.keysText().orElse(""));
        keys.getStyleClass().add("keycap");
        Node row = row(declared.icon(), title, Bindings.createStringBinding(() -> line), keys, declared::fire);
        row.setId(action.replace('.', '-'));
        return row;
    }

    private static Node row(
            String icon, String title, javafx.beans.value.ObservableValue<String> line, Node end, Runnable action) {
        FontIcon symbol = new FontIcon(icon);
        symbol.getStyleClass().add("accent");
        Label name = new Label(title);
        name.getStyleClass().add("start-choice-title");
        Label detail = new Label();
        detail.textProperty().bind(line);
        detail.getStyleClass().add("muted");
        VBox words = new VBox(name, detail);
        words.getStyleClass().add("start-choice-words");
        HBox.setHgrow(words, Priority.ALWAYS);
        if (end instanceof Region region) {
            region.setMinWidth(Region.USE_PREF_SIZE);
        }
        HBox row = new HBox(symbol, words, end);
        row.getStyleClass().add("start-choice");
        row.setAccessibleText(title);
        row.setFocusTraversable(!(end instanceof Button));
        row.setOnMouseClicked(_ -> action.run());
        row.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                action.run();
            }
        });
        return row;
    }

    private Node dropTarget() {
        Label title = new Label("Drop a folder or a text file here");
        Label line = new Label("Hugging Face model, txt, jsonl, a workspace");
        line.getStyleClass().add("caption");
        VBox target = new VBox(new FontIcon("mdi2f-file-document-outline"), title, line);
        target.setId("drop-target");
        target.getStyleClass().add("drop-target");
        var over = javafx.css.PseudoClass.getPseudoClass("over");
        setOnDragOver(event -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY);
                target.pseudoClassStateChanged(over, true);
            }
            event.consume();
        });
        setOnDragExited(_ -> target.pseudoClassStateChanged(over, false));
        setOnDragDropped(this::dropped);
        return target;
    }

    private void dropped(DragEvent event) {
        @Nullable List<File> files = event.getDragboard().getFiles();
        if (files != null && !files.isEmpty()) {
            view.dropped(files.stream().map(File::toPath).toList());
            event.setDropCompleted(true);
        }
        event.consume();
    }
}
