package org.latentworkbench.engine.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class WriteBehindTest {
    private final List<Integer> done = new CopyOnWriteArrayList<>();

    @Test
    void workRunsInItsOrder() throws IOException {
        try (var writing = new WriteBehind()) {
            for (int i = 0; i < 100; i++) {
                int number = i;
                writing.put(() -> done.add(number));
            }
            writing.await();
            assertThat(done)
                    .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
        }
    }

    /** What was queued behind it would otherwise finish a shard that lacks what was not written. */
    @Test
    void afterWorkThatFailsNoneIsBegunButTidyingUp() throws IOException {
        var queued = new CountDownLatch(1);
        try (var writing = new WriteBehind()) {
            writing.put(() -> {
                awaitQuietly(queued);
                throw new IOException("the disk is full");
            });
            writing.put(() -> done.add(1));
            writing.put(() -> done.add(2));
            writing.afterwards(() -> done.add(3));
            queued.countDown();
            assertThatThrownBy(writing::await).isInstanceOf(IOException.class).hasMessage("the disk is full");
        }
        assertThat(done).containsExactly(3);
    }

    @Test
    void theCallerHearsOfAFailureWithTheNextWork() throws IOException {
        try (var writing = new WriteBehind()) {
            writing.put(() -> {
                throw new IOException("the disk is full");
            });
            assertThatThrownBy(() -> {
                        while (true) {
                            writing.put(() -> done.add(1));
                        }
                    })
                    .hasMessage("the disk is full");
        }
        assertThat(done).isEmpty();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
