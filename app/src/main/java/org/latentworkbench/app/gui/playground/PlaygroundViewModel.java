package org.latentworkbench.app.gui.playground;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.OpenAutoencoder;
import org.latentworkbench.app.gui.task.Jobs;
import org.latentworkbench.app.gui.task.LatestUpdate;
import org.latentworkbench.app.gui.task.RunningJob;
import org.latentworkbench.engine.error.WorkbenchException;
import org.latentworkbench.engine.lm.GenerationOptions;
import org.latentworkbench.engine.pipeline.Playground;
import org.latentworkbench.engine.pipeline.PlaygroundChange;
import org.latentworkbench.engine.workspace.Workspace;

/** The state of the playground: the text as it is typed, what fires on it, what is changed, and two continuations. */
final class PlaygroundViewModel {
    private static final Duration TYPING = Duration.ofMillis(180);

    private final Jobs jobs;
    private final LatestUpdate<ReadText.Answer> reading;
    private final ObjectProperty<@Nullable OpenAutoencoder> opened = new SimpleObjectProperty<>(this, "opened");
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final ReadOnlyObjectWrapper<ReadText.@Nullable Answer> answer = new ReadOnlyObjectWrapper<>(this, "answer");
    private final ReadOnlyObjectWrapper<@Nullable String> problem = new ReadOnlyObjectWrapper<>(this, "problem");
    private final IntegerProperty token = new SimpleIntegerProperty(this, "token", -1);
    private final ObjectProperty<Painting> painting = new SimpleObjectProperty<>(this, "painting", Painting.NONE);
    private final ObservableList<Change> changes = FXCollections.observableArrayList();
    private final ObjectProperty<GenerationOptions> options =
            new SimpleObjectProperty<>(this, "options", new GenerationOptions(60, 0.8, 0, 1, 1));
    private final ReadOnlyObjectWrapper<@Nullable Generated> generated = new ReadOnlyObjectWrapper<>(this, "generated");
    private final ReadOnlyBooleanWrapper generating = new ReadOnlyBooleanWrapper(this, "generating");
    private @Nullable LoadedPlayground loaded;
    private @Nullable RunningJob<Playground.Continuations> job;

    /**
     * A latent in the list of changes.
     *
     * @param latent the latent, with the activation it has on the chosen token
     * @param change what it is changed to
     */
    record Change(TokenLatent latent, PlaygroundChange change) {
        Change to(PlaygroundChange.Kind kind, double value) {
            return new Change(latent, new PlaygroundChange(latent.latent(), kind, value));
        }
    }

    /**
     * Two continuations and what they were made with.
     *
     * @param from first token that is new
     */
    record Generated(
            Playground.Continuations texts, int from, List<PlaygroundChange> changes, GenerationOptions options) {}

    PlaygroundViewModel(Jobs jobs) {
        this.jobs = jobs;
        reading = new LatestUpdate<>(jobs.lanes(), TYPING);
        text.subscribe(_ -> read());
    }

    /** Brings another autoencoder into view. */
    void open(Optional<Workspace> workspace, @Nullable OpenAutoencoder now) {
        OpenAutoencoder before = opened.get();
        boolean same = before != null && now != null && before.info().equals(now.info()) && loaded != null;
        opened.set(now);
        if (same) {
            return;
        }
        reading.cancel();
        cancel();
        LoadedPlayground old = loaded;
        if (old != null) {
            jobs.lanes().ask(old::shut, _ -> {}, this::failed);
        }
        loaded = workspace.isEmpty() || now == null ? null : new LoadedPlayground(workspace.get(), now.name());
        answer.set(null);
        problem.set(null);
        generated.set(null);
        changes.clear();
        painting.set(Painting.NONE);
        token.set(-1);
        read();
    }

    private void read() {
        OpenAutoencoder now = opened.get();
        LoadedPlayground ready = loaded;
        if (now == null || ready == null || text.get().isEmpty()) {
            reading.cancel();
            answer.set(null);
            problem.set(null);
            return;
        }
        reading.ask(new ReadText(ready, now, text.get(), active()), this::show, this::failed);
    }

    private void show(ReadText.Answer found) {
        problem.set(null);
        int tokens = found.reading().ids().length;
        answer.set(found);
        if (token.get() < 0 || token.get() >= tokens) {
            token.set(tokens - 1);
        }
        if (painting.get().first().isEmpty()) {
            latents().stream().findFirst().ifPresent(latent -> paint(latent.latent(), false));
        }
    }

