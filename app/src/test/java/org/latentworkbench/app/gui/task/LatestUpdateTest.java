package org.latentworkbench.app.gui.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatestUpdateTest {
    private final Deque<Runnable> queries = new ArrayDeque<>();
    private final Deque<Runnable> ui = new ArrayDeque<>();
    private final Deque<Runnable> clock = new ArrayDeque<>();
    private final Lanes lanes = new Lanes(Runnable::run, queries::add, ui::add, (_, task) -> clock.add(task));
    private final List<Object> published = new ArrayList<>();

    private void ask(LatestUpdate<String> update, String answer) {
        update.ask(_ -> answer, published::add, published::add);
    }

    private static void drain(Deque<Runnable> lane) {
        while (!lane.isEmpty()) {
            lane.remove().run();
        }
    }

    @Test
    void onlyTheLastOfManyQuestionsIsAsked() {
        LatestUpdate<String> update = new LatestUpdate<>(lanes, Duration.ofMillis(150));
        ask(update, "a");
        ask(update, "b");
        drain(clock);
        assertThat(queries).hasSize(1);
        drain(queries);
        drain(ui);
        assertThat(published).containsExactly("b");
    }

    @Test
    void anAnswerThatIsNoLongerAskedForIsDropped() {
        LatestUpdate<String> update = new LatestUpdate<>(lanes, Duration.ZERO);
        ask(update, "old");
        drain(queries);
        ask(update, "new");
        drain(queries);
        drain(ui);
        assertThat(published).containsExactly("new");
    }

    @Test
    void aStaleQuestionSeesThatItIsCancelled() {
        LatestUpdate<String> update = new LatestUpdate<>(lanes, Duration.ZERO);
        List<Boolean> cancelled = new ArrayList<>();
        update.ask(
                context -> {
                    update.cancel();
                    cancelled.add(context.isCancelled());
                    return "x";
                },
                published::add,
                published::add);
        drain(queries);
        drain(ui);
        assertThat(cancelled).containsExactly(true);
        assertThat(published).isEmpty();
    }

    @Test
    void partsAreShownBeforeTheWholeButNotAfterANewerQuestion() {
        LatestUpdate<String> update = new LatestUpdate<>(lanes, Duration.ZERO);
        LatestUpdate.Telling<Integer, String> counting = (_, soFar) -> {
            soFar.accept(1);
            soFar.accept(2);
            return "both";
        };
        update.ask(counting, published::add, published::add, published::add);
        drain(queries);
        ui.remove().run();
        assertThat(published).containsExactly(1);
        assertThat(update.isAsking()).isTrue();
        drain(ui);
        assertThat(published).containsExactly(1, 2, "both");
        assertThat(update.isAsking()).isFalse();
        published.clear();
        update.ask(counting, published::add, published::add, published::add);
        drain(queries);
        ui.remove().run();
        ask(update, "new");
        drain(queries);
        drain(ui);
        assertThat(published).containsExactly(1, "new");
    }

    @Test
    void failuresArePublishedOnceToo() {
        LatestUpdate<String> update = new LatestUpdate<>(lanes, Duration.ZERO);
        update.ask(
                _ -> {
                    throw new IllegalStateException("broken");
                },
                published::add,
                failure -> published.add(failure.getMessage()));
        drain(queries);
        drain(ui);
        assertThat(published).containsExactly("broken");
    }

    @Test
    void itIsBusyOnlyAfterAWhile() {
        LatestUpdate<String> update = new LatestUpdate<>(lanes, Duration.ZERO);
        ask(update, "slow");
        assertThat(update.busyProperty().get()).isFalse();
        drain(clock);
        assertThat(update.busyProperty().get()).isTrue();
        drain(queries);
        drain(ui);
        assertThat(update.busyProperty().get()).isFalse();
    }
}
