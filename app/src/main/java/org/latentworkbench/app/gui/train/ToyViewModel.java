package org.latentworkbench.app.gui.train;

import java.util.List;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.training.toy.FeatureTree;
import org.latentworkbench.engine.training.toy.ToyModel;
import org.latentworkbench.engine.training.toy.ToyVariant;
import org.latentworkbench.engine.training.toy.ToyVariants;

/** The toy lab: which data, how strong the children are, and what the autoencoders have found. */
final class ToyViewModel {
    /** Data with known features. */
    enum Data {
        TREE("Feature tree"),
        FOUR("Four features");

        private final String title;

        Data(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    private static final double FOUR_TARGET = 0.4;

    final ObjectProperty<Data> data = new SimpleObjectProperty<>(Data.TREE);
    final DoubleProperty strength = new SimpleDoubleProperty(1);
    final ObjectProperty<Long> seed = new SimpleObjectProperty<>(1L);
    /** Steps of a training. */
    final ObjectProperty<Integer> steps = new SimpleObjectProperty<>(ToyVariants.USUAL_STEPS);

    private final ReadOnlyObjectWrapper<@Nullable ToyPicture> picture = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper("");

    /** What was found so far; null before the first picture. */
    ReadOnlyObjectProperty<@Nullable ToyPicture> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    /** What one sees. */
    ReadOnlyStringProperty wordsProperty() {
        return words.getReadOnlyProperty();
    }

    /** The data as they are chosen. */
    ToyModel toy() {
        return switch (data.get()) {
            case TREE -> FeatureTree.nabeshima(seed.get(), strength.get());
            case FOUR -> FeatureTree.chanin(seed.get());
        };
    }

    /** The two autoencoders. */
    List<ToyVariant> variants() {
        return data.get() == Data.TREE
                ? ToyVariants.pair(20, ToyVariants.TREE_TARGET_L0, steps.get(), seed.get())
                : ToyVariants.pair(4, FOUR_TARGET, steps.get(), seed.get());
    }

    void publish(ToyPicture now) {
        picture.set(now);
        words.set(ToyWords.of(now, strength.get()));
    }
}
