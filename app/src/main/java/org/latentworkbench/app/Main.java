package org.latentworkbench.app;

/** Starts the program. */
public final class Main {
    private Main() {}

    /** @param args the command line */
    public static void main(String[] args) {
        System.exit(args.length == 0 ? 0 : 2);
    }
}
