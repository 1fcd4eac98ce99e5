package org.latentworkbench.engine.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.job.JobContext;

class StoreWriterTest {
    @TempDir
    Path folder;

    @Test
    void wideLatentIdsAndManyBlocksOfRowsAreKept() throws IOException {
        int latents = 100_000;
        int rows = 3 * (1 << StoreFiles.BLOCK_BITS) + 5;
        long entries = 0;
        try (var writer = new StoreWriter(folder, latents)) {
            for (int r = 0; r < rows; r++) {
                for (int i = 0; i < r % 3; i++) {
                    writer.entry(latent(r, i), Float.floatToFloat16(1 + r % 7));
                }
                writer.endRow(r % 3);
                entries += r % 3;
            }
            writer.finish();
        }
        try (Arena arena = Arena.ofConfined()) {
            ActivationStore store = ActivationStore.open(folder, rows, latents, entries, arena);
            store.verify(JobContext.silent());
            long entry = 0;
            for (int r = 0; r < rows; r++) {
                assertThat(store.begin(r)).isEqualTo(entry);
                for (int i = 0; i < r % 3; i++) {
                    assertThat(store.latent(entry)).isEqualTo(latent(r, i));
                    assertThat(store.value(r, latent(r, i))).isEqualTo(1 + r % 7);
                    entry++;
                }
                assertThat(store.end(r)).isEqualTo(entry);
            }
            assertThat(store.firstAtLeast(store.begin(5), store.end(5), latent(5, 0) + 1))
                    .isEqualTo(store.begin(5) + 1);
            assertThat(store.firstAtLeast(store.begin(5), store.end(5), latents))
                    .isEqualTo(store.end(5));
        }
    }

    private static int latent(int row, int entry) {
        return 65_530 + row % 11 + 20_000 * entry;
    }
}
