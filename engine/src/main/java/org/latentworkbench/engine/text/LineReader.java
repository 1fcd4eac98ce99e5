package org.latentworkbench.engine.text;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.BadInputException;

/** Lines of a UTF-8 file in pieces of bounded length, so that a file without line ends does not fill the memory. */
final class LineReader implements AutoCloseable {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Path file;
    private final int maxLength;
    private final Reader reader;
    private final char[] buffer = new char[1 << 15];
    private int at;
    private int filled;
    private long line = 1;
    private boolean ended = true;

    LineReader(Path file, int maxLength) {
        this.file = file;
        this.maxLength = maxLength;
        try {
            this.reader = new InputStreamReader(
                    Files.newInputStream(file),
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT));
        } catch (IOException e) {
            throw new BadInputException("Cannot read " + file + " (" + e.getMessage() + ").", e);
        }
        if (fill() && buffer[0] == BYTE_ORDER_MARK) {
            at = 1;
        }
    }

    Path file() {
        return file;
    }

    /** Whether the line of the last piece ended with it. */
    boolean endedLine() {
        return ended;
    }

    /** The file and the line of the last piece, for a message. */
    String place() {
        return file + ", line " + (ended ? line - 1 : line);
    }

    /** The next line without its end, or a piece of {@code maxLength} of a long one; null at the end of the file. */
    @Nullable
    String next() {
        StringBuilder text = new StringBuilder();
        while (at < filled || fill()) {
            int start = at;
            int stop = Math.min(filled, start + maxLength - text.length());
            while (at < stop && buffer[at] != '\n') {
                at++;
            }
            text.append(buffer, start, at - start);
            if (at < stop) {
                at++;
                line++;
                ended = true;
                return withoutReturn(text);
            }
            if (text.length() >= maxLength) {
                ended = false;
                return splitPair(text);
            }
        }
        boolean nothing = text.isEmpty();
        line += nothing ? 0 : 1;
        ended = true;
        return nothing ? null : withoutReturn(text);
    }

    private static String withoutReturn(StringBuilder text) {
        int length = text.length();
        return length > 0 && text.charAt(length - 1) == '\r' ? text.substring(0, length - 1) : text.toString();
    }

    /** A piece must not end in the middle of a surrogate pair. */
    private String splitPair(StringBuilder text) {
        if (Character.isHighSurrogate(text.charAt(text.length() - 1)) && at > 0) {
            at--;
            text.setLength(text.length() - 1);
        }
        return text.toString();
    }

    private boolean fill() {
        try {
            int count = reader.read(buffer, 0, buffer.length);
            at = 0;
            filled = Math.max(0, count);
            return filled > 0;
        } catch (CharacterCodingException e) {
            throw new BadInputException(
                    file + " is not UTF-8 text (near line " + line
                            + "); convert it to UTF-8 first, for example with iconv.",
                    e);
        } catch (IOException e) {
            throw new BadInputException("Cannot read " + file + " near line " + line + " (" + e.getMessage() + ").", e);
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new BadInputException("Cannot close " + file + " (" + e.getMessage() + ").", e);
        }
    }
}
