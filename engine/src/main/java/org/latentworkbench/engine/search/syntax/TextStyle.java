package org.latentworkbench.engine.search.syntax;

/** How a stretch of a script is shown. */
public enum TextStyle {
    /** Name of a definition or a variable. */
    NAME,
    /** A number, an activation or a latent. */
    NUMBER,
    /** Brackets, quantifiers, bars and signs. */
    OPERATOR,
    /** Name of a macro or of one of its arguments. */
    MACRO,
    /** Text to be found, escapes included. */
    LITERAL,
    /** Text between backticks or quotation marks. */
    QUOTED,
    /** From # to the end of the line. */
    COMMENT
}
