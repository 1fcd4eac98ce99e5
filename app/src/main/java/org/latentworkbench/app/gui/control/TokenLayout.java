package org.latentworkbench.app.gui.control;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the cells of running text stand: tokens are set one after the other, words (tokens without a blank between them)
 * stay together, lines break before a word. A filled cell takes 2 px more at the borders of its word.
 */
final class TokenLayout {
    private static final double WORD_PAD = 2;
    private static final double INNER_PAD = 1;
    /** Room for a ring around an empty cell, and around a filled one with a gap between. */
    static final double HOLE_PAD = 5;

    static final double RING_PAD = 6;
    /** The share of the width that an excerpt counts on: the rest is lost where lines break. */
    private static final double FILL_SHARE = 0.9;
    /** The share of an excerpt that stands before the token it is built around. */
    private static final double BEFORE_SHARE = 0.6;

    /** One token's cell: its line, its left edge, its width, and where its text begins. */
    record Cell(int token, TokenShape shape, int line, double x, double width, double textX, boolean filled) {
        double end() {
            return x + width;
        }
    }

    private final List<Cell> cells;
    private final int lines;
    private final double width;
    private final boolean cutBefore;
    private final boolean cutAfter;

    private TokenLayout(List<Cell> cells, int lines, double width, boolean cutBefore, boolean cutAfter) {
        this.cells = cells;
        this.lines = lines;
        this.width = width;
        this.cutBefore = cutBefore;
        this.cutAfter = cutAfter;
    }

    /**
     * Lays tokens out.
     *
     * @param excerptLines how many lines an excerpt around the focus may take; 0 for the whole text
     */
    static TokenLayout of(StripContent content, double width, int excerptLines, boolean marks, TextMeasure measure) {
        int count = content.texts().size();
        int from = 0;
        int to = count;
        if (excerptLines > 0 && count > 0) {
            Excerpt excerpt = Excerpt.around(content, width * excerptLines * FILL_SHARE, BEFORE_SHARE, measure);
            from = excerpt.from();
            to = excerpt.to();
        }
        Setter setter = new Setter(content, width, marks, measure, to);
        if (from > 0) {
            setter.skip(measure.width("…", false));
        }
        for (int token = from; token < to; token++) {
            setter.place(token, token == from);
        }
        List<Cell> cells = setter.cells;
        boolean cutAfter = to < count;
        int lines = setter.line + 1;
        if (excerptLines > 0 && lines > excerptLines) {
            // Long words broke the lines early: what is over goes, unless the focus is among it.
            int last = Math.max(excerptLines - 1, lineOf(cells, content.focus()));
            cells.removeIf(cell -> cell.line() > last);
            cutAfter = true;
            lines = last + 1;
        }
        return new TokenLayout(cells, lines, width, from > 0, cutAfter);
    }

    private static int lineOf(List<Cell> cells, int token) {
        for (Cell cell : cells) {
            if (cell.token() == token) {
                return cell.line();
            }
        }
        return 0;
    }

    List<Cell> cells() {
        return cells;
    }

    int lines() {
        return lines;
    }

    double width() {
        return width;
    }

    boolean cutBefore() {
        return cutBefore;
    }

    boolean cutAfter() {
        return cutAfter;
    }

