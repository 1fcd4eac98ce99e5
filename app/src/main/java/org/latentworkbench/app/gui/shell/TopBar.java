package org.latentworkbench.app.gui.shell;

import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Separator;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import org.latentworkbench.app.gui.AppContext;
import org.latentworkbench.app.gui.action.Action;
import org.latentworkbench.app.gui.action.ActionButtons;

/** Where one is: workspace, autoencoder; and where one can go: back, forward, a latent, any command. */
final class TopBar extends HBox {
    private final GoToField goTo;

    TopBar(AppContext context, Set<String> kinds) {
        getStyleClass().add("top-bar");
        goTo = new GoToField(context.session(), context.navigator(), kinds);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        AutoencoderSelector selector = new AutoencoderSelector(context.session());
        Separator divider = new Separator(Orientation.VERTICAL);
        getChildren()
                .addAll(
                        home(context),
                        ActionButtons.icon(context.actions().get("go.back")),
                        ActionButtons.icon(context.actions().get("go.forward")),
                        workspace(context),
                        divider,
                        selector,
                        space,
                        goTo,
                        commands(context.actions().get("commands")),
                        theme(context));
        var open = context.session().workspaceProperty().isNotNull();
        for (Region region : new Region[] {divider, selector, goTo}) {
            region.visibleProperty().bind(open);
            region.managedProperty().bind(open);
        }
    }

    GoToField goTo() {
        return goTo;
    }

    private static Button home(AppContext context) {
        Button home = new Button();
        home.setId("home");
        home.getStyleClass().addAll("icon-button", "home-button");
        Logo logo = new Logo();
        logo.scaleXProperty().bind(context.theme().scaleProperty());
        logo.scaleYProperty().bind(context.theme().scaleProperty());
        home.setGraphic(logo);
        home.setAccessibleText("Start page");
        home.setTooltip(new Tooltip("Start page"));
        home.setOnAction(_ -> context.actions().get("view.start").fire());
        return home;
    }

    private static MenuButton workspace(AppContext context) {
        MenuButton menu = new MenuButton();
        menu.setId("workspace");
        menu.getStyleClass().addAll("flat-menu", "strong");
        menu.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> context.session()
                                .workspace()
                                .map(open -> open.name() + (open.readOnly() ? " (read-only)" : ""))
                                .orElse("No workspace"),
                        context.session().workspaceProperty()));
        menu.setMnemonicParsing(false);
        menu.getItems()
                .setAll(
                        item(context.actions().get("workspace.open")),
                        item(context.actions().get("workspace.new")),
                        new SeparatorMenuItem(),
                        item(context.actions().get("import.model")),
                        item(context.actions().get("import.texts")),
                        item(context.actions().get("workspace.refresh")),
                        item(context.actions().get("workspace.close")));
        return menu;
    }

    private static MenuItem item(Action action) {
        MenuItem item = new MenuItem(action.text(), new FontIcon(action.icon()));
        item.setAccelerator(null);
        item.setOnAction(_ -> action.fire());
        if (action.disabledReason() != null) {
            item.disableProperty().bind(action.disabledReason().map(reason -> !reason.isEmpty()));
        }
        return item;
    }

    private static Button commands(Action action) {
        Button button = new Button(action.text(), new FontIcon(action.icon()));
        button.setId("commands");
        button.getStyleClass().addAll("field-button", "commands-button");
        Label keys = new Label(action.keysText().orElse(""));
        keys.getStyleClass().add("keycap");
        HBox content = new HBox(new FontIcon(action.icon()), new Label(action.text()), keys);
        content.getStyleClass().add("button-content");
        button.setGraphic(content);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.setAccessibleText(action.text());
        button.setOnAction(_ -> action.fire());
        return button;
    }

    private static Button theme(AppContext context) {
        Button button = ActionButtons.icon(context.actions().get("theme.toggle"));
        FontIcon icon = new FontIcon();
        context.theme()
                .paletteProperty()
                .subscribe(palette ->
                        icon.setIconLiteral(palette.dark() ? "mdi2w-white-balance-sunny" : "mdi2w-weather-night"));
        button.setGraphic(icon);
        return button;
    }
}
