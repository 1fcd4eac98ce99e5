package org.latentworkbench.app.gui.control;

import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link TokenStrip} shows: the tokens of one context with their activations and marks. Arrays and bit sets are
 * owned by the record: whoever builds it does not touch them again.
 *
 * @param texts decoded tokens in order, leading spaces kept
 * @param values activation of the first latent per token, 0 where silent; may be empty for plain text
 * @param reference the activation that is the strongest stop of {@code values}
 * @param second activation of a second latent per token, or null
 * @param secondReference the strongest stop of {@code second}
 * @param underlined tokens that belong to a match
 * @param ringed tokens with a ring: the last token of a match, or a hole
 * @param focus the token the excerpt is built around
 * @param lead the number shown at the left, or empty
 * @param document index of the document the tokens come from
 * @param firstPosition position of the first token inside its document
 */
public record StripContent(
        List<String> texts,
        float[] values,
        double reference,
        float @Nullable [] second,
        double secondReference,
        BitSet underlined,
        BitSet ringed,
        int focus,
        OptionalDouble lead,
        int document,
        long firstPosition) {

    /** Checks that every array speaks of the same tokens. */
    public StripContent {
        texts = List.copyOf(texts);
        if (values.length != texts.size() && values.length != 0) {
            throw new IllegalArgumentException(values.length + " values for " + texts.size() + " tokens");
        }
        if (second != null && second.length != texts.size()) {
            throw new IllegalArgumentException(second.length + " second values for " + texts.size() + " tokens");
        }
        if (!texts.isEmpty() && (focus < 0 || focus >= texts.size())) {
            throw new IllegalArgumentException("focus " + focus + " of " + texts.size() + " tokens");
        }
    }

    /** Tokens shaded by one latent. */
    public static StripContent shaded(List<String> texts, float[] values, double reference, int focus) {
        return new StripContent(
                texts, values, reference, null, 1, new BitSet(), new BitSet(), focus, OptionalDouble.empty(), 0, 0);
    }

    /** Tokens without any activation. */
    public static StripContent plain(List<String> texts) {
        return shaded(texts, new float[0], 1, 0);
    }

    /** The same with a number at the left. */
    public StripContent withLead(double value) {
        return new StripContent(
                texts,
                values,
                reference,
                second,
                secondReference,
                underlined,
                ringed,
                focus,
                OptionalDouble.of(value),
                document,
                firstPosition);
    }

    /** The same with the place in the corpus. */
    public StripContent at(int newDocument, long newFirstPosition) {
        return new StripContent(
                texts,
                values,
                reference,
                second,
                secondReference,
                underlined,
                ringed,
                focus,
                lead,
                newDocument,
                newFirstPosition);
    }

    /** The same with a second latent, shown as a bar under its tokens. */
    public StripContent withSecond(float[] newSecond, double newReference) {
        return new StripContent(
                texts,
                values,
                reference,
                newSecond,
                newReference,
                underlined,
                ringed,
                focus,
                lead,
                document,
                firstPosition);
    }

    /** The same with marks: the tokens of matches and the tokens with a ring. */
    public StripContent withMarks(BitSet newUnderlined, BitSet newRinged) {
        return new StripContent(
                texts,
                values,
                reference,
                second,
                secondReference,
                newUnderlined,
                newRinged,
                focus,
                lead,
                document,
                firstPosition);
    }

    /** Activation of the first latent on a token, 0 where silent. */
    public float value(int token) {
        return values.length == 0 ? 0 : values[token];
    }

    /** Activation of the second latent on a token, 0 where silent or where there is none. */
    public float secondValue(int token) {
        return second == null ? 0 : second[token];
    }

    /** The text as it stands in the corpus. */
    public String plainText() {
        return String.join("", texts);
    }
}
