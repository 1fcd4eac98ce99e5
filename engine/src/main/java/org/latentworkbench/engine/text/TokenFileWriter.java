package org.latentworkbench.engine.text;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.latentworkbench.engine.error.BadInputException;

/**
 * Writes {@code tokens.bin} and {@code documents.bin}: the ids of all documents one after the other, and the position of
 * each document's first token followed by the number of tokens, as little-endian i64.
 */
final class TokenFileWriter implements AutoCloseable {
    private final OutputStream tokenOut;
    private final OutputStream documentOut;
    private final MessageDigest tokenDigest = Sha256.digest();
    private final MessageDigest documentDigest = Sha256.digest();
    private final int tokenBytes;
    private final int contextLength;
    private long documents;
    private long tokens;
    private long contexts;
    private boolean closed;

    TokenFileWriter(Path folder, int tokenBytes, int contextLength) throws IOException {
        this.tokenBytes = tokenBytes;
        this.contextLength = contextLength;
        this.tokenOut = open(folder.resolve(CorpusFiles.TOKENS), tokenDigest);
        this.documentOut = open(folder.resolve(CorpusFiles.DOCUMENTS), documentDigest);
    }

    private static OutputStream open(Path file, MessageDigest digest) throws IOException {
        return new BufferedOutputStream(new DigestOutputStream(Files.newOutputStream(file), digest), 1 << 16);
    }

    /** Adds a document of at least one token. */
    void document(int[] ids) throws IOException {
        position(tokens);
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.multiplyExact(ids.length, tokenBytes)).order(ByteOrder.LITTLE_ENDIAN);
        for (int id : ids) {
            if (tokenBytes == Short.BYTES) {
                bytes.putShort((short) id);
            } else {
                bytes.putInt(id);
            }
        }
        tokenOut.write(bytes.array());
        documents++;
        tokens += ids.length;
        contexts += Math.ceilDivExact(ids.length, contextLength);
        if (contexts > Integer.MAX_VALUE || documents >= Integer.MAX_VALUE) {
            throw new BadInputException("The corpus has more than 2,147,483,647 contexts or documents; "
                    + "use a longer context or split the corpus.");
        }
    }

    private void position(long position) throws IOException {
        documentOut.write(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(position)
                .array());
    }

    long documents() {
        return documents;
    }

    long tokens() {
        return tokens;
    }

    int contexts() {
        return Math.toIntExact(contexts);
    }

    /** Fingerprint of both files; after closing. */
    String sha256() {
        MessageDigest both = Sha256.digest();
        both.update(tokenDigest.digest());
        both.update(documentDigest.digest());
        return HexFormat.of().formatHex(both.digest());
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            try (tokenOut;
                    documentOut) {
                position(tokens);
            }
        }
    }
}
