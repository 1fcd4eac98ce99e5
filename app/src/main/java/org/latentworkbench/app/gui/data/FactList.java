package org.latentworkbench.app.gui.data;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.latentworkbench.app.gui.control.Clipboards;

/** Captions and values under each other; a click on a value copies it. */
final class FactList extends GridPane {
    FactList(List<DataDetails.Fact> facts) {
        getStyleClass().add("fact-list");
        ColumnConstraints captions = new ColumnConstraints();
        captions.setMinWidth(USE_PREF_SIZE);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        getColumnConstraints().addAll(captions, values);
        int row = 0;
        for (DataDetails.Fact fact : facts) {
            Label caption = new Label(fact.caption());
            caption.getStyleClass().add("muted");
            Label value = new Label(fact.value());
            value.getStyleClass().add("fact-value");
            value.setWrapText(true);
            value.setTooltip(
                    new Tooltip((fact.explanation().isEmpty() ? "" : fact.explanation() + "\n") + "Click to copy."));
            value.setOnMouseClicked(_ -> Clipboards.putText(fact.value()));
            setValignment(caption, javafx.geometry.VPos.TOP);
            addRow(row++, caption, value);
        }
    }
}
