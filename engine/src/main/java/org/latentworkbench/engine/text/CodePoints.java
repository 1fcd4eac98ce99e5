package org.latentworkbench.engine.text;

/** Places in a text counted in code points, as places in UTF-16. Fast when asked in ascending order. */
final class CodePoints {
    private final String text;
    private int point;
    private int unit;

    CodePoints(String text) {
        this.text = text;
    }

    int utf16(int codePoint) {
        if (codePoint < point) {
            point = 0;
            unit = 0;
        }
        unit = text.offsetByCodePoints(unit, codePoint - point);
        point = codePoint;
        return unit;
    }
}
