package org.latentworkbench.app.gui;

import org.latentworkbench.app.gui.action.ActionTable;
import org.latentworkbench.app.gui.dialog.Dialogs;
import org.latentworkbench.app.gui.settings.Settings;
import org.latentworkbench.app.gui.task.Jobs;
import org.latentworkbench.app.gui.theme.Theme;

/**
 * The services of the window, built once at the start and handed down.
 *
 * @param session the open workspace and the autoencoder in view
 * @param jobs long work; {@code jobs.lanes()} for quick queries
 * @param dialogs questions to the person
 * @param settings what is remembered
 * @param notifier news to the person
 * @param navigator where to go
 * @param theme looks
 * @param actions everything that can be done
 */
public record AppContext(
        Session session,
        Jobs jobs,
        Dialogs dialogs,
        Settings settings,
        Notifier notifier,
        Navigator navigator,
        Theme theme,
        ActionTable actions) {}