    private void failed(Throwable reason) {
        String said = reason instanceof WorkbenchException ? reason.getMessage() : reason.toString();
        problem.set(said == null ? "Something went wrong." : said);
    }

    /** Latents of the chosen token, strongest first. */
    List<TokenLatent> latents() {
        ReadText.Answer now = answer.get();
        int at = token.get();
        return now == null || at < 0 || at >= now.latents().size()
                ? List.of()
                : now.latents().get(at);
    }

    /** Shades the strips by a latent: in amber, or as the second in violet. */
    void paint(int latent, boolean second) {
        OpenAutoencoder now = opened.get();
        double reference = now == null
                ? 0
                : now.index().map(index -> index.statistics().max(latent)).orElse(0.0);
        Painting.Paint paint = new Painting.Paint(latent, reference);
        painting.set(second ? painting.get().withSecond(paint) : painting.get().withFirst(paint));
    }

    /** Adds a latent to those that are changed, ablated at first; one that is there stays as it is. */
    void change(TokenLatent latent) {
        boolean there = changes.stream().anyMatch(change -> change.latent().latent() == latent.latent());
        if (!there) {
            changes.add(new Change(latent, new PlaygroundChange(latent.latent(), PlaygroundChange.Kind.ABLATE, 0)));
            read();
        }
    }

    /**
     * Adds a latent by its number.
     *
     * @return whether there is one of that number
     */
    boolean change(int latent) {
        OpenAutoencoder now = opened.get();
        if (now == null || latent < 0 || latent >= now.info().latents()) {
            return false;
        }
        TokenLatent found = latents().stream()
                .filter(row -> row.latent() == latent)
                .findFirst()
                .orElseGet(() -> ReadText.LatentNames.of(now).row(latent, 0));
        change(found);
        return true;
    }

    /** Sets another value for a latent. */
    void replace(Change old, Change fresh) {
        int at = changes.indexOf(old);
        if (at >= 0 && !old.equals(fresh)) {
            changes.set(at, fresh);
            read();
        }
    }

    void remove(Change change) {
        if (changes.remove(change)) {
            read();
        }
    }

    void reset() {
        changes.clear();
        read();
    }

    private List<PlaygroundChange> active() {
        return changes.stream().map(Change::change).toList();
    }

    /** Continues the text twice; a generation that runs is stopped. */
    void generate() {
        LoadedPlayground ready = loaded;
        if (ready == null) {
            return;
        }
        cancel();
        String prompt = text.get();
        List<PlaygroundChange> now = active();
        GenerationOptions chosen = options.get();
        int[] from = new int[1];
        generating.set(true);
        RunningJob<Playground.Continuations> running = jobs.submit("Generate", context -> {
            Playground playground = ready.get();
            int[] ids = playground.encode(prompt);
            from[0] = ids.length;
            return playground.generate(ids, now, chosen, context);
        });
        job = running;
        running.onDone(texts -> {
            problem.set(null);
            generated.set(new Generated(texts, from[0], now, chosen));
        });
        running.onFailed(this::failed);
        running.stateProperty().subscribe(state -> {
            if (state.isFinished() && job == running) {
                generating.set(false);
            }
        });
    }

    /** Stops the generation that runs. */
    void cancel() {
        RunningJob<Playground.Continuations> running = job;
        if (running != null && !running.state().isFinished()) {
            running.cancel();
        }
    }

    ObjectProperty<@Nullable OpenAutoencoder> openedProperty() {
        return opened;
    }

    StringProperty textProperty() {
        return text;
    }

    /** What was read last; null while there is no text. */
    ReadOnlyObjectProperty<ReadText.@Nullable Answer> answerProperty() {
        return answer.getReadOnlyProperty();
    }

    /** What is wrong, in a sentence; null if nothing is. */
    ReadOnlyObjectProperty<@Nullable String> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** The token whose latents are listed, −1 for none. */
    IntegerProperty tokenProperty() {
        return token;
    }

    ObjectProperty<Painting> paintingProperty() {
        return painting;
    }

    ObservableList<Change> changes() {
        return changes;
    }

    ObjectProperty<GenerationOptions> optionsProperty() {
        return options;
    }

    ReadOnlyObjectProperty<@Nullable Generated> generatedProperty() {
        return generated.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty generatingProperty() {
        return generating.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return reading.busyProperty();
    }
}
