package org.latentworkbench.app.gui.shell;

import java.nio.file.Path;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import org.latentworkbench.app.gui.Address;
import org.latentworkbench.app.gui.AppContext;
import org.latentworkbench.app.gui.Navigator;
import org.latentworkbench.app.gui.WorkbenchView;
import org.latentworkbench.app.gui.action.Action;
import org.latentworkbench.app.gui.action.ActionTable;

/** What the frame itself can do. */
final class ShellActions {
    private static final int DIGITS = 9;

    private ShellActions() {}

    static void declare(AppContext context, List<WorkbenchView> views, WorkbenchFrame frame) {
        ActionTable actions = context.actions();
        declareNavigation(context, views, actions);
        declareWorkspace(context, actions);
        actions.add(Action.of("commands", "Commands", "mdi2c-console-line", frame::showPalette)
                .describedAs("Find any command")
                .onKeys("Shortcut+K"));
        actions.add(Action.of("go.latent", "Go to latent", "mdi2p-pound", frame::focusGoTo)
                .onKeys("Shortcut+G")
                .unless(noWorkspace(context)));
        actions.add(Action.of("undo", "Undo", "mdi2u-undo-variant", () -> context.session()
                        .undo()
                        .undo())
                .describedAs("Take back what was last written about a latent or deleted")
                .onKeys("Shortcut+Z")
                .unless(context.session()
                        .undo()
                        .nextProperty()
                        .map(next -> next.isEmpty() ? "There is nothing to take back." : "")));
        actions.add(Action.of("jobs.show", "Show jobs", "mdi2p-playlist-play", frame::showJobs)
                .onKeys("Shortcut+J"));
        actions.add(
                Action.of("theme.toggle", "Switch between light and dark", "mdi2w-weather-night", () -> context.theme()
                                .toggle())
                        .onKeys("Shortcut+Shift+L"));
        actions.add(Action.of("size.larger", "Larger text", "mdi2f-format-font-size-increase", () -> context.theme()
                        .zoom(1))
                .onKeys("Shortcut+Plus"));
        actions.add(Action.of("size.smaller", "Smaller text", "mdi2f-format-font-size-decrease", () -> context.theme()
                        .zoom(-1))
                .onKeys("Shortcut+Minus"));
        actions.add(Action.of("size.normal", "Text of normal size", "mdi2f-format-size", () -> context.theme()
                        .scaleProperty()
                        .set(1))
                .onKeys("Shortcut+0"));
        actions.add(Action.of("settings", "Settings", "mdi2c-cog-outline", frame::showSettings)
                .onKeys("Shortcut+Comma"));
        actions.add(Action.of("help.keys", "Keys and about", "mdi2h-help-circle-outline", frame::showShortcuts)
                .onKeys("F1"));
    }

    private static void declareNavigation(AppContext context, List<WorkbenchView> views, ActionTable actions) {
        Navigator navigator = context.navigator();
        actions.add(Action.of("go.back", "Back", "mdi2a-arrow-left", navigator::back)
                .onKeys("Alt+Left")
                .unless(navigator.canGoBackProperty().map(can -> can ? "" : "This is the first place.")));
        actions.add(Action.of("go.forward", "Forward", "mdi2a-arrow-right", navigator::forward)
                .onKeys("Alt+Right")
                .unless(navigator.canGoForwardProperty().map(can -> can ? "" : "This is the last place.")));
        actions.add(Action.of(
                        "view.start",
                        "Show the start page",
                        "mdi2h-home-outline",
                        () -> navigator.go(new Address("start", "")))
                .onKeys("Alt+Home"));
        int digit = 1;
        for (WorkbenchView view : views) {
            Action show = Action.of(
                            "view." + view.kind(),
                            "Show " + view.title(),
                            view.icon(),
                            () -> navigator.go(new Address(view.kind(), "")))
                    .unless(noWorkspace(context));
            actions.add(digit <= DIGITS ? show.onKeys("Shortcut+" + digit++) : show);
        }
    }

    private static void declareWorkspace(AppContext context, ActionTable actions) {
        actions.add(Action.of("workspace.new", "New workspace…", "mdi2p-plus", () -> context.dialogs()
                        .chooseFolder("Choose a new or empty folder for the workspace")
                        .ifPresent(folder -> open(context, folder)))
                .onKeys("Shortcut+N"));
        actions.add(Action.of("workspace.open", "Open workspace…", "mdi2f-folder-open-outline", () -> context.dialogs()
                        .chooseFolder("Choose a workspace")
                        .ifPresent(folder -> open(context, folder)))
                .onKeys("Shortcut+O"));
        actions.add(
                Action.of("workspace.refresh", "Look again for autoencoders", "mdi2r-refresh", () -> context.session()
                                .refresh())
                        .onKeys("F5")
                        .unless(noWorkspace(context)));
        actions.add(Action.of("workspace.close", "Close workspace", "mdi2c-close", () -> {
                    context.session().close();
                    context.navigator().go(new Address("start", ""));
                })
                .unless(Bindings.createStringBinding(
                        () -> context.session().isNeeded()
                                ? "Jobs still work in it."
                                : noWorkspace(context).getValue(),
                        context.session().workspaceProperty(),
                        context.jobs().busyProperty())));
    }

    private static void open(AppContext context, Path folder) {
        context.session().open(folder, () -> context.navigator()
                .go(new Address(context.session().autoencoders().isEmpty() ? "run" : "latent", "")));
    }

    private static ObservableValue<String> noWorkspace(AppContext context) {
        return context.session().workspaceProperty().map(_ -> "").orElse("No workspace is open.");
    }
}
