package org.latentworkbench.engine.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.UnsupportedException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON files that describe a folder. A manifest of ours carries {@code "format"} and {@code "version"}; it is written
 * last, so a folder without its manifest is not there.
 */
public final class Manifest {
    /** Nothing that describes a folder is larger; a bigger file is refused before it is read. */
    public static final long MAX_BYTES = 64L << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Manifest() {}

    /** The mapper all JSON of the engine goes through: records in, indented text out, unknown fields ignored. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /**
     * Reads any JSON file as a tree.
     *
     * @throws BadInputException if it is missing, too large or not JSON; the message names the file and the place
     */
    public static JsonNode readTree(Path file) {
        try {
            long size = Files.size(file);
            if (size > MAX_BYTES) {
                throw new BadInputException(
                        file + " holds " + size + " bytes; a JSON file read here has at most " + MAX_BYTES + ".");
            }
            JsonNode node = MAPPER.readTree(Files.readAllBytes(file));
            if (node == null || node.isMissingNode()) {
                throw new BadInputException(file + " is empty; it should hold a JSON object.");
            }
            return node;
        } catch (NoSuchFileException e) {
            throw new BadInputException("There is no file " + file + ".", e);
        } catch (JacksonException e) {
            var at = e.getLocation();
            String place = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new BadInputException(file + " is not valid JSON" + place + ": " + reason(e), e);
        } catch (IOException e) {
            throw new BadInputException("Cannot read " + file + " (" + e.getMessage() + ").", e);
        }
    }

    /**
     * Reads a manifest of ours.
     *
     * @param file the JSON file
     * @param format the name its {@code "format"} field must have, for example {@code "latent-workbench/corpus"}
     * @param version the newest version this program reads; older ones down to 1 are read too
     * @param type the record to fill from its fields
     * @throws BadInputException if it is missing, damaged or of another format
     * @throws UnsupportedException if its version is newer than this program
     */
    public static <T> T read(Path file, String format, int version, Class<T> type) {
        JsonNode node = readTree(file);
        String foundFormat = node.path("format").asString("");
        if (!foundFormat.equals(format)) {
            throw new BadInputException(
                    file + ": field \"format\" is \"" + foundFormat + "\", expected \"" + format + "\".");
        }
        int found = node.path("version").asInt(0);
        if (found < 1 || found > version) {
            throw new UnsupportedException(file + " has format version " + found + "; this program reads versions 1 to "
                    + version + ". Open it with a newer Latent Workbench.");
        }
        try {
            return MAPPER.treeToValue(node, type);
        } catch (JacksonException e) {
            throw new BadInputException(file + " does not describe a " + format + ": " + reason(e), e);
        }
    }

    /**
     * As {@link #read}, but older versions are refused too.
     *
     * @param remedy what to do with an older one, a sentence
     */
    public static <T> T readExactly(Path file, String format, int version, Class<T> type, String remedy) {
        JsonNode node = readTree(file);
        int found = node.path("version").asInt(0);
        if (node.path("format").asString("").equals(format) && found >= 1 && found < version) {
            throw new UnsupportedException(file + " has format version " + found
                    + " of an older program; this one reads" + " version " + version + ". " + remedy);
        }
        return read(file, format, version, type);
    }

    /** What the parser says, as the end of a sentence, without the names of its own settings. */
    private static String reason(JacksonException e) {
        String said = String.valueOf(e.getOriginalMessage()).replaceAll(", from `[^`]*`", "");
        return said.endsWith(".") ? said : said + ".";
    }

    /**
     * Writes a manifest of ours atomically.
     *
     * @param value a record; its fields stand beside {@code "format"} and {@code "version"}
     */
    public static void write(Path file, String format, int version, Object value) {
        var node = MAPPER.createObjectNode();
        node.put("format", format);
        node.put("version", version);
        node.setAll((tools.jackson.databind.node.ObjectNode) MAPPER.valueToTree(value));
        AtomicFile.writeText(file, MAPPER.writeValueAsString(node) + "\n");
    }
}
