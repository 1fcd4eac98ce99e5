package org.latentworkbench.app.gui.shell;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javax.management.JMException;
import javax.management.ObjectName;
import org.kordamp.ikonli.javafx.FontIcon;
import org.latentworkbench.app.gui.Words;
import org.latentworkbench.app.gui.task.Lanes;
import org.latentworkbench.app.gui.task.LatestUpdate;
import org.latentworkbench.engine.tensor.ComputeDevice;

/** What computes here, and how full the memory is. */
final class DeviceLabel extends HBox {
    private static final Duration INTERVAL = Duration.ofSeconds(3);

    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private final Lanes lanes;
    private final Label device = new Label();
    private final Label memory = new Label();
    private final LatestUpdate<Optional<String>> reading;

    DeviceLabel(Lanes lanes) {
        this.lanes = lanes;
        getStyleClass().add("device");
        reading = new LatestUpdate<>(lanes, Duration.ZERO);
        Tooltip.install(this, new Tooltip("What computes here, and how much of its memory is in use"));
        getChildren().addAll(new FontIcon("mdi2c-chip"), device, memory);
        LatestUpdate<String> describing = new LatestUpdate<>(lanes, Duration.ZERO);
        device.setText("CPU, " + ComputeDevice.cpuThreads() + " threads");
        // After the first picture: loading the libraries takes the processor for a second.
        lanes.clock()
                .after(
                        PATIENCE,
                        () -> describing.ask(
                                _ -> ComputeDevice.parse("auto").describe(),
                                device::setText,
                                _ -> {})); // the processor is always there; the self-check tells what is missing
        read();
    }

    /** Starts reading the memory again and again, while the label is in a window. */
    void watch() {
        lanes.clock().after(INTERVAL, () -> {
            if (getScene() != null && getScene().getWindow() != null) {
                read();
                watch();
            }
        });
    }

    private void read() {
        reading.ask(_ -> memory(), text -> text.ifPresent(used -> memory.setText("· " + used)), _ -> {});
    }

    private static Optional<String> memory() {
        try {
            var server = ManagementFactory.getPlatformMBeanServer();
            var system = new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME);
            long total = ((Number) server.getAttribute(system, "TotalMemorySize")).longValue();
            long free = ((Number) server.getAttribute(system, "FreeMemorySize")).longValue();
            String whole = Words.bytes(total);
            return Optional.of(Words.bytes(total - free) + " of " + whole);
        } catch (JMException | ClassCastException e) {
            return Optional.empty(); // another vendor's Java: the device alone is shown
        }
    }
}
