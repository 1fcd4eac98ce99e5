package org.latentworkbench.app.gui.theme;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Makes the tabular figures of a font its ordinary ones and gives it a family name of our own. JavaFX cannot switch
 * OpenType features on, and Inter's default digits have different widths, so that numbers under each other would not
 * line up; and JavaFX finds a semibold only when it is the bold of the same family. Works on a copy in memory.
 */
final class TabularFigures {
    private static final int SINGLE_SUBSTITUTION = 1;
    private static final int EXTENSION = 7;
    private static final int WINDOWS = 3;
    private static final int UNICODE_FULL = 10;
    private static final int ENGLISH = 0x409;

    private TabularFigures() {}

    /**
     * @param file a font file with a {@code tnum} feature; others keep their figures
     * @param family the new family name
     * @param bold whether it is to be found as the bold of the family
     * @param italic whether it is to be found as the italic of the family
     */
    static byte[] apply(byte[] file, String family, boolean bold, boolean italic) {
        OpenType font = new OpenType(file);
        Map<Integer, Integer> tabular = substitutions(font.table("GSUB"), "tnum");
        TreeMap<Integer, Integer> glyphs = readMap(font.table("cmap"));
        for (int digit = '0'; digit <= '9'; digit++) {
            glyphs.computeIfPresent(digit, (_, glyph) -> tabular.getOrDefault(glyph, glyph));
        }
        font.replace("cmap", writeMap(glyphs));
        font.replace("name", names(family, style(bold, italic)));
        ByteBuffer os2 = font.table("OS/2");
        os2.putShort(4, (short) (bold ? 700 : 400));
        os2.putShort(62, (short) ((italic ? 0x01 : 0) | (bold ? 0x20 : 0) | (bold || italic ? 0 : 0x40)));
        font.table("head").putShort(44, (short) ((bold ? 1 : 0) | (italic ? 2 : 0)));
        font.remove("DSIG");
        return font.toBytes();
    }

    private static String style(boolean bold, boolean italic) {
        if (bold) {
            return italic ? "Bold Italic" : "Bold";
        }
        return italic ? "Italic" : "Regular";
    }

    /** Glyph to glyph for all single substitutions of a feature. */
    private static Map<Integer, Integer> substitutions(ByteBuffer gsub, String feature) {
        Map<Integer, Integer> found = new HashMap<>();
        int features = u16(gsub, 6);
        int lookups = u16(gsub, 8);
        for (int i = 0; i < u16(gsub, features); i++) {
            byte[] tag = new byte[4];
            gsub.get(features + 2 + 6 * i, tag);
            if (new String(tag, StandardCharsets.US_ASCII).equals(feature)) {
                int table = features + u16(gsub, features + 2 + 6 * i + 4);
                for (int j = 0; j < u16(gsub, table + 2); j++) {
                    int lookup = lookups + u16(gsub, lookups + 2 + 2 * u16(gsub, table + 4 + 2 * j));
                    collect(gsub, lookup, found);
                }
            }
        }
        return found;
    }

    private static void collect(ByteBuffer gsub, int lookup, Map<Integer, Integer> found) {
        for (int i = 0; i < u16(gsub, lookup + 4); i++) {
            int type = u16(gsub, lookup);
            int table = lookup + u16(gsub, lookup + 6 + 2 * i);
            if (type == EXTENSION) {
                type = u16(gsub, table + 2);
                table += gsub.getInt(table + 4);
            }
            if (type == SINGLE_SUBSTITUTION) {
                int format = u16(gsub, table);
                int[] covered = coverage(gsub, table + u16(gsub, table + 2));
                for (int k = 0; k < covered.length; k++) {
                    int to = format == 1
                            ? (covered[k] + gsub.getShort(table + 4)) & 0xFFFF
                            : u16(gsub, table + 6 + 2 * k);
                    found.put(covered[k], to);
                }
            }
        }
    }

