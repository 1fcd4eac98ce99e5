package org.latentworkbench.app.gui.train;

/**
 * What stands under a field.
 *
 * @param level how bad it is
 * @param message the words; may be empty
 */
record FieldState(Level level, String message) {
    /** How bad it is. */
    enum Level {
        /** Good; the message, if any, explains. */
        FINE,
        /** Possible, but seldom meant. */
        WARNING,
        /** Nothing can start. */
        ERROR
    }

    static final FieldState FINE = new FieldState(Level.FINE, "");

    static FieldState hint(String message) {
        return new FieldState(Level.FINE, message);
    }

    static FieldState warning(String message) {
        return new FieldState(Level.WARNING, message);
    }

    static FieldState error(String message) {
        return new FieldState(Level.ERROR, message);
    }
}
