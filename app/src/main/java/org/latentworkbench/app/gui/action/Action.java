package org.latentworkbench.app.gui.action;

import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;

/**
 * Something the person can do, declared once.
 *
 * @param id stable name, for example {@code "workspace.open"}
 * @param text what stands on a button or in a menu: a verb first
 * @param description one sentence for the tooltip; may be empty
 * @param icon an Ikonli literal
 * @param keys the shortcut, if any
 * @param disabledReason why it cannot be done now; an empty text when it can
 * @param run does it, on the interface thread
 */
public record Action(
        String id,
        String text,
        String description,
        String icon,
        @Nullable KeyCombination keys,
        @Nullable ObservableValue<String> disabledReason,
        Runnable run) {
    /** An action that can always be done. */
    public static Action of(String id, String text, String icon, Runnable run) {
        return new Action(id, text, "", icon, null, null, run);
    }

    /** The same with a sentence for its tooltip. */
    public Action describedAs(String sentence) {
        return new Action(id, text, sentence, icon, keys, disabledReason, run);
    }

    /** The same with a shortcut such as {@code "Shortcut+K"}. */
    public Action onKeys(String combination) {
        return new Action(id, text, description, icon, KeyCombination.valueOf(combination), disabledReason, run);
    }

    /** The same, possible only while {@code reason} is empty. */
    public Action unless(ObservableValue<String> reason) {
        return new Action(id, text, description, icon, keys, reason, run);
    }

    /** The shortcut as it is shown, if there is one. */
    public Optional<String> keysText() {
        return Optional.ofNullable(keys)
                .map(combination -> combination.getDisplayText().replaceAll("\\+(?=.)", " "));
    }

    /** Whether it can be done now. */
    public boolean isEnabled() {
        return disabledReason == null || disabledReason.getValue().isEmpty();
    }

    /** Does it, if it can be done now. */
    public void fire() {
        if (isEnabled()) {
            run.run();
        }
    }
}
