package org.latentworkbench.engine.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.UnsupportedException;
import org.latentworkbench.engine.error.WorkbenchException;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.text.TokenCorpus;

/** Whatever happens to a file of an index, a person is told which file and what to do. */
class DamagedIndexTest {
    private static final int LATENTS = 9;

    @TempDir
    Path folder;

    private TokenCorpus corpus;
    private Path dir;

    @BeforeEach
    void build() {
        corpus = RandomCorpus.random(folder, 3, 20, 8, 20, 30);
        dir = folder.resolve("index");
        try (var arena = java.lang.foreign.Arena.ofConfined()) {
            FloatMatrix decoder = FloatMatrix.allocate(arena, LATENTS, 4);
            for (int l = 0; l < LATENTS; l++) {
                decoder.set(l, l % 4, 1 + l);
            }
            var source = new IndexSource("sae", LATENTS, new int[] {3, LATENTS}, Optional.of(decoder));
            IndexBuilder.build(dir, source, corpus, new RandomActivations(corpus, LATENTS, 3), JobContext.silent());
        }
    }

    @AfterEach
    void close() {
        corpus.close();
    }

    @Test
    void everyFileThatIsCutOffIsNamed() throws IOException {
        Map<String, Long> sizes = IndexManifest.sizes(dir);
        assertThat(sizes).containsKeys("store-values.bin", "statistics.bin", "decoder.bin");
        for (var file : sizes.entrySet()) {
            if (file.getKey().equals(IndexManifest.FILE)
                    || file.getKey().startsWith("latents")
                    || file.getValue() == 0) {
                continue;
            }
            byte[] whole = Files.readAllBytes(dir.resolve(file.getKey()));
            try (FileChannel channel = FileChannel.open(dir.resolve(file.getKey()), StandardOpenOption.WRITE)) {
                channel.truncate(file.getValue() - 1);
            }
            assertThatThrownBy(() -> LatentIndex.open(dir, corpus))
                    .as(file.getKey())
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining(Path.of(file.getKey()).getFileName().toString())
                    .hasMessageContaining("cut off");
            Files.write(dir.resolve(file.getKey()), whole);
        }
        LatentIndex.open(dir, corpus).close();
    }

    @Test
    void everyByteThatFlipsInOurFilesIsFound() throws IOException {
        for (String name : List.of(
                "store-offsets.bin",
                "store-bases.bin",
                "store-latents.bin",
                "store-values.bin",
                "maxima.bin",
                "maxima-places.bin",
                "cofiring.bin",
                "decoder.bin",
                "statistics.bin",
                "neighbours.bin")) {
            Path file = dir.resolve(name);
            long size = Files.size(file);
            for (long at = 0; at < size; at += at < 64 ? 1 : Math.max(1, size / 97)) {
                flip(file, at);
                assertThatThrownBy(() -> LatentIndex.open(dir, corpus))
                        .as("%s, byte %d", name, at)
                        .isInstanceOf(WorkbenchException.class)
                        .hasMessageContaining(name.startsWith("neighbours") ? "neighbours" : name);
                flip(file, at);
            }
        }
        LatentIndex.open(dir, corpus).close();
    }

    @Test
    void damagedPostingsAreFoundByTheFullCheck() throws IOException {
        Path postings;
        try (var files = Files.list(dir.resolve("contexts"))) {
            postings = files.filter(file -> file.toString().endsWith(".cfs"))
                    .findFirst()
                    .orElseThrow();
        }
        for (int eighth = 1; eighth < 8; eighth++) {
            long at = Files.size(postings) * eighth / 8;
            flip(postings, at);
            assertThatThrownBy(() -> {
                        try (LatentIndex index = LatentIndex.open(dir, corpus)) {
                            index.verify(JobContext.silent());
                        }
                    })
                    .as("byte %d", at)
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("damaged");
            flip(postings, at);
        }
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        Files.delete(dir.resolve("store-bases.bin"));
        assertThatThrownBy(() -> LatentIndex.open(dir, corpus))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("lacks")
                .hasMessageContaining("store-bases.bin");
    }

    @Test
    void aFolderWithoutItsManifestIsNoIndex() throws IOException {
        Files.delete(dir.resolve("index.json"));
        assertThatThrownBy(() -> LatentIndex.open(dir, corpus)).isInstanceOf(BadInputException.class);
    }

    @Test
    void aNewerFormatIsRefusedWithItsNumber() throws IOException {
        Path manifest = dir.resolve("index.json");
        Files.writeString(
                manifest, Files.readString(manifest).replaceFirst("\"version\" : [0-9]+", "\"version\" : 99"));
        assertThatThrownBy(() -> LatentIndex.open(dir, corpus))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("99");
    }

    @Test
    void anOlderFormatIsRefusedWithWhatToDo() throws IOException {
        Path manifest = dir.resolve("index.json");
        Files.writeString(manifest, Files.readString(manifest).replaceFirst("\"version\" : [0-9]+", "\"version\" : 1"));
        assertThatThrownBy(() -> LatentIndex.open(dir, corpus))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("version 1")
                .hasMessageContaining("Build the index again");
    }

    /** Right checksums, wrong content: what only counting again can find. */
    @Test
    void maximaThatAreNotThoseOfTheStoreAreFoundByTheFullCheck() throws IOException {
        var wrong = new MaximaWriter(LATENTS);
        try (var arena = java.lang.foreign.Arena.ofConfined()) {
            ContextMaxima right = ContextMaxima.open(dir, LATENTS, corpus.contextCount(), arena);
            for (int latent = 0; latent < LATENTS; latent++) {
                for (ContextMaxima.Cursor cursor = right.cursor(latent); cursor.next(); ) {
                    boolean other = latent == 2 && cursor.context() == right.last(2);
                    wrong.add(latent, cursor.context(), MaximaFiles.least(cursor.code() + (other ? 1 : 0)));
                }
            }
        }
        Files.delete(dir.resolve("maxima.bin"));
        Files.delete(dir.resolve("maxima-places.bin"));
        wrong.write(dir, 0);
        try (LatentIndex index = LatentIndex.open(dir, corpus)) {
            assertThatThrownBy(() -> index.verify(JobContext.silent()))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("latent 2");
        }
    }

    private static void flip(Path file, long at) throws IOException {
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(at);
            int value = bytes.read();
            bytes.seek(at);
            bytes.write(value ^ 0x40);
        }
    }
}