    /** The index in {@link #cells()} of the cell at a point given as line and x, or -1. */
    int cellAt(int line, double x) {
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            if (cell.line() == line && x >= cell.x() - 1 && x < cell.end() + 1) {
                return i;
            }
        }
        return -1;
    }

    /** The cell one line above (−1) or below (+1) that is nearest in x, or the same when there is none. */
    int vertically(int index, int direction) {
        Cell here = cells.get(index);
        int best = index;
        double distance = Double.MAX_VALUE;
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            double d = Math.abs(cell.x() + cell.width() / 2 - here.x() - here.width() / 2);
            if (cell.line() == here.line() + direction && d < distance) {
                distance = d;
                best = i;
            }
        }
        return best;
    }

    /** The range of tokens that an excerpt shows, {@code to} exclusive. */
    record Excerpt(int from, int to) {
        static Excerpt around(StripContent content, double room, double beforeShare, TextMeasure measure) {
            List<String> texts = content.texts();
            int from = content.focus();
            int to = from + 1;
            double used = width(texts.get(from), measure);
            while (from > 0 && used + width(texts.get(from - 1), measure) <= beforeShare * room) {
                used += width(texts.get(--from), measure);
            }
            while (to < texts.size() && used + width(texts.get(to), measure) <= room) {
                used += width(texts.get(to++), measure);
            }
            while (from > 0 && used + width(texts.get(from - 1), measure) <= room) {
                used += width(texts.get(--from), measure);
            }
            return new Excerpt(wordStart(texts, from, content.focus()), to);
        }

        /** Moves the start forward to the next word, so that an excerpt does not begin with half a word. */
        private static int wordStart(List<String> texts, int from, int focus) {
            int start = from;
            while (start > 0 && start < focus && !beginsWord(texts, start)) {
                start++;
            }
            return start;
        }

        private static double width(String text, TextMeasure measure) {
            TokenShape shape = TokenShape.of(text, false);
            return shape.gap() * measure.space() + measure.width(shape.body(), shape.mark());
        }
    }

    private static boolean beginsWord(List<String> texts, int token) {
        if (token == 0) {
            return true;
        }
        String text = texts.get(token);
        String previous = texts.get(token - 1);
        return text.startsWith(" ") || text.isBlank() || previous.isBlank() || previous.endsWith("\n");
    }

    /** Sets token after token and moves a word that does not fit to the next line. */
    private static final class Setter {
        final List<Cell> cells = new ArrayList<>();
        int line;
        private final StripContent content;
        private final double width;
        private final boolean marks;
        private final TextMeasure measure;
        private final int end;
        private double x;
        private int wordStart;

        Setter(StripContent content, double width, boolean marks, TextMeasure measure, int end) {
            this.content = content;
            this.width = width;
            this.marks = marks;
            this.measure = measure;
            this.end = end;
        }

        void skip(double by) {
            x += by;
        }

        void place(int token, boolean first) {
            TokenShape shape = TokenShape.of(content.texts().get(token), marks);
            boolean begins = first || beginsWord(content.texts(), token);
            if (begins) {
                wordStart = cells.size();
            }
            boolean ends = token + 1 >= end || beginsWord(content.texts(), token + 1);
            boolean filled = isFilled(token);
            double left = pad(token, filled, begins);
            double right = pad(token, filled, ends);
            double textWidth = measure.width(shape.body(), shape.mark());
            double cellWidth = left + textWidth + right;
            double gap = x == 0 ? 0 : shape.gap() * measure.space();
            if (x + gap + cellWidth > width && x > 0) {
                if (begins || cells.get(wordStart).x() == 0) {
                    line++;
                    x = 0;
                    gap = 0;
                    wordStart = cells.size();
                } else {
                    carryWord();
                    gap = 0;
                }
            }
            x += gap;
            cells.add(new Cell(token, shape, line, x, cellWidth, x + left, filled));
            x += cellWidth;
        }

        private double pad(int token, boolean filled, boolean atWordBorder) {
            if (content.ringed().get(token)) {
                return content.value(token) > 0 ? RING_PAD : HOLE_PAD;
            }
            return filled ? atWordBorder ? WORD_PAD : INNER_PAD : 0;
        }

        private boolean isFilled(int token) {
            return content.value(token) > 0
                    || content.secondValue(token) > 0
                    || content.ringed().get(token);
        }

        /** Takes the cells of the word in hand over to the next line. */
        private void carryWord() {
            line++;
            double shift = cells.get(wordStart).x();
            for (int i = wordStart; i < cells.size(); i++) {
                Cell c = cells.get(i);
                cells.set(
                        i,
                        new Cell(c.token(), c.shape(), line, c.x() - shift, c.width(), c.textX() - shift, c.filled()));
            }
            x -= shift;
        }
    }
}
