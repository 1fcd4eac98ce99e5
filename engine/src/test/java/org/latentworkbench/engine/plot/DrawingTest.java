package org.latentworkbench.engine.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class DrawingTest {
    private static final int RED = 0xFFCF222E;

    @Test
    void aThinnedLineKeepsSpikesAndEnds() {
        double[] x = new double[100_000];
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = i;
        }
        y[54_321] = 7;
        y[77_777] = -3;
        Points thin = new Points(x, y).thinned(new LinearScale(0, x.length), 500);
        assertThat(thin.size()).isLessThanOrEqualTo(2_000);
        assertThat(thin.x()).isSorted().startsWith(0).endsWith(99_999);
        assertThat(Arrays.stream(thin.y()).max()).hasValue(7);
        assertThat(Arrays.stream(thin.y()).min()).hasValue(-3);
    }

    @Test
    void aShortLineIsNotThinned() {
        var line = new Points(new double[] {0, 1}, new double[] {0, 1});
        assertThat(line.thinned(new LinearScale(0, 1), 10)).isSameAs(line);
    }

    @Test
    void densityCountsPointsPerPixel() {
        int[] palette = {1, 2, 3};
        var points = new Points(new double[] {0, 1, 1, 1, 5}, new double[] {0, 1, 1, 1, 0});
        Raster raster = Raster.density(points, new LinearScale(0, 1), new LinearScale(0, 1), 2, 2, palette);
        assertThat(raster.pixels())
                .as("origin lower left, points outside dropped")
                .containsExactly(0, 3, 1, 0);
    }

    @Test
    void discsStayInsideThePicture() {
        var points = new Points(new double[] {0}, new double[] {1});
        Raster raster = Raster.discs(points, new LinearScale(0, 1), new LinearScale(0, 1), 4, 4, 1.5, RED);
        assertThat(Arrays.stream(raster.pixels()).filter(p -> p == RED).count()).isEqualTo(4);
    }

    @Test
    void aHeatMapPaintsRowsFromTheTop() {
        Raster raster = Raster.heatMap(new float[] {0, 1, 2, 3}, 2, 2, 0, 3, 2, 2, new int[] {10, 11, 12, 13});
        assertThat(raster.pixels()).containsExactly(10, 11, 12, 13);
    }

    @Test
    void aPngIsReadBackAsItWas() throws Exception {
        Raster raster = Raster.heatMap(new float[] {0, 1}, 1, 2, 0, 1, 2, 1, new int[] {0x80112233, RED});
        var image = ImageIO.read(new ByteArrayInputStream(Png.encode(raster)));
        assertThat(image.getRGB(0, 0)).isEqualTo(0x80112233);
        assertThat(image.getRGB(1, 0)).isEqualTo(RED);
    }

    @Test
    void aPlotBecomesWellFormedSvgAndCsv() throws Exception {
        var points = new Points(new double[] {1, 2, 3}, new double[] {0.5, Double.NaN, 0.25});
        var plot = new XyPlot(
                new XyPlot.Axis("step <1>", new LinearScale(1, 3)),
                new XyPlot.Axis("FVU, \"new\"", new LogScale(0.1, 1)),
                List.of(new XyPlot.Series("a & b", points, Stroke.solid(RED, 1.5), XyPlot.Mark.DIAMOND)));
        var surface = new SvgSurface(400, 300, "Inter, sans-serif", 0xFFFFFFFF);
        plot.draw(surface, 400, 300, XyPlot.Look.LIGHT);
        surface.image(0, 0, 1, 1, Raster.heatMap(new float[] {0}, 1, 1, 0, 1, 1, 1, new int[] {RED}));
        String svg = surface.document();
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getElementsByTagName("polygon").getLength()).isEqualTo(2);
        assertThat(svg).contains("step &lt;1&gt;").contains("a &amp; b").doesNotContain("NaN");
        assertThat(plot.csv())
                .isEqualTo(
                        "series,step <1>,\"FVU, \"\"new\"\"\"\r\na & b,1.0,0.5\r\na & b,2.0,NaN\r\na & b,3.0,0.25\r\n");
    }
}
