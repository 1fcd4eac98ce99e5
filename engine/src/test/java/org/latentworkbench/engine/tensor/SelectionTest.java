package org.latentworkbench.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What is chosen from a product, against sorting all of it. */
class SelectionTest {
    private record Element(int row, int column, float value) {}

    @Property(tries = 60)
    void largestPerRowIsWhatSortingGives(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 40) int rows,
            @ForAll @IntRange(min = 1, max = 1500) int columns,
            @ForAll @IntRange(min = 1, max = 40) int k) {
        float[][] values = coarse(rows, columns, seed);
        LargestPerRow largest = new LargestPerRow(rows, k);
        largest.reset(k);
        try (ComputePool pool = new ComputePool(2)) {
            scan(values, _ -> largest);
            SparseCodes codes = largest.codes(rows, pool);
            for (int row = 0; row < rows; row++) {
                assertThat(columns(codes, row)).isEqualTo(expected(values, row, k));
            }
        }
    }

    @Property(tries = 60)
    void largestOverallIsWhatSortingGives(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 40) int rows,
            @ForAll @IntRange(min = 1, max = 700) int columns,
            @ForAll @IntRange(min = 1, max = 2000) int keep) {
        float[][] values = new float[rows][columns];
        SplittableRandom random = new SplittableRandom(seed);
        for (float[] row : values) {
            for (int i = 0; i < columns; i++) {
                row[i] = (float) random.nextGaussian();
            }
        }
        int rowsPerPart = 1 + random.nextInt(rows);
        LargestOverall largest = new LargestOverall(rows, columns, rowsPerPart, keep);
        largest.reset(keep);
        try (ComputePool pool = new ComputePool(2)) {
            scanParts(values, rowsPerPart, largest);
            SparseCodes codes = largest.codes(rows, keep, pool);
            List<Element> sorted = sorted(values);
            List<Element> chosen = sorted.subList(0, Math.min(keep, sorted.size()));
            for (int row = 0; row < rows; row++) {
                TreeSet<Integer> expected = new TreeSet<>();
                for (Element element : chosen) {
                    if (element.row() == row) {
                        expected.add(element.column());
                    }
                }
                assertThat(columns(codes, row)).containsExactlyElementsOf(expected);
            }
            if (!chosen.isEmpty()) {
                assertThat(largest.smallestKept()).isEqualTo(chosen.getLast().value());
            }
        }
    }

    @Test
    void aBatchOfTwoRowsKeepsItsTwoLargestWhereverTheyAre() {
        float[][] values = {{3, 2, 0}, {1, 0.5f, 0}};
        LargestOverall largest = new LargestOverall(2, 3, 1, 2);
        largest.reset(2);
        try (ComputePool pool = new ComputePool(1)) {
            scanParts(values, 1, largest);
            SparseCodes codes = largest.codes(2, 2, pool);
            assertThat(columns(codes, 0)).containsExactly(0, 1);
            assertThat(columns(codes, 1)).isEmpty();
            assertThat(largest.smallestKept()).isEqualTo(2f);
        }
    }

    @Test
    void equalValuesAtTheEdgeAreCutToTheNumberAsked() {
        float[][] values = {{1, 1, 1}, {1, 2, 1}};
        LargestOverall largest = new LargestOverall(2, 3, 1, 3);
        largest.reset(3);
        try (ComputePool pool = new ComputePool(1)) {
            scanParts(values, 1, largest);
            SparseCodes codes = largest.codes(2, 3, pool);
            assertThat(columns(codes, 0)).containsExactly(0, 1);
            assertThat(columns(codes, 1)).containsExactly(1);
        }
    }

    @Test
    void nothingPositiveMeansNothingChosen() {
        float[][] values = {{-1, 0, -3}};
        LargestOverall overall = new LargestOverall(1, 3, 1, 2);
        overall.reset(2);
        LargestPerRow perRow = new LargestPerRow(1, 2);
        perRow.reset(2);
        try (ComputePool pool = new ComputePool(1)) {
            scanParts(values, 1, overall);
            scan(values, _ -> perRow);
            assertThat(overall.codes(1, 2, pool).count()).isZero();
            assertThat(overall.smallestKept()).isNaN();
            assertThat(perRow.codes(1, pool).count()).isZero();
        }
    }

    @Property(tries = 60)
    void aRowsBoundIsExceededByAsManyElementsAsAreWanted(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 1500) int columns,
            @ForAll @IntRange(min = 1, max = 40) int wanted) {
        SplittableRandom random = new SplittableRandom(seed);
        try (Arena arena = Arena.ofConfined()) {
            FloatMatrix values = FloatMatrix.allocate(arena, 1, columns);
            FloatMatrix bias = FloatMatrix.allocate(arena, 1, columns);
            for (int column = 0; column < columns; column++) {
                values.set(0, column, (float) random.nextGaussian());
                bias.set(0, column, (float) random.nextGaussian());
            }
            float bound = new RowBound(wanted, columns).of(values.data(), 0, bias.data(), 0);
            int above = 0;
            for (int column = 0; column < columns; column++) {
                above += values.get(0, column) + bias.get(0, column) > bound ? 1 : 0;
            }
            assertThat(bound).isGreaterThanOrEqualTo(0);
            if (bound > 0) {
                assertThat(above).isGreaterThanOrEqualTo(wanted);
            }
            if (columns >= 16 * wanted && columns >= 1000) {
                assertThat(above).isLessThan(2 * wanted + 10);
            }
        }
    }

    /** Few distinct values, so that there are many ties; column j adds nothing. */
    private static float[][] coarse(int rows, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] values = new float[rows][columns];
        for (float[] row : values) {
            for (int i = 0; i < columns; i++) {
                row[i] = random.nextInt(-5, 30);
            }
        }
        return values;
    }

    private static List<Integer> expected(float[][] values, int row, int k) {
        List<Element> elements = new ArrayList<>();
        for (int column = 0; column < values[row].length; column++) {
            if (values[row][column] > 0) {
                elements.add(new Element(row, column, values[row][column]));
            }
        }
        elements.sort(Comparator.comparingDouble((Element e) -> -e.value()).thenComparingInt(Element::column));
        return elements.stream().limit(k).map(Element::column).sorted().toList();
    }

    private static List<Element> sorted(float[][] values) {
        List<Element> elements = new ArrayList<>();
        for (int row = 0; row < values.length; row++) {
            for (int column = 0; column < values[row].length; column++) {
                if (values[row][column] > 0) {
                    elements.add(new Element(row, column, values[row][column]));
                }
            }
        }
        elements.sort(Comparator.comparingDouble((Element e) -> -e.value()));
        return elements;
    }

    private static List<Integer> columns(SparseCodes codes, int row) {
        List<Integer> columns = new ArrayList<>();
        for (int entry = codes.begin(row); entry < codes.end(row); entry++) {
            columns.add(codes.column(entry));
        }
        return columns;
    }

    private static void scanParts(float[][] values, int rowsPerPart, LargestOverall largest) {
        for (int part = 0; part * rowsPerPart < values.length; part++) {
            int first = part * rowsPerPart;
            float[][] rows = java.util.Arrays.copyOfRange(values, first, Math.min(values.length, first + rowsPerPart));
            scanFrom(rows, part, first, largest.part(part));
        }
    }

    private static void scan(float[][] values, java.util.function.IntFunction<Candidates> candidates) {
        scanFrom(values, 0, 0, candidates.apply(0));
    }

    /** In tiles of 64 columns, half of every value in the bias, so that the sum is tested too. */
    private static void scanFrom(float[][] values, int part, int firstRow, Candidates candidates) {
        int columns = values[0].length;
        try (Arena arena = Arena.ofConfined()) {
            FloatMatrix bias = FloatMatrix.allocate(arena, 1, columns);
            for (int column = 0; column < columns; column++) {
                bias.set(0, column, column % 3);
            }
            for (int first = 0; first < columns; first += 256) {
                int width = Math.min(256, columns - first);
                FloatMatrix tile = FloatMatrix.allocate(arena, values.length, width);
                for (int row = 0; row < values.length; row++) {
                    for (int column = 0; column < width; column++) {
                        tile.set(row, column, values[row][first + column] - (first + column) % 3);
                    }
                }
                TileScan.scan(
                        new ProductTiles.Tile(tile, part, firstRow, first),
                        bias.data(),
                        new Exact(values, firstRow, candidates));
            }
        }
    }

    /** Takes the rounding of value - bias + bias out of the comparison. */
    private record Exact(float[][] values, int firstRow, Candidates inner) implements Candidates {
        @Override
        public float bound(int row) {
            return Math.max(0, inner.bound(row) - 1e-5f);
        }

        /** Small whole numbers, as the values of the choice by rows are, come out of the sum unrounded. */
        @Override
        public int wantedOfFreshRow(int row) {
            return inner.wantedOfFreshRow(row);
        }

        @Override
        public void raise(int row, float bound) {
            inner.raise(row, bound);
        }

        @Override
        public float offer(int row, int column, float value) {
            float exact = values[row - firstRow][column];
            if (exact > inner.bound(row)) {
                float unused = inner.offer(row, column, exact);
                assertThat(unused).isGreaterThanOrEqualTo(0);
            }
            return bound(row);
        }
    }
}
