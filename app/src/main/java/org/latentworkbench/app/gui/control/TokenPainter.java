package org.latentworkbench.app.gui.control;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.latentworkbench.engine.plot.ActivationScale;

/** Makes the nodes of a laid-out strip: fills, bars, rings, underlines, and one text node per run of plain tokens. */
final class TokenPainter {
    /** Width of a ring and of the gap inside it. */
    private static final double RING_AND_GAP = 4;

    private final StripContent content;
    private final TokenLayout layout;
    private final double lineHeight;
    private final double left;
    private final double top;
    private final double baseline;
    private final List<Node> shapes = new ArrayList<>();
    private final List<Node> texts = new ArrayList<>();

    TokenPainter(
            StripContent content, TokenLayout layout, double lineHeight, double left, double top, double baseline) {
        this.content = content;
        this.layout = layout;
        this.lineHeight = lineHeight;
        this.left = left;
        this.top = top;
        this.baseline = baseline;
    }

    List<Node> nodes() {
        List<TokenLayout.Cell> cells = layout.cells();
        if (layout.cutBefore() && !cells.isEmpty()) {
            addText("…", 0, 0, "token-text");
        }
        StringBuilder run = new StringBuilder();
        double runX = 0;
        double runEnd = 0;
        int runLine = -1;
        for (TokenLayout.Cell cell : cells) {
            boolean plain = !cell.filled() && !cell.shape().mark();
            if (plain && cell.line() == runLine && run.length() > 0 && joins(cell, runEnd)) {
                run.append(" ".repeat(cell.x() > runEnd + 0.01 ? cell.shape().gap() : 0))
                        .append(cell.shape().body());
                runEnd = cell.end();
                continue;
            }
            flush(run, runX, runLine);
            if (plain) {
                run.append(cell.shape().body());
                runX = cell.textX();
                runEnd = cell.end();
                runLine = cell.line();
            } else {
                addCell(cell);
            }
        }
        flush(run, runX, runLine);
        if (layout.cutAfter() && !cells.isEmpty() && cells.getLast().end() + 12 < layout.width()) {
            addText("…", cells.getLast().end(), cells.getLast().line(), "token-text");
        }
        addMatchLines(cells);
        shapes.addAll(texts);
        return shapes;
    }

    /** Whether a plain cell follows the run directly, so that blanks alone make up the distance. */
    private static boolean joins(TokenLayout.Cell cell, double runEnd) {
        return cell.shape().gap() > 0 || Math.abs(cell.x() - runEnd) < 0.01;
    }

    private void flush(StringBuilder run, double x, int line) {
        if (run.length() > 0) {
            addText(run.toString(), x, line, "token-text");
            run.setLength(0);
        }
    }

    private void addCell(TokenLayout.Cell cell) {
        int stop = ActivationScale.stop(content.value(cell.token()), content.reference());
        int second = ActivationScale.stop(content.secondValue(cell.token()), content.secondReference());
        boolean ringed = content.ringed().get(cell.token());
        double y = top + cell.line() * lineHeight;
        double inset = ringed ? RING_AND_GAP : 0;
        if (stop > 0) {
            Region fill = region("token-fill", Stops.first(stop));
            place(fill, cell.x() + inset, y + 2 + inset / 4, cell.width() - 2 * inset, lineHeight - 4 - inset / 2);
        }
        if (second > 0) {
            Region bar = region("token-bar", Stops.second(second));
            place(bar, cell.x() + inset, y + lineHeight - (ringed ? 0 : 3), cell.width() - 2 * inset, 3);
        }
        if (ringed) {
            place(region("token-ring"), cell.x(), y, cell.width(), lineHeight);
        }
        Text text = addText(
                cell.shape().body(), cell.textX(), cell.line(), cell.shape().mark() ? "token-mark" : "token-text");
        if (stop > 0) {
            text.getStyleClass().add(Stops.first(stop));
        }
    }

    private void addMatchLines(List<TokenLayout.Cell> cells) {
        int i = 0;
        while (i < cells.size()) {
            if (!content.underlined().get(cells.get(i).token())) {
                i++;
                continue;
            }
            int last = i;
            while (last + 1 < cells.size()
                    && content.underlined().get(cells.get(last + 1).token())
                    && cells.get(last + 1).line() == cells.get(i).line()) {
                last++;
            }
            double x = cells.get(i).x();
            double y = top + cells.get(i).line() * lineHeight + lineHeight - 2;
            int end = last;
            while (end > i && content.ringed().get(cells.get(end).token())) {
                end--; // the ring itself marks the last token; a line through it would only blur it
            }
            if (!content.ringed().get(cells.get(end).token())) {
                place(region("token-match"), x, y, cells.get(end).end() - x, 2);
            }
            i = last + 1;
        }
    }

    private Region region(String... styleClasses) {
        Region region = new Region();
        region.getStyleClass().addAll(styleClasses);
        region.setManaged(false);
        region.setMouseTransparent(true);
        shapes.add(region);
        return region;
    }

    private void place(Region region, double x, double y, double width, double height) {
        region.resizeRelocate(left + x, y, width, height);
    }

    private Text addText(String string, double x, int line, String styleClass) {
        Text text = new Text(string);
        text.getStyleClass().add(styleClass);
        text.setManaged(false);
        text.setMouseTransparent(true);
        text.setX(left + x);
        text.setY(top + line * lineHeight + baseline);
        texts.add(text);
        return text;
    }
}
