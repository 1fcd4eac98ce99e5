package org.latentworkbench.engine.search.syntax;

/**
 * A stretch of a script.
 *
 * @param offset first UTF-16 unit, from 0
 * @param length number of UTF-16 units, ≥ 0
 */
public record Span(int offset, int length) {
    /** The first place after the stretch. */
    public int end() {
        return offset + length;
    }

    /** From the start of this one to the end of another that ends later. */
    Span to(Span last) {
        return between(offset, Math.max(end(), last.end()));
    }

    static Span between(int start, int end) {
        return new Span(start, Math.max(0, end - start));
    }
}
