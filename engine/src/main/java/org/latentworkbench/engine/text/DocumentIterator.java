package org.latentworkbench.engine.text;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.file.Manifest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The documents of files, one file open at a time. */
final class DocumentIterator implements Iterator<Document>, AutoCloseable {
    private final Iterator<Path> files;
    private final String textField;
    private @Nullable LineReader reader;
    private int number;
    private @Nullable Document next;

    DocumentIterator(List<Path> files, String textField) {
        this.files = files.iterator();
        this.textField = textField;
    }

    @Override
    public boolean hasNext() {
        while (next == null) {
            if (reader == null) {
                if (!files.hasNext()) {
                    return false;
                }
                reader = new LineReader(files.next(), Documents.MAX_CHARACTERS);
                number = 0;
            }
            next = Documents.isJsonLines(reader.file()) ? jsonLine(reader) : text(reader);
            if (next == null) {
                close();
            }
        }
        return true;
    }

    @Override
    public Document next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        Document document = next;
        next = null;
        return document;
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }

    /** The next text between separators, or null at the end of the file. */
    private @Nullable Document text(LineReader lines) {
        StringBuilder text = new StringBuilder();
        while (true) {
            String line = lines.next();
            boolean ends = line == null || line.strip().equals(Documents.SEPARATOR);
            if (!ends && line != null) {
                text.append(line);
                ends = text.length() >= Documents.MAX_CHARACTERS;
                if (lines.endedLine()) {
                    text.append('\n');
                }
            }
            if (ends) {
                String content = trimLines(text);
                if (!content.isBlank()) {
                    return document(lines, content);
                }
                text.setLength(0);
            }
            if (line == null) {
                return null;
            }
        }
    }

    private Document document(LineReader lines, String text) {
        return new Document(lines.file().getFileName() + " #" + ++number, text);
    }

    private static String trimLines(CharSequence text) {
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) == '\n') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == '\n') {
            end--;
        }
        return text.subSequence(start, end).toString();
    }

    private @Nullable Document jsonLine(LineReader lines) {
        while (true) {
            String line = lines.next();
            if (line == null) {
                return null;
            }
            if (!lines.endedLine() && line.length() >= Documents.MAX_CHARACTERS) {
                throw new BadInputException(lines.place() + " is longer than " + Documents.MAX_CHARACTERS
                        + " characters; one document per line is expected.");
            }
            String text = line.isBlank() ? "" : field(lines, line);
            if (!text.isBlank()) {
                return document(lines, text);
            }
        }
    }

    private String field(LineReader lines, String line) {
        JsonNode node;
        try {
            node = Manifest.mapper().readTree(line);
        } catch (JacksonException e) {
            throw new BadInputException(lines.place() + " is not JSON: " + e.getOriginalMessage() + ".", e);
        }
        JsonNode text = node.path(textField);
        if (!text.isString()) {
            String found = text.isMissingNode()
                    ? "has no field \"" + textField + "\""
                    : "has a field \"" + textField + "\" that is no string";
            throw new BadInputException(
                    lines.place() + " " + found + "; name the field that holds the text of a document.");
        }
        return text.stringValue();
    }
}
