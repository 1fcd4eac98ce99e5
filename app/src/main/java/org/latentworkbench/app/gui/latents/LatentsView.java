package org.latentworkbench.app.gui.latents;

import java.nio.file.Path;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.Address;
import org.latentworkbench.app.gui.AppContext;
import org.latentworkbench.app.gui.OpenAutoencoder;
import org.latentworkbench.app.gui.WorkbenchView;
import org.latentworkbench.app.gui.control.Clipboards;
import org.latentworkbench.app.gui.control.Dividers;
import org.latentworkbench.app.gui.control.EmptyState;
import org.latentworkbench.app.gui.control.Figures;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.pipeline.ExplainLatents;
import org.latentworkbench.engine.search.mining.MiningOptions;
import org.latentworkbench.engine.workspace.Workspace;

/** The table of all latents, and beside it the page of the chosen one. */
public final class LatentsView extends WorkbenchView {
    private static final double TABLE_WIDTH = 632;

    private final AppContext context;
    private final LatentsViewModel model;
    private final LatentPageViewModel page;

    /** A view of the autoencoder that the session has in view. */
    public LatentsView(AppContext context) {
        super("latent", "Latents", "mdi2f-format-list-bulleted-square");
        this.context = context;
        var lanes = context.jobs().lanes();
        var edits = context.session().labelEdits();
        model = new LatentsViewModel(lanes, edits);
        page = new LatentPageViewModel(lanes, edits, this::promotions);
        model.openedProperty().bind(context.session().openedProperty());
        page.openedProperty().bind(context.session().openedProperty());
        page.latentProperty().bind(model.selectedProperty());
        page.secondProperty().bindBidirectional(model.secondProperty());
        context.session().explanationsProperty().subscribe((_, _) -> {
            model.reload();
            page.explainAgain();
        });
        model.selectedProperty().subscribe(this::nameThePlace);
        model.openedProperty()
                .subscribe(_ -> nameThePlace(model.selectedProperty().get()));
    }

    private Job<PromotedTokens> promotions(OpenAutoencoder opened, LatentIndex index, int latent) {
        Optional<Workspace> workspace = context.session().workspace();
        return job -> workspace
                .map(present -> new PromotedUpdate(present, opened, index, latent).run(job))
                .orElse(PromotedTokens.none("No workspace is open."));
    }

    private void nameThePlace(@Nullable Integer latent) {
        String name = opened().map(OpenAutoencoder::name).orElse("");
        moveTo(latent == null ? new Address("latent", name) : Address.latent(name, latent));
    }

    private Optional<OpenAutoencoder> opened() {
        return context.session().opened();
    }

    @Override
    public void show(Address place) {
        String rest = place.rest();
        int slash = rest.lastIndexOf('/');
        String name = slash < 0 ? rest : rest.substring(0, slash);
        if (name.isEmpty()) {
            return;
        }
        context.session().select(name, () -> {
            if (slash >= 0) {
                latent(rest.substring(slash + 1)).ifPresent(model.selectedProperty()::set);
            }
        });
    }

    private Optional<Integer> latent(String written) {
        try {
            int latent = Integer.parseInt(written.strip());
            int count = opened().map(now -> now.info().latents()).orElse(0);
            return latent >= 0 && latent < count ? Optional.of(latent) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    protected Node build() {
        LatentPageView pageView = new LatentPageView(page, new PageSteps(), this::goTo, this::search);
        LatentsTable table = new LatentsTable(model, context.settings(), pageView::focus, this::explain, this::export);
        SplitPane split = new SplitPane(table, pageView);
        Dividers.keepFirst(split, context.settings().number("latents.table", TABLE_WIDTH), width -> context.settings()
                .put("latents.table", width));
        EmptyState empty = new EmptyState("mdi2f-format-list-bulleted-square");
        StackPane root = new StackPane(split, empty);
        root.getStyleClass().add("latents-view");
        model.openedProperty().subscribe(now -> {
            boolean ready = now != null && now.index().isPresent();
            split.setVisible(ready);
            empty.setVisible(!ready);
            if (now == null) {
                empty.setSentence("Choose an autoencoder to see what each latent responds to.");
                empty.setNextStep("Train one", () -> context.navigator().go(new Address("run", "")));
            } else if (!ready) {
                empty.setSentence("No index of " + now.name()
                        + " was built yet. An index tells on which tokens of a corpus each latent fires.");
                empty.setNextStep("Open Data", () -> context.navigator().go(new Address("data", "")));
            }
        });
        return root;
    }

    private void search(String script) {
        context.navigator().go(new Address("search", script.replace("%", "%25")));
    }

    private void goTo(int latent) {
        model.selectedProperty().set(latent);
    }

    private void explain() {
        Optional<Workspace> workspace = context.session().workspace();
        Optional<OpenAutoencoder> now = opened();
        if (workspace.isEmpty() || now.isEmpty() || now.get().index().isEmpty()) {
            return;
        }
        String corpus = now.get().index().get().info().corpus();
        var job = new ExplainLatents(
                workspace.get(), now.get().name(), Optional.of(corpus), MiningOptions.DEFAULT, false);
        context.jobs()
                .submit("Explain " + now.get().name(), job)
                .onDone(found -> {
                    context.session().explained();
                    context.notifier()
                            .info(Figures.count(found.good()) + " of " + Figures.count(found.live())
                                    + " latents have a regex with F1 " + Figures.two(ExplainLatents.GOOD)
                                    + " or more.");
                })
                .onFailed(reason -> context.notifier().error("Could not explain the latents", reason));
    }

    private void export(String tsv) {
        Optional<Path> target = context.dialogs().chooseTarget("Save the table of latents", "latents.tsv");
        target.ifPresent(file -> context.jobs()
                .lanes()
                .ask(
                        () -> {
                            AtomicFile.writeText(file, tsv);
                            return file;
                        },
                        written -> context.notifier().info("Saved " + written.getFileName()),
                        reason -> context.notifier().error("Could not save the table", reason)));
    }

    private final class PageSteps implements LatentPageHeader.Steps {
        @Override
        public void step(int by) {
            model.step(by);
        }

        @Override
        public void random() {
            if (!model.rows().isEmpty()) {
                int row = RandomGenerator.getDefault().nextInt(model.rows().size());
                goTo(model.rows().get(row).id());
            }
        }

        @Override
        public void showInTree() {
            context.navigator().go(new Address("tree", address().rest()));
        }

        @Override
        public void copyAddress() {
            Clipboards.putText(address().toString());
            context.notifier().info("Copied " + address());
        }
    }
}
