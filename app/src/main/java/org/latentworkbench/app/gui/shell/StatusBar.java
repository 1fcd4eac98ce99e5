package org.latentworkbench.app.gui.shell;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import org.latentworkbench.app.gui.Address;
import org.latentworkbench.app.gui.AppContext;

/** Device and memory, the job at work, the address of the place. */
final class StatusBar extends HBox {
    private final DeviceLabel device;

    /** @param openJobs shows all jobs */
    StatusBar(AppContext context, Runnable openJobs) {
        getStyleClass().add("status-bar");
        device = new DeviceLabel(context.jobs().lanes());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Label address = new Label();
        address.setId("address");
        address.getStyleClass().add("address");
        Button copy = new Button();
        copy.setId("copy-address");
        copy.getStyleClass().addAll("icon-button", "small");
        copy.setGraphic(new FontIcon("mdi2c-content-copy"));
        copy.setTooltip(new Tooltip("Copy the address of this place"));
        copy.setAccessibleText("Copy the address of this place");
        copy.setOnAction(_ -> copy(context.navigator().place().toString()));
        context.navigator().placeProperty().subscribe(place -> {
            boolean named = !place.rest().isEmpty();
            address.setText(named ? shortened(place) : "");
            address.setVisible(named);
            copy.setVisible(named);
        });
        getChildren().addAll(device, new JobStrip(context.jobs(), openJobs), space, address, copy);
    }

    void watch() {
        device.watch();
    }

    private static String shortened(Address place) {
        String text = place.toString().replace('\n', ' ');
        return text.length() > 60 ? text.substring(0, 59) + "…" : text;
    }

    private static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
