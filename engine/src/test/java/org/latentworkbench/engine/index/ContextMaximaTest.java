package org.latentworkbench.engine.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.file.AtomicFile;

/** What is written is read again, as one shard or as several, and what is damaged is told as damage. */
class ContextMaximaTest {
    private static final int LATENTS = 12;

    private record Entry(int context, short half) {}

    /** Rare and dense latents, in bursts and alone, one of them silent. */
    private static List<List<Entry>> entries(int contexts, Random random) {
        List<List<Entry>> all = new ArrayList<>();
        for (int latent = 0; latent < LATENTS; latent++) {
            List<Entry> own = new ArrayList<>();
            double density = latent == 3 ? 0 : Math.pow(0.5, latent);
            boolean burst = false;
            for (int c = 0; c < contexts; c++) {
                burst = latent == 5 && (burst ? random.nextInt(40) > 0 : random.nextInt(contexts) < 2);
                if (burst || random.nextDouble() < density) {
                    own.add(new Entry(c, Float.floatToFloat16((float) Math.exp(3 * random.nextGaussian()))));
                }
            }
            all.add(own);
        }
        return all;
    }

    private static void write(Path folder, List<List<Entry>> entries, int first, int end) throws IOException {
        Files.createDirectories(folder);
        var writer = new MaximaWriter(LATENTS);
        for (int latent = 0; latent < LATENTS; latent++) {
            for (Entry entry : entries.get(latent)) {
                if (entry.context() >= first && entry.context() < end) {
                    writer.add(latent, entry.context(), entry.half());
                }
            }
        }
        writer.write(folder, first);
    }

    private static void check(ContextMaxima maxima, List<List<Entry>> entries) {
        for (int latent = 0; latent < LATENTS; latent++) {
            ContextMaxima.Cursor cursor = maxima.cursor(latent);
            for (Entry entry : entries.get(latent)) {
                assertThat(cursor.next()).isTrue();
                assertThat(cursor.context()).isEqualTo(entry.context());
                assertThat(cursor.code()).isEqualTo(MaximaFiles.code(entry.half()));
                assertThat(entry.half())
                        .isBetween(MaximaFiles.least(cursor.code()), MaximaFiles.largest(cursor.code()));
            }
            assertThat(cursor.next()).isFalse();
            assertThat(maxima.count(latent)).isEqualTo(entries.get(latent).size());
        }
    }

    @Property(tries = 30)
    void shardsJoinedSayWhatWasWritten(
            @ForAll @IntRange(max = 1_000_000) int seed, @ForAll @IntRange(min = 1, max = 5000) int contexts)
            throws IOException {
        var random = new Random(seed);
        List<List<Entry>> entries = entries(contexts, random);
        int cut = random.nextInt(contexts + 1);
        Path folder = Files.createTempDirectory("maxima");
        try (Arena arena = Arena.ofConfined()) {
            write(folder.resolve("whole"), entries, 0, contexts);
            check(ContextMaxima.open(folder.resolve("whole"), LATENTS, contexts, arena), entries);
            write(folder.resolve("first"), entries, 0, cut);
            write(folder.resolve("second"), entries, cut, contexts);
            Files.createDirectories(folder.resolve("joined"));
            List<ContextMaxima> shards = List.of(
                    ContextMaxima.open(folder.resolve("first"), LATENTS, cut, arena),
                    ContextMaxima.open(folder.resolve("second"), LATENTS, contexts, arena));
            MaximaWriter.join(folder.resolve("joined"), shards, LATENTS);
            for (String name : List.of(MaximaFiles.ENTRIES, MaximaFiles.PLACES)) {
                assertThat(folder.resolve("joined").resolve(name))
                        .hasSameBinaryContentAs(folder.resolve("whole").resolve(name));
            }
        } finally {
            AtomicFile.deleteQuietly(folder);
        }
    }

    /** With right checksums: bits may say something else, but never what cannot be. */
    @Property(tries = 60)
    void damagedBitsGiveOtherEntriesOrAreRefused(@ForAll @IntRange(max = 1_000_000) int seed) throws IOException {
        int contexts = 300;
        var random = new Random(seed);
        Path folder = Files.createTempDirectory("maxima");
        try (Arena arena = Arena.ofConfined()) {
            write(folder, entries(contexts, random), 0, contexts);
            boolean places = random.nextInt(4) == 0;
            Path file = folder.resolve(places ? MaximaFiles.PLACES : MaximaFiles.ENTRIES);
            byte[] all = Files.readAllBytes(file);
            byte[] content = Arrays.copyOfRange(all, ColumnFile.HEADER, all.length);
            for (int i = random.nextInt(5); i >= 0; i--) {
                content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.delete(file);
            try (var out = new ColumnFile.Writer(
                    file,
                    places ? MaximaFiles.PLACES_KIND : MaximaFiles.ENTRIES_KIND,
                    places ? Long.BYTES : Byte.BYTES)) {
                out.put(content, content.length);
                out.finish();
            }
            readAll(folder, contexts, arena);
        } finally {
            AtomicFile.deleteQuietly(folder);
        }
    }

    private static void readAll(Path folder, int contexts, Arena arena) {
        assertThatCode(() -> {
                    try {
                        ContextMaxima maxima = ContextMaxima.open(folder, LATENTS, contexts, arena);
                        for (int latent = 0; latent < LATENTS; latent++) {
                            maxima.forEach(
                                    latent, context -> assertThat(context).isBetween(0, contexts - 1));
                        }
                    } catch (BadInputException e) {
                        assertThat(e).hasMessageContaining("Build the index again");
                    }
                })
                .doesNotThrowAnyException();
    }

    /** Gaps of 0 to 9 take about four bits, codes of three octaves four. */
    @Test
    void anEntryTakesAboutAByte() throws IOException {
        Path folder = Files.createTempDirectory("maxima");
        try {
            var random = new Random(1);
            var writer = new MaximaWriter(1);
            int count = 100_000;
            for (int i = 0, context = 0; i < count; i++, context += 1 + random.nextInt(10)) {
                writer.add(0, context, Float.floatToFloat16(1 + 7 * random.nextFloat()));
            }
            writer.write(folder, 0);
            assertThat(Files.size(folder.resolve(MaximaFiles.ENTRIES))).isLessThan(count);
        } finally {
            AtomicFile.deleteQuietly(folder);
        }
    }
}
