package org.latentworkbench.app.gui.shell;

import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.latentworkbench.app.gui.Address;
import org.latentworkbench.app.gui.Navigator;
import org.latentworkbench.app.gui.WorkbenchView;
import org.latentworkbench.app.gui.action.Action;
import org.latentworkbench.app.gui.action.ActionButtons;

/** The views by icon and word at the left edge. */
final class Rail extends VBox {
    private final ToggleGroup group = new ToggleGroup();

    /**
     * @param views in the order they are shown
     * @param unavailable true while no workspace is open, when there is nothing to show in them
     * @param below actions under the views
     */
    Rail(List<WorkbenchView> views, Navigator navigator, ObservableValue<Boolean> unavailable, List<Action> below) {
        getStyleClass().add("rail");
        for (WorkbenchView view : views) {
            getChildren().add(item(view, navigator, unavailable));
        }
        Region space = new Region();
        VBox.setVgrow(space, Priority.ALWAYS);
        getChildren().add(space);
        for (Action action : below) {
            Button button = ActionButtons.icon(action);
            button.getStyleClass().add("rail-button");
            getChildren().add(button);
        }
        navigator.placeProperty().subscribe(this::show);
    }

    private ToggleButton item(WorkbenchView view, Navigator navigator, ObservableValue<Boolean> unavailable) {
        ToggleButton item = new ToggleButton(view.title(), new FontIcon(view.icon()));
        item.setId("rail-" + view.kind());
        item.getStyleClass().add("rail-item");
        item.setUserData(view.kind());
        item.setContentDisplay(ContentDisplay.TOP);
        item.setAlignment(Pos.CENTER);
        item.setToggleGroup(group);
        item.disableProperty().bind(unavailable);
        item.setTooltip(new Tooltip("Ctrl " + (getChildren().size() + 1)));
        item.setOnAction(_ -> {
            item.setSelected(true); // a second click must not turn it off
            if (!navigator.place().view().equals(view.kind())) {
                navigator.go(new Address(view.kind(), ""));
            }
        });
        return item;
    }

    private void show(Address place) {
        Optional<ToggleButton> shown = group.getToggles().stream()
                .map(ToggleButton.class::cast)
                .filter(item -> place.view().equals(item.getUserData()))
                .findFirst();
        group.selectToggle(shown.orElse(null));
    }
}
