package org.latentworkbench.app.gui.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.latentworkbench.app.gui.FxTest;
import org.latentworkbench.app.gui.task.Lanes;

/** Lanes of a search whose publications wait until the test lets them through, one by one. */
final class HeldPublications {
    private static final long PATIENCE_SECONDS = 60;

    private final BlockingDeque<Runnable> published = new LinkedBlockingDeque<>();
    private final ExecutorService queries = Executors.newSingleThreadExecutor();

    Lanes lanes() {
        return new Lanes(Runnable::run, queries, published::add, (_, task) -> task.run());
    }

    boolean isEmpty() {
        return published.isEmpty();
    }

    /** Waits for a publication and lets it through. */
    void next() throws InterruptedException {
        Runnable task = published.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(task).isNotNull();
        FxTest.fx(task);
    }

    /** Lets publications through until the model shows first matches. */
    FirstMatches awaitFirst(SearchViewModel model) throws InterruptedException {
        while (FxTest.fxGet(() -> model.firstMatchesProperty().get()) == null) {
            next();
        }
        return FxTest.fxGet(() -> model.firstMatchesProperty().get());
    }

    /** Lets publications through until the model shows the answer to what is typed. */
    void awaitAnswer(SearchViewModel model) throws InterruptedException {
        while (!FxTest.fxGet(() -> model.answerProperty().get().query().equals(model.query())
                && model.firstMatchesProperty().get() == null)) {
            next();
        }
    }

    /** Waits until the queries have ended. */
    void close() throws InterruptedException {
        queries.shutdown();
        assertThat(queries.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
}
