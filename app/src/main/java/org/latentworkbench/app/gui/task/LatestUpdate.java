package org.latentworkbench.app.gui.task;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.CancelledException;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;

/**
 * Answers a question that changes faster than it can be answered: waits until the person pauses, cancels what is no
 * longer asked, and publishes an answer once and only if no newer question came. All methods belong to the interface
 * thread.
 *
 * @param <R> the answer
 */
public final class LatestUpdate<R> {
    /** How long an answer may take before a view shows that it is busy. */
    public static final Duration QUIET = Duration.ofMillis(300);

    /**
     * A question that tells of a part of its answer before it has the whole.
     *
     * @param <P> the part
     * @param <R> the whole
     */
    @FunctionalInterface
    public interface Telling<P, R> {
        /**
         * Answers.
         *
         * @param job cancelled when stale
         * @param soFar takes parts, on any thread
         */
        R run(JobContext job, Consumer<P> soFar);
    }

    private final Lanes lanes;
    private final Duration debounce;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private @Nullable Request current;

    /** @param debounce how long a question must stand before it is asked; zero asks at once */
    public LatestUpdate(Lanes lanes, Duration debounce) {
        this.lanes = lanes;
        this.debounce = debounce;
    }

    /** True while an answer has been awaited for longer than {@link #QUIET}: the time to show a spinner. */
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /**
     * Asks a question in place of any earlier one.
     *
     * @param question runs off the interface thread on copies of its inputs; its context is cancelled when stale
     * @param publish receives the answer on the interface thread, unless a newer question was asked
     * @param failed receives what went wrong, under the same condition
     */
    public void ask(Job<R> question, Consumer<R> publish, Consumer<Throwable> failed) {
        ask(new Request(_ -> question, publish, failed));
    }

    /**
     * As {@link #ask(Job, Consumer, Consumer)}, publishing parts of the answer before the whole.
     *
     * @param part receives parts on the interface thread, unless the whole answer is there or a newer question was asked
     */
    public <P> void ask(Telling<P, R> question, Consumer<P> part, Consumer<R> publish, Consumer<Throwable> failed) {
        ask(new Request(
                request -> job -> question.run(job, told -> lanes.ui().execute(() -> {
                    if (current == request) {
                        part.accept(told);
                    }
                })),
                publish,
                failed));
    }

    private void ask(Request request) {
        cancel();
        current = request;
        if (debounce.isZero()) {
            start(request);
        } else {
            lanes.clock().after(debounce, () -> start(request));
        }
    }

    /** Whether an answer is awaited. */
    public boolean isAsking() {
        return current != null;
    }

    /** Drops the present question; nothing of it is published. */
    public void cancel() {
        if (current != null) {
            current.cancelled.set(true);
            current = null;
        }
        busy.set(false);
    }

    private void start(Request request) {
        if (request.cancelled.get()) {
            return;
        }
        lanes.queries().execute(() -> run(request));
        if (current == request) {
            lanes.clock().after(QUIET, () -> busy.set(current != null));
        }
    }

    private void run(Request request) {
        if (request.cancelled.get()) {
            return;
        }
        try {
            R answer = request.question.run(JobContext.quiet(request.cancelled::get));
            lanes.ui().execute(() -> finish(request, () -> request.publish.accept(answer)));
        } catch (CancelledException e) {
            lanes.ui().execute(() -> finish(request, () -> {}));
        } catch (RuntimeException | Error e) {
            lanes.ui().execute(() -> finish(request, () -> request.failed.accept(e)));
        }
    }

    private void finish(Request request, Runnable publish) {
        if (current == request) {
            current = null;
            busy.set(false);
            publish.run();
        }
    }

    private final class Request {
        final Job<R> question;
        final Consumer<R> publish;
        final Consumer<Throwable> failed;
        final AtomicBoolean cancelled = new AtomicBoolean();

        Request(Function<Request, Job<R>> question, Consumer<R> publish, Consumer<Throwable> failed) {
            this.question = question.apply(this);
            this.publish = publish;
            this.failed = failed;
        }
    }
}
