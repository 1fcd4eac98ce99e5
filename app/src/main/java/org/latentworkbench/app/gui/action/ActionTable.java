package org.latentworkbench.app.gui.action;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Scene;

/** All actions by id, in the order they were declared. */
public final class ActionTable {
    private final Map<String, Action> actions = new LinkedHashMap<>();

    /** Declares an action. */
    public void add(Action action) {
        if (actions.putIfAbsent(action.id(), action) != null) {
            throw new IllegalArgumentException("The action " + action.id() + " is declared twice.");
        }
    }

    /** A declared action. */
    public Action get(String id) {
        Action action = actions.get(id);
        if (action == null) {
            throw new IllegalArgumentException("There is no action " + id + ".");
        }
        return action;
    }

    /** All of them. */
    public List<Action> all() {
        return List.copyOf(actions.values());
    }

    /** Those whose text or description holds every word, best first; all when there is no word. */
    public List<Action> matching(String words) {
        List<Action> found = new ArrayList<>();
        for (Action action : actions.values()) {
            if (ActionMatch.matches(action, words)) {
                found.add(action);
            }
        }
        found.sort(ActionMatch.order(words));
        return found;
    }

    /** Makes the shortcuts of all actions work in a scene. */
    public void installKeys(Scene scene) {
        for (Action action : actions.values()) {
            if (action.keys() != null) {
                scene.getAccelerators().put(action.keys(), action::fire);
            }
        }
    }
}
