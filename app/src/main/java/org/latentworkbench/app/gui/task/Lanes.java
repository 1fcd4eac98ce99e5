package org.latentworkbench.app.gui.task;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;

/**
 * Where work runs. Handed in everywhere, so that a test runs everything on its own thread.
 *
 * @param work long jobs, one after the other: they share the processor and its memory
 * @param queries quick questions of views
 * @param ui the interface thread
 * @param clock runs a task on {@code ui} after a delay
 */
public record Lanes(Executor work, Executor queries, Executor ui, Clock clock) {
    /** Runs something later on the interface thread. */
    @FunctionalInterface
    public interface Clock {
        /** Runs {@code task} on the interface thread once {@code delay} has passed. */
        void after(Duration delay, Runnable task);
    }

    private static final int QUERY_THREADS = 2;

    /** The lanes of the real program; their threads are daemons and end with it. */
    public static Lanes ofToolkit() {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(daemons("timer"));
        return new Lanes(
                Executors.newSingleThreadExecutor(daemons("work")),
                Executors.newFixedThreadPool(QUERY_THREADS, daemons("query")),
                Lanes::onToolkit,
                (delay, task) -> {
                    var _ = timer.schedule(() -> onToolkit(task), delay.toMillis(), TimeUnit.MILLISECONDS);
                });
    }

    /**
     * Does something small off the interface thread; unlike {@link LatestUpdate} nothing is ever dropped.
     *
     * @param question runs on {@code queries}
     * @param publish receives the answer on {@code ui}
     * @param failed receives what went wrong on {@code ui}
     */
    public <R> void ask(Supplier<R> question, Consumer<R> publish, Consumer<Throwable> failed) {
        queries.execute(() -> {
            try {
                R answer = question.get();
                ui.execute(() -> publish.accept(answer));
            } catch (RuntimeException | Error e) {
                ui.execute(() -> failed.accept(e));
            }
        });
    }

    /** Lanes that run everything at once on the calling thread, delays included. */
    public static Lanes inline() {
        Executor here = Runnable::run;
        return new Lanes(here, here, here, (_, task) -> task.run());
    }

    /** Does something on the interface thread as soon as it has time. */
    public void show(Runnable task) {
        ui.execute(task);
    }

    private static void onToolkit(Runnable task) {
        if (Platform.isFxApplicationThread()) {
            task.run();
        } else {
            Platform.runLater(task);
        }
    }

    private static java.util.concurrent.ThreadFactory daemons(String name) {
        return Thread.ofPlatform().daemon().name("workbench-" + name + "-", 1).factory();
    }
}
