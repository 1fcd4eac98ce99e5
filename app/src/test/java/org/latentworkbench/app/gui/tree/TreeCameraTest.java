package org.latentworkbench.app.gui.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TreeCameraTest {
    @Test
    void zoomingKeepsWhatIsUnderTheMouse() {
        TreeCamera camera = new TreeCamera(2, 0.2);
        double under = camera.toForest(300, 600);
        TreeCamera closer = camera.zoomed(1.5, 300, 600, 100);
        assertThat(closer.zoom()).isEqualTo(3);
        assertThat(closer.toForest(300, 600)).isCloseTo(under, within(1e-12));
    }

    @Test
    void neverLeavesTheForest() {
        assertThat(TreeCamera.WHOLE.moved(500, 600)).isEqualTo(TreeCamera.WHOLE);
        assertThat(new TreeCamera(4, 0.9).top()).isEqualTo(0.75);
        assertThat(TreeCamera.WHOLE.zoomed(0.1, 0, 600, 100).zoom()).isEqualTo(1);
    }

    @Test
    void movesAsLittleAsItTakesToSeeANode() {
        TreeCamera camera = new TreeCamera(4, 0.5);
        assertThat(camera.seeing(0.6)).isEqualTo(camera);
        TreeCamera up = camera.seeing(0.1);
        assertThat(up.toView(0.1, 400)).isBetween(0.0, 400.0);
        TreeCamera down = camera.seeing(0.99);
        assertThat(down.toView(0.99, 400)).isBetween(0.0, 400.0);
    }
}
