package org.latentworkbench.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.latentworkbench.app.cli.Cancellation;
import org.latentworkbench.app.cli.Cli;
import org.latentworkbench.app.cli.Console;
import org.latentworkbench.app.cli.LogFile;
import org.latentworkbench.app.cli.Program;
import org.latentworkbench.app.cli.Window;
import org.latentworkbench.app.gui.launch.WindowLauncher;
import org.latentworkbench.engine.workspace.UserFolders;

/** Starts the program: brings its two faces together, which do not know each other. */
public final class Main {
    private Main() {}

    /** @param args the command line */
    public static void main(String[] args) {
        UserFolders folders = UserFolders.ofThisComputer();
        Path log = LogFile.choose(folders);
        var cancellation = new Cancellation();
        cancellation.listen();
        int code = 1;
        try {
            code = Cli.run(new Program(Console.ofProcess(), folders, new Desktop(), log, cancellation), List.of(args));
        } finally {
            cancellation.finished();
            System.exit(code);
        }
    }

    /** The window of this computer. */
    private static final class Desktop implements Window {
        @Override
        public void open(Optional<Path> workspace, Optional<String> address) {
            WindowLauncher.open(workspace, address);
        }

        @Override
        public boolean check() {
            return WindowLauncher.selfCheck() == 0;
        }
    }
}
