package org.latentworkbench.engine.pipeline;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.latentworkbench.engine.error.BugException;
import org.latentworkbench.engine.error.ResourceException;

/**
 * Says whether an autoencoder and what it reads (its model, or a cache of activations) are still those that made an index, wherever they lie: a hash of the names and
 * sizes of their files, of the autoencoder's whole content, and of the ends of weights and activations, which can be too large
 * to read each time.
 */
final class InputFingerprint {
    private static final int PIECE = 1 << 20;
    private static final List<String> SAE_FILES = List.of("cfg.json", "workbench.json", "sae_weights.safetensors");
    private static final List<String> INPUT_FILES = List.of(".json", ".safetensors");

    private InputFingerprint() {}

    static String of(Path saeFolder, Path inputFolder) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String name : SAE_FILES) {
                Path file = saeFolder.resolve(name);
                if (Files.isRegularFile(file)) {
                    add(digest, file, true);
                }
            }
            try (Stream<Path> files = Files.list(inputFolder)) {
                List<Path> parts = files.filter(Files::isRegularFile)
                        .filter(file -> INPUT_FILES.stream()
                                .anyMatch(end -> file.getFileName().toString().endsWith(end)))
                        .sorted()
                        .toList();
                for (Path part : parts) {
                    add(digest, part, false);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new BugException("Every Java has SHA-256; this one has not.", e);
        } catch (IOException e) {
            throw new ResourceException(
                    "Cannot read the files of " + saeFolder + " or " + inputFolder + " (" + e.getMessage() + ").", e);
        }
    }

    private static void add(MessageDigest digest, Path file, boolean whole) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            digest.update((file.getFileName() + ":" + size + "\n").getBytes(StandardCharsets.UTF_8));
            ByteBuffer buffer = ByteBuffer.allocate(PIECE);
            long step = whole ? PIECE : Math.max(PIECE, size - PIECE);
            for (long at = 0; at < size; at += step) {
                buffer.clear();
                for (long next = at; buffer.hasRemaining() && next < size; ) {
                    int read = channel.read(buffer, next);
                    if (read < 0) {
                        break;
                    }
                    next += read;
                }
                digest.update(buffer.flip());
            }
        }
    }
}
