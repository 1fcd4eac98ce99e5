package org.latentworkbench.engine.text.story;

import java.util.List;

/** A piece of an alternative of the grammar. */
sealed interface Part {
    /** Words as they are; {@code "//"} stands for a new paragraph. */
    record Literal(String text) implements Part {}

    /**
     * A form of the word that a variable stands for.
     *
     * @param form empty for the word itself
     * @param capital whether its first letter becomes a capital
     */
    record Slot(String variable, String form, boolean capital) implements Part {}

    /**
     * Lets a variable stand for a new word of a kind.
     *
     * @param silent whether the word is not written here
     */
    record Bind(String variable, String kind, boolean silent) implements Part {}

    /**
     * An alternative of a rule, its parameters standing for what the arguments stand for.
     *
     * @param shared whether words chosen in the rule are the caller's as well
     */
    record Call(String rule, List<String> arguments, boolean shared) implements Part {}

    /** One of several sequences. */
    record Choice(List<List<Part>> alternatives) implements Part {}
}
