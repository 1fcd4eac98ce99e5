package org.latentworkbench.app.gui.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ActionTableTest {
    private final ActionTable table = new ActionTable();
    private final List<String> done = new ArrayList<>();
    private final SimpleStringProperty reason = new SimpleStringProperty("No workspace is open.");

    @BeforeEach
    void declare() {
        table.add(Action.of("open", "Open workspace…", "mdi2p-plus", () -> done.add("open")));
        table.add(Action.of("close", "Close workspace", "mdi2p-plus", () -> done.add("close"))
                .unless(reason));
        table.add(Action.of("larger", "Larger text", "mdi2p-plus", () -> {}).onKeys("Shortcut+Plus"));
    }

    private List<String> ids(String words) {
        return table.matching(words).stream().map(Action::id).toList();
    }

    @Test
    void everyWordMustBeFoundAndWhatCanBeDoneComesFirst() {
        assertThat(ids("work")).containsExactly("open", "close");
        assertThat(ids("work clo")).containsExactly("close");
        assertThat(ids("")).containsExactly("open", "larger", "close");
        assertThat(ids("nothing like it")).isEmpty();
    }

    @Test
    void whatCannotBeDoneIsNotDone() {
        table.get("close").fire();
        assertThat(done).isEmpty();
        reason.set("");
        table.get("close").fire();
        assertThat(done).containsExactly("close");
    }

    @Test
    void keysAreShownWithBlanks() {
        assertThat(table.get("larger").keysText())
                .hasValueSatisfying(text -> assertThat(text).endsWith(" +"));
    }

    @Test
    void noActionIsDeclaredTwice() {
        assertThatThrownBy(() -> table.add(Action.of("open", "Again", "mdi2p-plus", () -> {})))
                .hasMessageContaining("open");
    }
}
