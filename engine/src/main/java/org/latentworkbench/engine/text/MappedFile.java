package org.latentworkbench.engine.text;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.latentworkbench.engine.error.BadInputException;

/** Maps a file of known size into memory. */
final class MappedFile {
    private MappedFile() {}

    static MemorySegment map(Path file, long count, int bytesEach, Arena arena) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size % bytesEach != 0 || size / bytesEach != count) {
                throw new BadInputException(file + " has " + size + " bytes, but the manifest asks for " + count + " x "
                        + bytesEach + "; the file is damaged, make the corpus again.");
            }
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
        } catch (NoSuchFileException e) {
            throw new BadInputException("There is no file " + file + ", which its manifest names.", e);
        } catch (IOException e) {
            throw new BadInputException("Cannot read " + file + " (" + e.getMessage() + ").", e);
        }
    }
}
