package org.latentworkbench.app.gui.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.Address;
import org.latentworkbench.app.gui.AppContext;
import org.latentworkbench.app.gui.WorkbenchView;
import org.latentworkbench.app.gui.action.Action;

/** The window's content: rail, bars, the view of the present place, and what slides over it. */
public final class WorkbenchFrame extends StackPane {
    private final AppContext context;
    private final Map<String, WorkbenchView> views = new LinkedHashMap<>();
    private final BorderPane frame = new BorderPane();
    private final Overlay overlay = new Overlay();
    private final CommandPalette palette;
    private final SettingsCard settings;
    private final ShortcutsCard shortcuts;
    private final JobList jobList;
    private final TopBar topBar;
    private final StatusBar statusBar;
    private @Nullable WorkbenchView shown;
    private Subscription following = Subscription.EMPTY;

    /**
     * @param start the page shown when nothing is open
     * @param onRail the other views in their order on the rail
     * @param notices the news of {@code context.notifier()}
     */
    public WorkbenchFrame(AppContext context, WorkbenchView start, List<WorkbenchView> onRail, Notices notices) {
        this.context = context;
        setId("workbench");
        getStyleClass().add("workbench");
        views.put(start.kind(), start);
        onRail.forEach(view -> views.put(view.kind(), view));
        ShellActions.declare(context, onRail, this);

        Set<String> kinds = new LinkedHashSet<>(views.keySet());
        palette = new CommandPalette(context.actions(), this::suggestions, overlay::hide);
        settings = new SettingsCard(context.theme());
        shortcuts = new ShortcutsCard(context.actions());
        jobList = new JobList(context.jobs());
        topBar = new TopBar(context, kinds);
        statusBar = new StatusBar(context, this::showJobs);
        frame.setTop(topBar);
        frame.setLeft(new Rail(
                onRail,
                context.navigator(),
                context.session().workspaceProperty().isNull(),
                List.of(context.actions().get("help.keys"), context.actions().get("settings"))));
        frame.setBottom(statusBar);
        StackPane.setAlignment(notices, Pos.BOTTOM_RIGHT);
        getChildren().addAll(frame, overlay, notices);

        context.navigator().placeProperty().subscribe(this::show);
        context.theme().scaleProperty().subscribe(_ -> StackPane.setMargin(settings, corner()));
        addEventFilter(MouseEvent.MOUSE_PRESSED, this::mouseButtons);
        sceneProperty().subscribe(scene -> {
            if (scene != null) {
                context.actions().installKeys(scene);
                statusBar.watch();
                view().node().requestFocus();
            }
        });
    }

    /** The view shown now. */
    public WorkbenchView view() {
        WorkbenchView view = shown;
        if (view == null) {
            throw new IllegalStateException("No view is shown yet.");
        }
        return view;
    }

    void showPalette() {
        var field = palette.prepare();
        overlay.show(palette, Pos.TOP_CENTER, new Insets(context.theme().px(60), 0, 0, 0), field);
    }

    void showSettings() {
        overlay.show(settings, Pos.BOTTOM_LEFT, corner(), settings.focusTarget());
    }

    void showShortcuts() {
        overlay.show(shortcuts, Pos.BOTTOM_LEFT, corner(), shortcuts);
    }

    void showJobs() {
        overlay.show(
                jobList,
                Pos.BOTTOM_LEFT,
                new Insets(0, 0, context.theme().px(36), context.theme().px(8)),
                jobList);
    }

    void focusGoTo() {
        if (topBar.goTo().isVisible()) {
            topBar.goTo().requestFocus();
            topBar.goTo().selectAll();
        }
    }

    private Insets corner() {
        return new Insets(0, 0, context.theme().px(36), context.theme().px(80));
    }

    private void show(Address place) {
        WorkbenchView view = views.get(place.view());
        if (view == null) {
            return;
        }
        if (view != shown) {
            following.unsubscribe();
            shown = view;
            Node node = view.node();
            frame.setCenter(node);
            node.requestFocus(); // not the first button of the frame
            view.show(place);
            following = view.addressProperty().subscribe((_, now) -> moved(now));
            moved(view.addressProperty().get());
        } else if (!place.equals(view.addressProperty().get())) {
            view.show(place);
        }
    }

    /** The view went somewhere by itself: a new step, unless one only asked for "where you were". */
    private void moved(Address now) {
        Address place = context.navigator().place();
        if (now.equals(place) || now.rest().isEmpty() || !now.view().equals(place.view())) {
            return;
        }
        if (place.rest().isEmpty()) {
            context.navigator().refine(now);
        } else {
            context.navigator().go(now);
        }
    }

    private List<Action> suggestions(String typed) {
        List<Action> found = new ArrayList<>();
        if (!typed.isBlank()) {
            GoToField.target(typed, context.session(), views.keySet())
                    .ifPresent(address -> found.add(
                            Action.of("go:" + address, "Go to " + address, "mdi2p-pound", () -> context.navigator()
                                    .go(address))));
        }
        String words = typed.strip().toLowerCase(java.util.Locale.ROOT);
        for (String name : context.session().autoencoders()) {
            if (!words.isEmpty() && name.toLowerCase(java.util.Locale.ROOT).contains(words)) {
                found.add(Action.of("look:" + name, "Look at " + name, "mdi2f-family-tree", () -> context.session()
                        .select(name)));
            }
        }
        return found;
    }

    private void mouseButtons(MouseEvent event) {
        if (event.getButton() == MouseButton.BACK) {
            context.navigator().back();
        } else if (event.getButton() == MouseButton.FORWARD) {
            context.navigator().forward();
        }
    }
}
