package org.latentworkbench.app.gui.tree;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.latentworkbench.app.gui.control.Figures;
import org.latentworkbench.engine.tree.LatentForest;
import org.latentworkbench.engine.tree.TreeEdge;

/** The forest as an outline under best parents; while something is looked for, the nodes that hold the words. */
final class TreeOutline extends VBox {
    private static final int FOUND = 500;

    private final TreeViewModel model;
    private final TreeView<Integer> tree = new TreeView<>();
    private final Set<Integer> expanded = new HashSet<>();
    private boolean following;

    TreeOutline(TreeViewModel model) {
        this.model = model;
        getStyleClass().add("tree-outline");
        TextField find = new TextField();
        find.setId("tree-find");
        find.setPromptText("Find in tree");
        find.getStyleClass().add("find-field");
        find.textProperty().bindBidirectional(model.findProperty());
        find.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                find.clear();
                event.consume();
            } else if (event.getCode() == KeyCode.DOWN) {
                tree.requestFocus();
                event.consume();
            }
        });
        FontIcon icon = new FontIcon("mdi2m-magnify");
        icon.setMouseTransparent(true);
        StackPane field = new StackPane(find, icon);
        field.getStyleClass().add("find");
        StackPane.setAlignment(icon, javafx.geometry.Pos.CENTER_LEFT);
        tree.setId("tree-outline");
        tree.setShowRoot(false);
        tree.setCellFactory(_ -> new Row());
        tree.getSelectionModel().selectedItemProperty().subscribe(item -> {
            if (item != null && item.getValue() != null && !following) {
                model.select(item.getValue());
            }
        });
        VBox.setVgrow(tree, Priority.ALWAYS);
        Label foot = new Label(
                "Some latents have several parents: the list shows the best one, the drawing dashes the rest.");
        foot.setWrapText(true);
        foot.getStyleClass().addAll("caption", "outline-foot", "line-top");
        foot.setMaxWidth(Double.MAX_VALUE);
        foot.setMinHeight(USE_PREF_SIZE);
        foot.visibleProperty().bind(Bindings.createBooleanBinding(this::hasSeveralParents, model.pictureProperty()));
        foot.managedProperty().bind(foot.visibleProperty());
        getChildren().addAll(field, tree, foot);
        model.pictureProperty().subscribe(_ -> rebuild());
        model.findProperty().subscribe((_, _) -> rebuild());
        model.pairProperty().subscribe(_ -> follow());
    }

    private boolean hasSeveralParents() {
        TreePicture picture = model.pictureProperty().get();
        return picture != null && picture.forest().extraParents() > 0;
    }

    private void rebuild() {
        TreePicture picture = model.pictureProperty().get();
        following = true;
        TreeItem<Integer> root = new TreeItem<>();
        if (picture != null) {
            String words = model.findProperty().get().strip().toLowerCase(Locale.ROOT);
            List<Integer> top = words.isEmpty()
                    ? IntStream.of(picture.forest().roots()).boxed().toList()
                    : found(picture, words);
            top.forEach(node -> root.getChildren().add(new Node(picture.forest(), node)));
        }
        tree.setRoot(root);
        following = false;
        follow();
    }

    private static List<Integer> found(TreePicture picture, String words) {
        return picture.layout().nodes().stream()
                .map(node -> node.id())
                .filter(node -> picture.title(node).toLowerCase(Locale.ROOT).contains(words)
                        || Integer.toString(picture.latent(node)).equals(words))
                .limit(FOUND)
                .toList();
    }

    /** Opens the way to the chosen node and selects it. */
    private void follow() {
        TreePicture picture = model.pictureProperty().get();
        int node = model.pairProperty().get().selected();
        TreeItem<Integer> present = tree.getSelectionModel().getSelectedItem();
        if (picture == null
                || !picture.holds(node)
                || (present != null && present.getValue() != null && present.getValue() == node)) {
            tree.refresh();
            return;
        }
        following = true;
        TreeItem<Integer> at = tree.getRoot();
        for (int step : picture.forest().path(node)) {
            TreeItem<Integer> next = null;
            for (TreeItem<Integer> child : at.getChildren()) {
                if (child.getValue() == step) {
                    next = child;
                    break;
                }
            }
            if (next == null) {
                break;
            }
            at.setExpanded(true);
            at = next;
        }
        if (at.getValue() != null && at.getValue() == node) {
            at.setExpanded(true);
            tree.getSelectionModel().select(at);
            int row = tree.getRow(at);
            tree.scrollTo(Math.max(0, row - 6));
        }
        following = false;
        tree.refresh();
    }

    /** Makes its children when it is opened first. */
    private final class Node extends TreeItem<Integer> {
        private final LatentForest forest;
        private boolean made;

        Node(LatentForest forest, int node) {
            super(node);
            this.forest = forest;
            setExpanded(expanded.contains(node));
            expandedProperty().subscribe((_, open) -> {
                if (open) {
                    expanded.add(node);
                } else {
                    expanded.remove(node);
                }
            });
        }

        @Override
        public boolean isLeaf() {
            return forest.children(getValue()).isEmpty();
        }

        @Override
        public ObservableList<TreeItem<Integer>> getChildren() {
            if (!made) {
                made = true;
                super.getChildren()
                        .setAll(forest.children(getValue()).stream()
                                .map(TreeEdge::child)
                                .map(child -> new Node(forest, child))
                                .toList());
            }
            return super.getChildren();
        }
    }

    private final class Row extends TreeCell<Integer> {
        private final Label title = new Label();
        private final Label id = new Label();
        private final HBox box = new HBox(8, title, id);

        Row() {
            title.setMinWidth(0);
            title.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(title, Priority.ALWAYS);
            id.getStyleClass().addAll("muted", "figures");
            id.setMinWidth(USE_PREF_SIZE);
            box.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
            box.setPrefWidth(0);
            box.minWidthProperty().set(0);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Integer node, boolean empty) {
            super.updateItem(node, empty);
            TreePicture picture = model.pictureProperty().get();
            if (empty || node == null || picture == null || node >= picture.places().length) {
                setGraphic(null);
                return;
            }
            title.setText(picture.title(node));
            id.setText(Figures.count(picture.latent(node)));
            TreeViewModel.Pair pair = model.pairProperty().get();
            title.getStyleClass().remove("strong");
            if (node == pair.child() || node == pair.parent()) {
                title.getStyleClass().add("strong");
            }
            setGraphic(box);
        }
    }
}
