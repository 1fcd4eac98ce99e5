package org.latentworkbench.app.gui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.latentworkbench.app.gui.dialog.Dialogs;

/** Answers the questions of the window without any dialog, as it was told before, and remembers what was asked. */
public final class Answers implements Dialogs {
    private final List<String> asked = new ArrayList<>();
    private Path folder = Path.of("/nowhere");
    private List<Path> files = List.of();
    private Optional<String> text = Optional.empty();
    private boolean yes = true;

    /** The folder that is chosen from now on. */
    public void folder(Path chosen) {
        folder = chosen;
    }

    /** The files that are chosen from now on. */
    public void files(List<Path> chosen) {
        files = List.copyOf(chosen);
    }

    /** What is written from now on where a text is asked for. */
    public void text(String written) {
        text = Optional.of(written);
    }

    /** Whether questions are answered with yes from now on. */
    public void confirm(boolean answer) {
        yes = answer;
    }

    /** Everything that was asked, in order. */
    public List<String> asked() {
        return asked;
    }

    @Override
    public Optional<Path> chooseFolder(String title) {
        asked.add(title);
        return Optional.of(folder);
    }

    @Override
    public List<Path> chooseFiles(String title, String kind, List<String> patterns) {
        asked.add(title);
        return files;
    }

    @Override
    public Optional<Path> chooseTarget(String title, String suggestedName) {
        asked.add(title);
        return Optional.empty();
    }

    @Override
    public Optional<String> choose(String question, List<String> choices) {
        asked.add(question);
        return Optional.of(choices.getFirst());
    }

    @Override
    public boolean confirm(String question, String detail, String yesText, String noText) {
        asked.add(question + " " + detail);
        return yes;
    }

    @Override
    public Optional<String> askText(String title, String prompt, String initial) {
        asked.add(title);
        return text;
    }
}
