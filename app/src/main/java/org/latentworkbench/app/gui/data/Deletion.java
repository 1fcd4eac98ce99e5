package org.latentworkbench.app.gui.data;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.latentworkbench.app.gui.AppContext;
import org.latentworkbench.app.gui.Words;
import org.latentworkbench.app.gui.task.RunningJob;
import org.latentworkbench.engine.workspace.Deleted;
import org.latentworkbench.engine.workspace.Dependents;
import org.latentworkbench.engine.workspace.Thing;
import org.latentworkbench.engine.workspace.Workspace;

/** Deletes things of the workspace so that it can be undone, and empties the trash. */
final class Deletion {
    private final AppContext context;

    Deletion(AppContext context) {
        this.context = context;
    }

    /** Moves a thing to the trash; asks first if something was made from it, and refuses while a job may be using it. */
    void delete(Workspace workspace, DataItem item) {
        Optional<RunningJob<?>> user = context.jobs().list().stream()
                .filter(job -> job.mayUse(DataViewModel.place(item)))
                .findFirst();
        if (user.isPresent()) {
            context.notifier()
                    .info("\"" + user.get().title() + "\" still works and may need " + item.name()
                            + ". Stop it or wait until it is done.");
            return;
        }
        context.jobs()
                .lanes()
                .ask(
                        () -> Dependents.of(workspace, item.section(), item.name()),
                        dependents -> {
                            if (dependents.isEmpty() || isMeant(item, dependents)) {
                                move(workspace, item);
                            }
                        },
                        reason -> context.notifier().error("Could not delete " + item.name(), reason));
    }

    private boolean isMeant(DataItem item, List<Thing> dependents) {
        String made = dependents.stream().map(Thing::words).collect(Collectors.joining(", "));
        return context.dialogs()
                .confirm(
                        "Delete the " + item.section().noun() + " " + item.name() + "?",
                        "Made from it, and staying: " + made
                                + ". Without it they cannot be trained further or indexed anew.",
                        "Delete",
                        "Keep");
    }

    private void move(Workspace workspace, DataItem item) {
        context.jobs()
                .lanes()
                .ask(
                        () -> workspace.trash().put(item.section(), item.name()),
                        deleted -> {
                            String what = "the " + item.section().noun() + " " + item.name();
                            Runnable restore = () -> restore(workspace, deleted);
                            context.session().undo().push("deleting " + what, restore);
                            context.notifier()
                                    .info(
                                            "Deleted " + what + ", " + Words.bytes(deleted.bytes())
                                                    + ". It stays in the trash for a week.",
                                            "Undo",
                                            () -> {
                                                context.session().undo().forget(restore);
                                                restore.run();
                                            });
                            context.session().refresh();
                        },
                        reason -> context.notifier().error("Could not delete " + item.name(), reason));
    }

    private void restore(Workspace workspace, Deleted deleted) {
        context.jobs()
                .lanes()
                .ask(
                        () -> workspace.trash().restore(deleted.id()),
                        thing -> {
                            context.notifier().info("The " + thing.words() + " is back.");
                            context.session().refresh();
                        },
                        reason -> context.notifier().error("Could not restore " + deleted.name(), reason));
    }

    /** Restores what was deleted last. */
    void restoreLatest(Workspace workspace, List<Deleted> trash) {
        trash.stream().findFirst().ifPresent(latest -> restore(workspace, latest));
    }

    /** Deletes for good what is in the trash, after a question. */
    void emptyTrash(Workspace workspace, List<Deleted> trash) {
        String names = trash.stream().map(Deleted::name).limit(8).collect(Collectors.joining(", "));
        boolean meant = context.dialogs()
                .confirm(
                        "Delete for good what is in the trash?",
                        names + (trash.size() > 8 ? " and more" : "") + " cannot be restored afterwards.",
                        "Empty the trash",
                        "Keep");
        if (meant) {
            context.jobs()
                    .lanes()
                    .ask(
                            () -> workspace.trash().empty(),
                            bytes -> {
                                context.notifier().info("Freed " + Words.bytes(bytes) + ".");
                                context.session().refresh();
                            },
                            reason -> context.notifier().error("Could not empty the trash", reason));
        }
    }
}