    private static int[] coverage(ByteBuffer gsub, int table) {
        int count = u16(gsub, table + 2);
        if (u16(gsub, table) == 1) {
            return IntStream.range(0, count)
                    .map(i -> u16(gsub, table + 4 + 2 * i))
                    .toArray();
        }
        return IntStream.range(0, count)
                .flatMap(i -> IntStream.rangeClosed(u16(gsub, table + 4 + 6 * i), u16(gsub, table + 6 + 6 * i)))
                .toArray();
    }

    /** Character to glyph, from the fullest table there is. */
    private static TreeMap<Integer, Integer> readMap(ByteBuffer cmap) {
        TreeMap<Integer, Integer> glyphs = new TreeMap<>();
        for (int i = 0; i < u16(cmap, 2); i++) {
            int table = cmap.getInt(4 + 8 * i + 4);
            switch (u16(cmap, table)) {
                case 4 -> readSegments(cmap, table, glyphs);
                case 12 -> readGroups(cmap, table, glyphs);
                default -> {} // variation selectors and old Macintosh tables add no character
            }
        }
        return glyphs;
    }

    private static void readGroups(ByteBuffer cmap, int table, Map<Integer, Integer> glyphs) {
        for (int i = 0; i < cmap.getInt(table + 12); i++) {
            int group = table + 16 + 12 * i;
            int first = cmap.getInt(group);
            for (int character = first; character <= cmap.getInt(group + 4); character++) {
                glyphs.put(character, cmap.getInt(group + 8) + character - first);
            }
        }
    }

    private static void readSegments(ByteBuffer cmap, int table, Map<Integer, Integer> glyphs) {
        int doubled = u16(cmap, table + 6);
        for (int i = 0; i < doubled; i += 2) {
            int end = u16(cmap, table + 14 + i);
            int start = u16(cmap, table + 16 + doubled + i);
            int delta = u16(cmap, table + 16 + 2 * doubled + i);
            int rangeAt = table + 16 + 3 * doubled + i;
            int range = u16(cmap, rangeAt);
            for (int character = start; character <= end && character != 0xFFFF; character++) {
                int glyph = range == 0 ? character : u16(cmap, rangeAt + range + 2 * (character - start));
                if (range == 0 || glyph != 0) {
                    glyphs.putIfAbsent(character, (glyph + delta) & 0xFFFF);
                }
            }
        }
    }

    private static byte[] writeMap(TreeMap<Integer, Integer> glyphs) {
        ByteBuffer out = ByteBuffer.allocate(12 + 16 + 12 * glyphs.size());
        out.putShort((short) 0).putShort((short) 1);
        out.putShort((short) WINDOWS).putShort((short) UNICODE_FULL).putInt(12);
        out.putShort((short) 12).putShort((short) 0);
        out.putInt(16 + 12 * glyphs.size()).putInt(0).putInt(glyphs.size());
        glyphs.forEach(
                (character, glyph) -> out.putInt(character).putInt(character).putInt(glyph));
        return out.array();
    }

    private static byte[] names(String family, String style) {
        String full = style.equals("Regular") ? family : family + " " + style;
        String[] texts = {family, style, full, full, "1.0", full.replace(" ", "")};
        int[] ids = {1, 2, 3, 4, 5, 6};
        int start = 6 + 12 * ids.length;
        int length = 0;
        for (String text : texts) {
            length += 2 * text.length();
        }
        ByteBuffer out = ByteBuffer.allocate(start + length);
        out.putShort((short) 0).putShort((short) ids.length).putShort((short) start);
        int offset = 0;
        for (int i = 0; i < ids.length; i++) {
            byte[] text = texts[i].getBytes(StandardCharsets.UTF_16BE);
            out.putShort((short) WINDOWS)
                    .putShort((short) 1)
                    .putShort((short) ENGLISH)
                    .putShort((short) ids[i]);
            out.putShort((short) text.length).putShort((short) offset);
            out.put(start + offset, text);
            offset += text.length;
        }
        return out.array();
    }

    private static int u16(ByteBuffer in, int at) {
        return in.getShort(at) & 0xFFFF;
    }
}
