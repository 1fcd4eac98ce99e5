package org.latentworkbench.engine.pipeline;

import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.sae.LatentChange;

/**
 * A latent of an autoencoder and what becomes of it while a model runs.
 *
 * @param sae name in the workspace
 * @param latent its number
 * @param change what becomes of its activation, in the units in which activations are shown
 */
public record LatentEdit(String sae, int latent, LatentChange change) {
    /**
     * Reads {@code SAE:ID}.
     *
     * @throws BadInputException if it is not of that form
     */
    public static LatentEdit ablation(String text) {
        return parse(text, text, LatentChange.ablate());
    }

    /**
     * Reads {@code SAE:ID=VALUE}.
     *
     * @throws BadInputException if it is not of that form
     */
    public static LatentEdit clamp(String text) {
        return parse(beforeValue(text), text, new LatentChange.Clamp(value(text)));
    }

    /**
     * Reads {@code SAE:ID=FACTOR}.
     *
     * @throws BadInputException if it is not of that form
     */
    public static LatentEdit scale(String text) {
        return parse(beforeValue(text), text, new LatentChange.Scale(value(text)));
    }

    private static LatentEdit parse(String latent, String text, LatentChange change) {
        int colon = latent.lastIndexOf(':');
        try {
            if (colon > 0) {
                return new LatentEdit(
                        latent.substring(0, colon),
                        Integer.parseInt(latent.substring(colon + 1).strip()),
                        change);
            }
        } catch (NumberFormatException e) {
            throw malformed(text, e);
        }
        throw malformed(text, null);
    }

    private static String beforeValue(String text) {
        int equals = text.lastIndexOf('=');
        return equals < 0 ? text : text.substring(0, equals);
    }

    private static float value(String text) {
        try {
            float value = Float.parseFloat(text.substring(text.lastIndexOf('=') + 1));
            if (Float.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw malformed(text, e);
        }
        throw malformed(text, null);
    }

    private static BadInputException malformed(String text, @org.jspecify.annotations.Nullable Throwable cause) {
        String message = "\"" + text + "\" names no latent of an autoencoder. Write it as SAE:ID, such as demo:165, or"
                + " SAE:ID=VALUE, such as demo:165=4.5.";
        return cause == null ? new BadInputException(message) : new BadInputException(message, cause);
    }
}
